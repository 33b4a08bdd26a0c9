import type { LogicQuestion, Stop } from "./course.ts";
import { isThere } from "./evaluate.ts";
import { type FunctionName, partsOf } from "./expression.ts";

/** What can come out true while an answer is missing, and otherwise once it is there. */
const TELLS_MISSING: readonly FunctionName[] = ["answered", "missing", "coalesce"];
/** What can come out true though something in it was not asked. */
const HAS_OTHER_WAYS: readonly FunctionName[] = [...TELLS_MISSING, "or", "if", "not"];

/**
 * Whether a question that is still ahead can come to be asked, however those before it are answered. Rather yes than
 * no: it counts how many are left at most.
 */
export function mayBeAsked({ relevance }: Pick<LogicQuestion, "relevance">, stop: Stop): boolean {
  if (stop.asked || relevance === null) return true;
  const calls = partsOf(relevance).flatMap((part) => (typeof part === "object" && "call" in part ? part.call : []));
  const has = (names: readonly FunctionName[]) => calls.some((call) => names.includes(call));
  if (isThere(stop.relevance)) return has(TELLS_MISSING);
  return (stop.relevance as { missing: string }).missing !== "NOT_ASKED" || has(HAS_OTHER_WAYS);
}
