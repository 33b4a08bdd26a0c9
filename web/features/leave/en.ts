import type { LeaveWords } from "./nl.ts";

export const en: LeaveWords = {
  title: "No more messages?",
  ask: "Then we will not mail you about this study any more. We also forget your mail address.",
  stays: "This does not change what you filled in. Your link keeps working.",
  leave: "Send me no more messages",
  leaving: "One moment …",
  doneTitle: "You will get no more messages",
  done: "We have removed your mail address.",
  pauseTitle: "Or a rest?",
  pause: "Until that day we do not mail you. We keep your mail address.",
  until: "Leave me alone until",
  pauseDo: "Leave me alone until then",
  paused: (on) => `We will not mail you until ${on}.`,
  noLink: "Open this page with the link at the end of the mail.",
};
