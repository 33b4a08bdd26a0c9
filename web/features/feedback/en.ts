import type { FeedbackWords } from "./nl.ts";

export const en: FeedbackWords = {
  title: "What was done with your answers",
  intro: "Each ring shows how far your voice has come.",
  ringsMean: [
    "You said something",
    "It was counted",
    "Something was written about it",
    "Something was done, or a reason was given",
  ],
  ringsOf: (rings) => `${rings} of 3 rings`,

  notSent: "You have not sent your answers yet.",
  toQuestions: "Go on with the questions",

  promised: (day) => `By ${day} at the latest, you can read here what we found and what was done with it.`,
  moved: (from, to) => `We promised ${from}. It will be ${to}.`,
  movedWhy: "The researchers say why:",
  late: (day) => `We promised that you could read something here on ${day}. We did not manage. It is late.`,
  lateMore: "We leave this here until there is something.",
  kept: (day) => `Promised for ${day}. Below is what there is now.`,

  storiesTitle: "Something happened with this",
  waitingTitle: "More will come about this",
  yourQuestion: "The question to you",
  yourAnswer: "Your answer",
  noAnswer: "You skipped this question.",
  found: "What we found",
  quoteGone: "A quote stood here. Whoever wrote it does not want it here any more.",
  foundSub: (day) => `As it was on ${day}.`,
  preliminary: "More answers are coming in. It may still change a little.",
  done: "What was done with it",
  nothingYet: "Nobody has said yet what will happen with this.",
  counted: "Your answer was counted. Nothing has been written about it yet.",
  notCounted: "Your answer is saved. It counts the next time we count.",

  kind: { ACTION: "Action", DECISION: "Decision", ADVICE: "Advice" },
  status: {
    PLANNED: (day) => `Planned for ${day}`,
    UNDERWAY: (day) => `Under way since ${day}`,
    DONE: (day) => `Done on ${day}`,
    NOT_DONE: (day) => `Decided on ${day}`,
  },
  by: (who, workplace) => (who === workplace ? who : `${who} (${workplace})`),
  notDone: "Nothing was done with this.",
  notDoneWhy: (who) => `${who} says why:`,

  recognise: "Do you recognise yourself in this?",
  recognition: { YES: "Yes", PARTLY: "A little", NO: "No" },
  recogniseSaved: "Saved. Thank you.",
  recogniseFailed: "This is not saved yet. Please try again.",

  inMeeting: (title) => `In the meeting “${title}”`,
  saidThere: "What you wrote",
  backToMeeting: "Back to the meeting",
  empty: "There is nothing to show yet",
  about: "About this study, or stopping",
  shared: "Do others use this device too?",
  close: "Close on this device",
  noLinkTitle: "Open your personal link",
  noLink: "You are here without a link, or you were away too long. Open the link that you were given.",
  home: "To the start of Weerklank",
};
