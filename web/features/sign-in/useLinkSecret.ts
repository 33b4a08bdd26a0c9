import { useEffect, useState } from "react";

const secretIn = (hash: string): string | null => (hash.length > 1 && hash !== "#content" ? hash.slice(1) : null);

/**
 * The secret of a sign-in link, `/sign-in#<secret>`. It is taken out of the address at once, so that it is not in the
 * history or over somebody's shoulder; a fragment is never sent to a server by itself.
 */
export function useLinkSecret(): { secret: string | null; forget(): void } {
  const [secret, setSecret] = useState(() => secretIn(window.location.hash));
  useEffect(() => {
    const take = () => {
      const found = secretIn(window.location.hash);
      if (!found) return;
      window.history.replaceState(window.history.state, "", window.location.pathname);
      setSecret(found);
    };
    take();
    // A link that is opened in a tab that already stands here changes only the fragment.
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return { secret, forget: () => setSecret(null) };
}
