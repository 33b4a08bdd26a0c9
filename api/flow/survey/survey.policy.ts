import { type Asker, holds, type Policy, type TokenScope } from "../../people/people.ts";

const researcher = (viewer: Asker, scope: TokenScope): boolean => holds(viewer, ["RESEARCHER"], scope);

/** Researchers make surveys and see how far they are, never an answer; only the holder of a personal link answers. */
export const surveyPolicy = {
  seeSurveys: ({ viewer }) => researcher(viewer, "READ"),
  makeSurveys: ({ viewer }) => researcher(viewer, "WRITE"),
  fieldSurveys: ({ viewer }) => researcher(viewer, "WRITE"),
  invite: ({ viewer }) => researcher(viewer, "WRITE"),
  /** The secret in the link is the permission. */
  openInvitation: () => true,
  /** Null for everybody without a session. */
  seeOwnAnswers: () => true,
  answer: ({ respondent }) => respondent !== null,
  closeRespondentSession: () => true,
} satisfies Policy;
