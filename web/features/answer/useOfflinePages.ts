import { useEffect } from "react";

/** Once the questions are there, the pages that ask them are kept as well, so that they open again without network. */
export function useOfflinePages(open: boolean): void {
  useEffect(() => {
    if (!open || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
    // Without it everything works but for opening the page anew without network.
    navigator.serviceWorker.register("/worker.js", { scope: "/v" }).catch(() => undefined);
  }, [open]);
}
