import type { SurveyDraft } from "../../schema/survey.ts";

/** The questionnaire of the demo: one question of every kind, asked at 21. */

export const DEMO_SURVEY = "gehoord-worden";
export const DEMO_WAVE = { code: "21", label: "21 jaar" };

export const demoSurvey: SurveyDraft = {
  title: { nl: "Gehoord worden", en: "Being heard" },
  consent: {
    nl:
      "Dit is een voorbeeld. Het onderzoek 'Op eigen benen' is verzonnen.\n\n" +
      "We stellen je vijf vragen over toen je 18 werd. Meedoen mag, het hoeft niet. Je mag vragen overslaan en altijd stoppen.\n\n" +
      "Je antwoorden horen bij een nummer, niet bij je naam. We laten alleen cijfers over groepen zien. " +
      "Daarna lees je hier wat we vonden, en wat ermee is gedaan.",
    en:
      "This is an example. The study 'Op eigen benen' is made up.\n\n" +
      "We ask you five questions about the time you turned 18. You may take part; you do not have to. You may skip questions and stop at any time.\n\n" +
      "Your answers belong to a number, not to your name. We only show figures about groups. " +
      "Afterwards you can read here what we found, and what was done with it.",
  },
  questions: [
    {
      id: "gehoord",
      kind: "SCALE",
      text: {
        nl: "Voelde je je gehoord toen je plan voor na je 18e werd gemaakt?",
        en: "Did you feel heard when your plan for after 18 was made?",
      },
      help: { nl: "Denk aan de gesprekken in dat jaar.", en: "Think of the talks in that year." },
      variable: "gehoord",
      concept: "support",
      required: false,
      scale: {
        minimum: 1,
        maximum: 5,
        low: { nl: "Helemaal niet", en: "Not at all" },
        high: { nl: "Helemaal wel", en: "Completely" },
      },
    },
    {
      id: "wie-besliste",
      kind: "SINGLE",
      text: { nl: "Wie besliste waar je ging wonen?", en: "Who decided where you would live?" },
      variable: "wie_besliste",
      concept: "housing",
      options: [
        { code: "ik", label: { nl: "Vooral ik zelf", en: "Mostly me" } },
        { code: "samen", label: { nl: "Ik en anderen samen", en: "Me and others together" } },
        { code: "anderen", label: { nl: "Vooral anderen", en: "Mostly others" } },
      ],
    },
    {
      id: "bij-wie",
      kind: "MULTIPLE",
      text: { nl: "Bij wie kun je terecht als het tegenzit?", en: "Who can you turn to when things go wrong?" },
      help: { nl: "Je kunt meer antwoorden kiezen.", en: "You can choose more than one." },
      variable: "bij_wie",
      concept: "support",
      options: [
        { code: "familie", label: { nl: "Familie of pleegfamilie", en: "Family or foster family" } },
        { code: "vrienden", label: { nl: "Vrienden of mijn partner", en: "Friends or my partner" } },
        { code: "begeleider", label: { nl: "Een begeleider", en: "A support worker" } },
        { code: "school_werk", label: { nl: "Iemand van school of werk", en: "Somebody at school or work" } },
      ],
    },
    {
      id: "begeleiders",
      kind: "NUMBER",
      text: {
        nl: "Hoeveel begeleiders had je in het jaar dat je 18 werd?",
        en: "How many support workers did you have in the year you turned 18?",
      },
      help: { nl: "Ongeveer is goed genoeg.", en: "A rough number is good enough." },
      variable: "begeleiders",
      concept: "support",
      number: { minimum: 0, maximum: 30, integer: true, unit: { nl: "begeleiders", en: "support workers" } },
      bandings: [{ name: "weinig of veel", limits: [3, 5] }],
    },
    {
      id: "wat-anders",
      kind: "TEXT",
      text: { nl: "Wat had er toen anders gemoeten?", en: "What should have been different then?" },
      help: { nl: "Schrijf geen namen op.", en: "Do not write any names." },
      variable: "wat_anders",
      concept: "support",
      maxLength: 500,
    },
  ],
};
