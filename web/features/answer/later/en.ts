import type { LaterWords } from "./nl.ts";

export const en: LaterWords = {
  onThisDevice:
    "No internet? Then we keep your answers and the questions on this device for a while, locked. Only your link opens them, also after you closed the page. Once you have sent them, or press Leave now, they are gone from here.",
  handedTitle: "Where your data went",
  handedWhat:
    "The study gave data to somebody else, yours too. Your name, your address and what you wrote in your own words were not in it. Instead of your name there was a number. We cannot get this back.",
  handed: (day, organisation, name) => `On ${day} to ${organisation} (${name}). What for:`,
  handedUnknown: "We cannot show now whether your data went anywhere. Look again later.",

  codeWhat:
    "Do others use your phone or mail? Then choose a code. On another device you see your answers only with that code. If you forget it, we cannot get it back. You can still answer then.",
  codeThere: "There is a code. On another device you see your answers only with that code.",
  codeHelp: "6 characters or more. Do not use a password that you use somewhere else.",
  codeSet: "Set the code",
  codeChange: "Set another code",
  codeRemove: "Take the code away",
  aboutBack: "Back to the questions",
  withdraw: "I no longer want to take part",
  withdrawTitle: "Do you want to stop?",
  stopWhat: "If you stop, you get no more questions. What you sent still counts.",
  deleteWhat:
    "You can also have everything removed. Then all your answers are gone and you no longer count in later figures. Figures that were already given stay. Nobody can recognise you in them.",
  stopSure: "Yes, I stop",
  deleteSure: "Yes, I stop and remove everything",
  withdrawNot: "No, I keep taking part",

  stoppedTitle: "You have stopped",
  stoppedOn: (day) => `You stopped on ${day}. You get no more questions.`,
  deletedTitle: "You have stopped and your answers are gone",
  deletedOn: (day) => `Everything was removed on ${day}.`,
  deletedFrom: (questionnaires) =>
    questionnaires === 1
      ? "We removed your answers from 1 questionnaire."
      : `We removed your answers from ${questionnaires} questionnaires.`,
  receiptHelp: "Write it down if you want to ask about this later.",
  whatStaysDeleted: "What we can no longer undo",

  welcomeBackCheck: "Welcome back. You have seen all the questions.",
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
  sentNext: "What happens now",
  toEcho: "See what happens with it",
  choices: "What you chose, and everything we have from you",
  receipt: "The number of this receipt",
  whatStays: "Good to know",
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
  home: "To the start of Weerklank",

  declinedTitle: "You are not taking part",
  declined: "That is fine. We keep no answers from you.",
  declinedRethink: "Changed your mind? You can still take part.",
  rethink: "I do want to take part",

  tooLateTitle: (answers) => (answers === 1 ? "This answer did not come along" : "These answers did not come along"),
  tooLateSent: "Your answers had been sent on another device. What you gave here was not saved by then:",
  tooLateClosed: "The questionnaire had been closed. What you gave here was not saved by then:",
  tooLateTakenBack: "You had taken this answer away",
  tooLateStands: "What you saved before stays. You cannot change it any more.",
  tooLateGoOn: "I have read it",
};
