import type { SurveyDraft } from "../../../schema/survey.ts";
import type { Stage } from "./stage.ts";

/** One question of each kind, with words that are long where room is short. */
export const questionnaire: SurveyDraft = {
  title: { nl: "Hoe gaat het nu met je?", en: "How are you doing now?" },
  consent: {
    nl: "De onderzoekers willen weten hoe het met je gaat.\n\nZij zien je naam niet.",
    en: "The researchers want to know how you are doing.\n\nThey do not see your name.",
  },
  questions: [
    {
      id: "home",
      kind: "SINGLE",
      text: { nl: "Waar woon je nu?", en: "Where do you live now?" },
      variable: "home",
      concept: "housing",
      required: true,
      options: [
        { code: "family", label: { nl: "Bij familie", en: "With family" } },
        { code: "house", label: { nl: "In een huis van de jeugdbeschermingsorganisatie", en: "In supported housing" } },
      ],
    },
    {
      id: "helpers",
      kind: "MULTIPLE",
      text: { nl: "Bij wie kun je terecht?", en: "Who can you turn to?" },
      variable: "helpers",
      options: [
        { code: "friend", label: { nl: "Een vriend", en: "A friend" } },
        { code: "mentor", label: { nl: "Een mentor" } },
      ],
    },
    {
      id: "heard",
      kind: "SCALE",
      text: { nl: "Hoe goed is er naar je geluisterd?", en: "How well were you listened to?" },
      variable: "heard",
      required: true,
      scale: {
        minimum: 0,
        maximum: 10,
        low: { nl: "helemaal niet", en: "not at all" },
        high: { nl: "heel goed", en: "very well" },
      },
    },
    {
      id: "hours",
      kind: "NUMBER",
      text: { nl: "Hoeveel uur werk je in een week?", en: "How many hours do you work in a week?" },
      variable: "hours",
      number: { minimum: 0, maximum: 80, integer: true, unit: { nl: "uur", en: "hours" } },
    },
    {
      id: "say",
      kind: "TEXT",
      text: { nl: "Wat moet er anders?", en: "What should be different?" },
      heavy: true,
      variable: "say",
      maxLength: 40,
    },
  ],
};

export interface Fieldwork {
  /** A personal link for somebody new. */
  invite(person: string): Promise<{ id: string; link: string }>;
  /** What is kept of somebody's answers, by question. */
  kept(person: string): Promise<Record<string, unknown>>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Puts a questionnaire in the field, with an answer promised in 60 days. */
export async function field({ services, steps }: Stage, draft: SurveyDraft = questionnaire): Promise<Fieldwork> {
  const { database } = services;
  const study = await database.study.create({
    data: { slug: "thuis", title: "Thuis عائشة", synthetic: true, createdAt: new Date() },
  });
  const survey = await steps.survey.createSurvey({ ...draft, study: study.slug, slug: "hoe-gaat-het" });
  await steps.survey.publishSurvey(survey.id);
  const today = new Date().toISOString().slice(0, 10);
  const { id: fieldingId } = await steps.survey.fieldSurvey({
    surveyId: survey.id,
    wave: "1",
    waveLabel: "Eerste keer",
    promisedOn: new Date(Date.parse(today) + 60 * DAY_MS),
  });
  return {
    async invite(person) {
      const [created] = await steps.survey.createInvitations({ fieldingId, participants: [person] });
      if (!created) throw new Error("nobody was invited");
      return { id: created.invitation.id, link: created.link };
    },
    async kept(person) {
      const answers = await database.answer.findMany({
        where: { response: { invitation: { participant: { pseudonym: person } } } },
        select: { questionId: true, value: true },
      });
      return Object.fromEntries(answers.map(({ questionId, value }) => [questionId, value]));
    },
  };
}
