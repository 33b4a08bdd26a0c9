import type { ConsentTextsWords } from "./nl.ts";

export const en: ConsentTextsWords = {
  title: (study) => `Consent · ${study}`,
  back: "Back to the questionnaires",
  intro:
    "Who takes part says yes to the text of the questionnaire. What you would like to be allowed beside that, you ask here, each by itself. People get a box for each. No box is ticked beforehand, and without a tick they take part all the same.",
  young:
    "Who is not 16 yet chooses too and also needs a yes of a parent or guardian. When you invite, give the day on which somebody turns 16.",
  notPermitted: "Only researchers of this study see this.",
  asked: "Ask this",
  dutch: "Text in Dutch",
  english: "Text in English",
  means: {
    BE_FOLLOWED: "Without a no we also invite somebody to the next waves. After a no we do not.",
    LINK: "After a no the answers stand in the next snapshot under another pseudonym, apart from data that were brought in.",
    BE_QUOTED: "A quote can be used only with a yes to the text of now.",
    BE_INVITED_AGAIN: "After a no we do not invite somebody to other questionnaires of this study.",
    SHARE_PLAN:
      "Whoever keeps a plan of their own on Weerklank can let you see the five life domains in it. They choose that where the plan is. As soon as you ask for it, the study has five more variables. After a no, nothing of it is in the next snapshot.",
  },
  house: "This text comes with Weerklank. Nobody was asked with it yet.",
  version: (number, on, by) => `Version ${number}, of ${on}, by ${by}.`,
  givenBy: (people) => `At least ${people} people say yes to this text.`,
  fewGiven: "Fewer than 10 people say yes to this text.",
  warning: "If you save another text, we ask again whoever said yes. Until then a quote cannot be used.",
  save: "Save",
  saving: "One moment …",

  guardians: "These people are not 16 yet. The questions open only once a parent or guardian says yes as well.",
  guardianMailIntro:
    "Is the mail address of the parent or guardian in the list of addresses? Then we mail the link. Nobody else sees it, not even you.",
  guardianMail: "Mail the link",
  guardianMailFor: (participant) =>
    `Mail the link to the parent or guardian of ${participant}. An earlier link then stops working.`,
  guardianMailed: (participant) => `The link for the parent or guardian of ${participant} is on its way.`,
  guardianNoAddress: "no mail address of a parent or guardian",
  guardianLink: "Make a link for the parent or guardian",
  guardianLinkFor: (participant) => `Make a link for the parent or guardian of ${participant}`,
  guardianLinkOf: (participant) => `The link for the parent or guardian of ${participant}`,
  guardianLinkOnce: "Pass it on to the parent or guardian. You see it only once. An earlier link no longer works.",
};
