import type { AboutWords } from "./nl.ts";

export const en: AboutWords = {
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
};
