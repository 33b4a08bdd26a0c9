import type { Policy } from "../../people/people.ts";

export const feedbackPolicy = {
  /** How well promises are kept is everybody's to see. */
  readLoop: () => true,
  /** The holder of a personal link; whether the finding is in the own stories is looked at where it is kept. */
  recogniseFinding: ({ respondent }) => respondent !== null,
} satisfies Policy;
