import type { Step, Way } from "../../components/question/way.ts";
import type { AnswerWords } from "./nl.ts";

/** Where to after a place: the next question on the way, or the overview. */
export function pathAfter({ steps }: Way, place: number): string {
  const next = steps.find((step) => step.place > place);
  return next ? `/v/${next.place}` : "/v/check";
}

/** Where one goes back to; null at the first. */
export function pathBefore({ steps }: Way, place: number): string | null {
  const before = steps.findLast((step) => step.place < place);
  return before ? `/v/${before.place}` : null;
}

/** Never says more than is known: where answers decide on what comes, how many at most. */
export const progressIn = (words: AnswerWords, { number, left, sure }: Step): string =>
  sure ? words.progress(number, number + left) : words.progressAtMost(number, left);
