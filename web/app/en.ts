import type { AppWords } from "./nl.ts";

export const en: AppWords = {
  studies: "Studies",
  ask: "Ask a question",
  meetings: "Meetings",
  outcomes: "What was done",
  proposals: "Proposals",
  steward: "Protection",
  alarms: "Stop button",
  signIn: "Sign in",
  notFoundTitle: "This page does not exist",
  notFound: "The address may have been copied wrongly. Or the page is no longer there.",
  home: "Go to the start",
};
