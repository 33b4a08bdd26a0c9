import { createSurveyStep, type SurveyDraft, type SurveyStep } from "../../api/flow/survey/survey.ts";
import { seededChance, stillClock, stillSecret, type TestClock } from "../testkit/chance.ts";
import { makeTestDatabase, type TestDatabase } from "../testkit/postgres.ts";

/** One question of each kind; home and heard need an answer. */
export const questionnaire: SurveyDraft = {
  title: { nl: "Hoe gaat het?", en: "How are you?" },
  consent: { nl: "Wij bewaren je antwoorden zonder je naam.", en: "We keep your answers without your name." },
  questions: [
    {
      id: "home",
      kind: "SINGLE",
      text: { nl: "Waar woon je?", en: "Where do you live?" },
      variable: "home",
      required: true,
      options: [
        { code: "own", label: { nl: "Op mezelf" } },
        { code: "family", label: { nl: "Bij familie" } },
      ],
    },
    {
      id: "helpers",
      kind: "MULTIPLE",
      text: { nl: "Bij wie kun je terecht?" },
      variable: "helper",
      options: [
        { code: "family", label: { nl: "Familie" } },
        { code: "friend", label: { nl: "Een vriend" } },
      ],
    },
    {
      id: "heard",
      kind: "SCALE",
      text: { nl: "Hoe goed is er geluisterd?" },
      variable: "heard",
      required: true,
      scale: { minimum: 1, maximum: 5, low: { nl: "Niet" }, high: { nl: "Goed" } },
    },
    {
      id: "income",
      kind: "NUMBER",
      text: { nl: "Hoeveel houd je over?" },
      variable: "income",
      number: { minimum: 0, maximum: 5000 },
    },
    { id: "say", kind: "TEXT", text: { nl: "Wat wil je kwijt?" }, variable: "say", maxLength: 20 },
  ],
};

export const PUBLIC_URL = "https://weerklank.test";
export const PROMISED = new Date("2026-06-01T00:00:00Z");

export const secretIn = (link: string | undefined): string => link?.split("#")[1] ?? "";

export interface Survey {
  test: TestDatabase;
  clock: TestClock;
  survey: SurveyStep;
  studyId: string;
  surveyId: string;
  fieldingId: string;
  invite(...participants: string[]): Promise<string[]>;
}

/** A study with one questionnaire in its only wave; `now` is 2 March 2026, 10:00. */
export async function fieldQuestionnaire(seed: string): Promise<Survey> {
  const test = await makeTestDatabase();
  const clock = stillClock();
  const survey = createSurveyStep({
    database: test.database,
    clock,
    chance: seededChance(seed),
    publicUrl: PUBLIC_URL,
    secret: stillSecret,
  });
  const { id: studyId } = await test.database.study.create({
    data: { slug: "thuis", title: "Thuis", createdAt: clock() },
  });
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe-gaat-het" });
  await survey.publishSurvey(surveyId);
  const { id: fieldingId } = await survey.fieldSurvey({
    surveyId,
    wave: "1",
    waveLabel: "Eerste meting",
    promisedOn: PROMISED,
  });
  return {
    test,
    clock,
    survey,
    studyId,
    surveyId,
    fieldingId,
    invite: async (...participants) =>
      (await survey.createInvitations({ fieldingId, participants })).map(({ link }) => secretIn(link)),
  };
}
