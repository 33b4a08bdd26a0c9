import { useEffect } from "react";

const EACH_MS = 4_000;

/** Asks again and again while the page is looked at. */
export function usePolled(ask: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") ask();
    }, EACH_MS);
    return () => clearInterval(timer);
  }, [ask]);
}
