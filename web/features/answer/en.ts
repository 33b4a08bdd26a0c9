import type { AnswerWords } from "./nl.ts";

export const en: AnswerWords = {
  opening: "Opening your link …",

  readers:
    "Do you write something in your own words? Then a few researchers read that. They do not see whose it is. We quote you only if you agree to that.",
  consentAsk: "Will you take part?",
  consentFrom: (study) => `This belongs to the study ‘${study}’.`,
  consentMeeting: (themes) =>
    themes === 1
      ? "There is 1 theme. You write what you like, or nothing."
      : `There are ${themes} themes. You write what you like, or nothing.`,
  consentHow: (questions) =>
    questions === 1
      ? "There is 1 question. Your answer is saved at once."
      : `There are ${questions} questions. Each answer is saved at once. You can stop at any time and go on later.`,
  promise: (day) => `By ${day} at the latest, you can read here what we found and what was done with it.`,
  promiseAgain: "Keep your personal link. It brings you back here.",
  yes: "Yes, I will take part",
  no: "No, I would rather not",

  welcomeBack: (question) => `Welcome back. You go on at question ${question}.`,
  consentHowAtMost: (questions) =>
    `There are at most ${questions} questions. Which ones you get depends on your answers. Each answer is saved at once. You can stop at any time and go on later.`,
  progressAtMost: (question, left) => `Question ${question}, at most ${left} more`,
  progress: (question, total) => `Question ${question} of ${total}`,
  answerNeeded: "Please answer first. This question needs an answer.",
  takeBack: "Take my answer away",

  back: "Back",
  next: "Next",
  skip: "Skip",
  toCheck: "To the overview",
  saved: "Saved",
  notSaved: "Not saved yet. We keep trying.",
  notSavedOffline: "You have no internet. Your answer is still here, locked. We save it as soon as we can.",
  tryNow: "Try now",

  saidElsewhere: "You gave another answer later, on another device. That one stands now.",

  sentMoved: (day) => `First we promised ${day}. It has become later.`,
  about: "About this study",
  noLinkTitle: "Open your personal link",
  endedTitle: "You were away too long",
  ended: "Open your personal link again. What you saved is still there.",
  endedUnsaved:
    "Your last answer is not saved yet. Leave this page open, open your link in a new tab, then come back here.",
};
