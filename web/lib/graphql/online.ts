import { useEffect, useEffectEvent } from "react";

/** Not every phone says when its network is back. */
const TRY_AGAIN_MS = 8_000;

/** While something waits for network: does it when there may be some again. */
export function useWhenOnline(waiting: boolean, work: () => void): void {
  const tryAgain = useEffectEvent(work);
  useEffect(() => {
    if (!waiting) return;
    const again = () => tryAgain();
    const timer = setInterval(again, TRY_AGAIN_MS);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [waiting]);
}
