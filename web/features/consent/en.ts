import type { ConsentWords } from "./nl.ts";

export const en: ConsentWords = {
  title: "What you chose",
  intro: "Here you see what you said yes or no to. You can take back anything. It works at once.",
  noLinkTitle: "Open your personal link",
  noLink: "You are here without a link, or you were away too long. Open the link that you were given.",
  home: "To the start of Weerklank",
  back: "Back to your questionnaire",

  thisQuestionnaire: (title) => `Taking part in ‘${title}’`,
  planAsked:
    "Do you keep a plan on Weerklank? Then this study may see how the five things in it are, if you want that. You choose it where your plan is.",
  planHere: "Do you want to share your plan again? You do that where your plan is.",
  toPlan: "To my plan",
  planLapsed:
    "The study sees nothing of your plan now: its text has changed, or you turned 16. You can say yes again where your plan is.",
  states: {
    GIVEN: "You said yes.",
    REFUSED: "The answer is no.",
    OPEN: "Nothing was chosen yet.",
  },
  takePartYes: "You take part.",
  takePartNo: "You do not take part.",
  takePartOpen: "You have not chosen yet.",
  guardianWaits: "Your parent or guardian has not said yes yet.",
  guardianToo: "You said yes. Your parent or guardian has not yet.",
  takeBack: "Take back",
  takeBackLong: (what) => `Take back: ${what}`,
  yes: "Yes",
  no: "No",
  refuseLong: (what) => `No: ${what}`,
  give: "Yes after all",
  giveLong: (what) => `Yes after all: ${what}`,
  yesLong: (what) => `Yes: ${what}`,
  notNow: "No, leave it",
  sure: "Yes, take it back",
  means: {
    TAKE_PART: "Your answers to this questionnaire are removed. They are not in the next snapshot.",
    BE_FOLLOWED: "You will not get these questions again later.",
    LINK: "In the next snapshot your answers stand apart from the other data about you. They still count.",
    BE_QUOTED: "Nobody may use a sentence of yours any more.",
    BE_INVITED_AGAIN: "You will get no more invitations to other questionnaires of this study.",
    SHARE_PLAN:
      "The study sees nothing more of your plan. In the next snapshot nothing of it is left. Your plan itself stays yours.",
  },
  taken: "Taken back.",
  given: "Saved. You said yes.",
  receipt: (receipt) => `The number of this receipt is ${receipt}. Write it down if you want to ask about it later.`,

  outTitle: "What cannot be undone",
  outNothing: "Nothing has gone out yet in which you may count.",
  out: (snapshots, results) =>
    `Since you said yes, ${snapshots === 1 ? "1 snapshot was made" : `${snapshots} snapshots were made`}. From ${snapshots === 1 ? "it" : "those"}, ${results === 1 ? "1 answer in figures was given" : `${results} answers in figures were given`}. They stay. Nobody can recognise you in them.`,
  outLater:
    "A new snapshot only comes into use once something changed for at least 10 people. That way nobody can tell from the figures who took something back.",
  outQuotes: "Was a sentence of yours printed or read somewhere already? We cannot take that back.",

  historyTitle: "Everything you chose before",
  by: { SELF: "you", YOUNG: "you, when you were not 16 yet", GUARDIAN: "your parent or guardian" },
  saidOn: (yes, by, on) => `${yes ? "Yes" : "No"}, by ${by}, on ${on}`,
  proof: (receipt) => `Receipt ${receipt}`,

  dataTitle: "Everything we have from you",
  data: "These are your choices and your answers in this study. What the study has about you from others is not in it. Ask the study itself about that.",
  dataCode: "First give your own code at the questions. Then your answers are in it too.",
  download: "Download everything",
  readTitle: "Read your answers here",
  sentOn: (on) => `Sent on ${on}`,
  notSent: "Not sent",
  noAnswers: "There are no answers here.",

  stopTitle: "Stop altogether",
  stop: "Stop, or stop and have everything removed",
  stopped: (on) => `You stopped on ${on}.`,

  guardianTitle: "May your child take part?",
  guardianIntro: (title, study, questions) =>
    `Somebody whose parent or guardian you are is not 16 yet and was asked for the questionnaire ‘${title}’ (${questions === 1 ? "1 question" : `${questions} questions`}). It belongs to the study ‘${study}’.`,
  guardianOwn:
    "The young person chooses too. It is only possible if both of you say yes. You do not see what the young person answers. From 16 on the young person chooses alone.",
  guardianRead: "This is what the young person reads:",
  guardianMore: "These are separate. None of them is needed. The young person reads it like this:",
  guardianYes: "Yes, they may take part",
  guardianNo2: "No, rather not",
  guardianSaidYes: "Saved: you said yes. You can always change this with the same link.",
  guardianSaidNo:
    "Saved: you said no. No answers to this questionnaire are kept. You can always change this with the same link.",
  guardianNoLink: "Open this page with the link that the study gave you.",
  guardianBefore: (yes) => (yes ? "You said yes before." : "You said no before."),
};
