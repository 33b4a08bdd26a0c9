import { definitionSchema, type SurveyDefinition } from "../../../../schema/survey.ts";
import type { Text } from "../../../../schema/text.ts";

/** Where somebody is helped: by province, as young people know it. */
export const REGIONS: readonly { code: string; name: Text }[] = [
  { code: "drenthe", name: { nl: "Drenthe", en: "Drenthe" } },
  { code: "flevoland", name: { nl: "Flevoland", en: "Flevoland" } },
  { code: "friesland", name: { nl: "Friesland", en: "Friesland" } },
  { code: "gelderland", name: { nl: "Gelderland", en: "Gelderland" } },
  { code: "groningen", name: { nl: "Groningen", en: "Groningen" } },
  { code: "limburg", name: { nl: "Limburg", en: "Limburg" } },
  { code: "noord-brabant", name: { nl: "Noord-Brabant", en: "North Brabant" } },
  { code: "noord-holland", name: { nl: "Noord-Holland", en: "North Holland" } },
  { code: "overijssel", name: { nl: "Overijssel", en: "Overijssel" } },
  { code: "utrecht", name: { nl: "Utrecht", en: "Utrecht" } },
  { code: "zeeland", name: { nl: "Zeeland", en: "Zeeland" } },
  { code: "zuid-holland", name: { nl: "Zuid-Holland", en: "South Holland" } },
];

export const REGION_QUESTION = "region";

/** What the house asks of whoever sounds an alarm. Other words here are another version. */
export const alarmDefinition: SurveyDefinition = definitionSchema.parse({
  title: { nl: "Dit moet stoppen", en: "This has to stop" },
  consent: {
    nl: "Wat je schrijft, leest alleen wie voor jouw regio is aangewezen. Doet die niets, dan ook de volgende.",
    en: "What you write is read only by the person named for your region. If they do nothing, by the next one too.",
  },
  questions: [
    {
      id: "what",
      kind: "TEXT",
      variable: "alarm_what",
      text: { nl: "Wat gebeurt er?", en: "What is happening?" },
      help: { nl: "Schrijf het zoals je wilt. Kort mag.", en: "Write it the way you want. Short is fine." },
      required: true,
      maxLength: 4_000,
    },
    {
      id: "since",
      kind: "SINGLE",
      variable: "alarm_since",
      text: { nl: "Sinds wanneer?", en: "Since when?" },
      dontKnow: true,
      options: [
        { code: "today", label: { nl: "Vandaag", en: "Today" } },
        { code: "days", label: { nl: "Een paar dagen", en: "A few days" } },
        { code: "weeks", label: { nl: "Een paar weken", en: "A few weeks" } },
        { code: "months", label: { nl: "Maanden", en: "Months" } },
        { code: "longer", label: { nl: "Langer dan een jaar", en: "Longer than a year" } },
      ],
    },
    {
      id: "who",
      kind: "TEXT",
      variable: "alarm_who",
      text: { nl: "Wie moet dit weten?", en: "Who should know about this?" },
      help: { nl: "Of juist niet.", en: "Or who should not." },
      maxLength: 1_000,
    },
    {
      id: REGION_QUESTION,
      kind: "SINGLE",
      variable: "alarm_region",
      text: { nl: "In welke provincie is het?", en: "Which province is it in?" },
      required: true,
      dontKnow: true,
      options: REGIONS.map(({ code, name }) => ({ code, label: name })),
    },
    {
      id: "contact",
      kind: "TEXT",
      variable: "alarm_contact",
      text: { nl: "Hoe kunnen we je bereiken?", en: "How can we reach you?" },
      help: {
        nl: "Je leest ons antwoord ook achter je eigen link.",
        en: "You can read our answer behind your own link too.",
      },
      short: true,
      maxLength: 200,
    },
  ],
});
