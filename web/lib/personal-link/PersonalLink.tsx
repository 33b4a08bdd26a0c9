import { createContext, use, useCallback, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";

/** Where a personal link leads: `/v#<secret>`. */
const PATH = "/v";

interface PersonalLink {
  /** The secret that came with the address and waits to be exchanged; null where there is none. */
  secret: string | null;
  /** Forgets it, once it was exchanged. */
  forget(): void;
}

const PersonalLinkContext = createContext<PersonalLink | null>(null);

/**
 * Takes the secret out of the address, before anything else is loaded: so that it is not in the history, in a
 * screenshot or over somebody's shoulder. A fragment is never sent to a server by itself.
 */
export function takeSecret(): string | null {
  const { pathname, hash } = window.location;
  if (pathname !== PATH || hash.length < 2 || hash === "#content") return null;
  window.history.replaceState(window.history.state, "", PATH);
  return hash.slice(1);
}

export function PersonalLinkProvider({ first, children }: { first: string | null; children: ReactNode }) {
  const [secret, setSecret] = useState(first);
  useEffect(() => {
    // A link that is opened in a tab that already stands there changes only the fragment.
    const onFragment = () => {
      const taken = takeSecret();
      if (taken) setSecret(taken);
    };
    window.addEventListener("hashchange", onFragment);
    return () => window.removeEventListener("hashchange", onFragment);
  }, []);
  const forget = useCallback(() => setSecret(null), []);
  const link = useMemo(() => ({ secret, forget }), [secret, forget]);
  return <PersonalLinkContext value={link}>{children}</PersonalLinkContext>;
}

export function usePersonalLink(): PersonalLink {
  const link = use(PersonalLinkContext);
  if (!link) throw new Error("usePersonalLink needs a PersonalLinkProvider above it");
  return link;
}
