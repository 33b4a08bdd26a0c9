import { useId } from "react";

/** Ids that tie a control to its help and its error, for aria-describedby. */
export function useDescribing(help: unknown, error: unknown) {
  const id = useId();
  const helpId = help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [helpId, errorId].filter(Boolean).join(" ") || undefined;
  return { id, helpId, errorId, describedBy };
}
