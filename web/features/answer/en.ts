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

  declinedTitle: "You are not taking part",
  declined: "That is fine. We keep no answers from you.",
  declinedRethink: "Changed your mind? You can still take part.",
  rethink: "I do want to take part",

  welcomeBack: (question) => `Welcome back. You go on at question ${question}.`,
  welcomeBackCheck: "Welcome back. You have seen all the questions.",
  consentHowAtMost: (questions) =>
    `There are at most ${questions} questions. Which ones you get depends on your answers. Each answer is saved at once. You can stop at any time and go on later.`,
  progressAtMost: (question, left) => `Question ${question}, at most ${left} more`,
  progress: (question, total) => `Question ${question} of ${total}`,
  answerLabel: "Your answer",
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

  code: "A code of your own",
  codeNew: "Your code",
  codeTitle: "Give your own code",
  codeAsk: "You chose a code. With it you see here what you said before.",
  codeGive: "Go on",
  codeForgotten: "I do not know the code any more",
  codeForgottenWhat:
    "No code? You can simply answer. You will not see what you said before. It stays, unless you give a new answer.",

  checkTitle: "Are your answers right?",
  checkIntro: "Read them once more. You can still change everything. Then you send them.",
  change: "Change",
  answerIt: "Answer",
  skipped: "Skipped",
  needed: "An answer is needed here",
  cannotStand: (questions) =>
    questions === 1
      ? "One answer does not fit the others. Please look at it again:"
      : `${questions} answers do not fit the others. Please look at them again:`,
  stillNeeded: (questions) =>
    questions === 1
      ? "There is 1 question left that needs an answer:"
      : `There are ${questions} questions left that need an answer:`,
  send: "Send",
  sendAfter: "Once you have sent them, you cannot change your answers.",

  sentTitle: "Thank you. Your answers have been sent.",
  sentMoved: (day) => `First we promised ${day}. It has become later.`,
  sentNext: "What happens now",
  toEcho: "See what happens with it",

  about: "About this study",
  choices: "What you chose, and everything we have from you",
  receipt: "The number of this receipt",
  whatStays: "Good to know",
  noLinkTitle: "Open your personal link",
  noLink:
    "You are here without a link, or you were away too long. Open the link that you were given. What you saved is still there.",
  unknownTitle: "We do not know this link",
  unknown:
    "A piece of it may be missing. Copy the whole link and try again. Still no luck? Ask whoever gave it to you for a new one.",
  revokedTitle: "This link no longer works",
  revoked: "The link was withdrawn. Ask whoever gave it to you for a new one.",
  expiredTitle: "This link has expired",
  expired: "The questions can no longer be answered. Do you want to ask about it? Ask whoever gave you the link.",
  closedTitle: "This questionnaire is closed",
  closed: (day) => `Since ${day} you can no longer fill in or send anything.`,
  closedNothing: "We have saved no answers of yours.",
  closedSaved:
    "You had saved this but not sent it. It is still here, and it does not count. Does the questionnaire open again? Then you can go on where you were.",
  closedAbout: "About this study, and how to remove your answers",

  endedTitle: "You were away too long",
  ended: "Open your personal link again. What you saved is still there.",
  endedUnsaved:
    "Your last answer is not saved yet. Leave this page open, open your link in a new tab, then come back here.",
  home: "To the start of Weerklank",
};
