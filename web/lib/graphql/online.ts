import { useEffect, useEffectEvent } from "react";

/** Does something as soon as there is network again. */
export function useWhenOnline(work: () => void): void {
  const onLine = useEffectEvent(work);
  useEffect(() => {
    const hear = () => onLine();
    window.addEventListener("online", hear);
    return () => window.removeEventListener("online", hear);
  }, []);
}
