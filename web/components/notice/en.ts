import type { NoticeWords } from "./nl.ts";

export const en: NoticeWords = {
  offlineTitle: "No connection",
  offline: "We cannot reach Weerklank right now. Check your internet and try again.",
  failedTitle: "Something went wrong",
  failed: "That is our fault, not yours. Please try again in a moment.",
  notPermittedTitle: "You cannot see this",
  notPermitted: "Sign in with an account that may see it, or ask the people who run the study.",
  retry: "Try again",
};
