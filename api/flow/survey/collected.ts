import type { AnswerValue, SentValue } from "../../../schema/answer.ts";
import { unpiped } from "../../../schema/logic/piping.ts";
import { isMissing } from "../../../schema/missing.ts";
import type { Question, Written } from "../../../schema/survey.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/postgres.ts";
import { enrolledPseudonyms } from "../study/study.ts";
import type { Coding } from "./coding/coding.ts";
import { themeVariable } from "./coding/theme-variable.ts";
import type { DeclaredThemes } from "./coding/theme-variables.ts";
import { sessionEnded } from "./answering/problems.ts";
import type { Consents } from "./consent/consents.ts";
import { apartName } from "./consent/standing.ts";
import type { SharedPlans, SharedRounds } from "./plan/shared-plans.ts";
import { planValues, planVariable, planVariables, questionsInStudy, roundAt } from "./plan/study-variables.ts";
import type { WaveOfPerson } from "./plan/study-variables.ts";
import type { ResponseStore, SentResponse } from "./answering/response.store.ts";
import type { AnswerRow, SentAnswer, SurveyStep, SurveyVersion } from "./survey.ts";
import type { SurveyStore } from "./survey.store.ts";
import { ruledOutBy } from "./questionnaire/routing.ts";
import { questionVariables, variableValues } from "./variables.ts";

interface Shared {
  database: Database;
  clock: Clock;
  surveys: SurveyStore;
  responses: ResponseStore;
  consent: Consents;
  version: (id: string) => Promise<SurveyVersion>;
  coding: Pick<Coding, "declaredThemes" | "themeValues">;
  plans: SharedPlans;
}

type Collected = Pick<
  SurveyStep,
  | "answersBy"
  | "answersOf"
  | "participantsOf"
  | "namesApart"
  | "plansKeptBack"
  | "wavesAsked"
  | "waveCounts"
  | "promises"
  | "codebookVersions"
  | "ruledOut"
>;

/** Persons at a time */
const BATCH = 2_000;

/** Answers were checked against their question when they were kept, and a published question never changes. */
const answered = ({ definition }: SurveyVersion, { answers }: SentResponse) =>
  definition.questions.flatMap((question) => {
    const value = answers[question.id];
    return value === undefined ? [] : [{ question, value: value as SentValue }];
  });

/** What somebody said themselves: not what was computed from it, nor why there is no answer. */
const saidIn = (version: SurveyVersion, response: SentResponse): { question: Question; value: AnswerValue }[] =>
  answered(version, response).flatMap(({ question, value }) =>
    isMissing(value) || typeof value === "boolean" || question.calculation !== null ? [] : [{ question, value }],
  );

/** By code of the wave: when each was closed, of those that a questionnaire was put in. */
const closedAtOf = async (surveys: SurveyStore, studyId: string): Promise<Map<string, Date | null>> =>
  new Map([...(await surveys.wavesByVersion(studyId)).values()].flat().map(({ code, closedAt }) => [code, closedAt]));

/** A plan beside what somebody sent in each wave, as stories are told of it. */
const saidInPlan = (
  { sharedAt, rounds }: SharedRounds,
  sent: readonly SentResponse[],
  closedAt: ReadonlyMap<string, Date | null>,
): SentAnswer[] => {
  const lastIn = new Map(sent.map((response) => [response.waveCode, response]));
  return [...lastIn.values()].flatMap(({ fieldingId, waveCode, sentAt }) => {
    const round = roundAt(rounds, { sentAt, closedAt: closedAt.get(waveCode) ?? null });
    if (round === null) return [];
    const since = new Date(Math.max(...[sharedAt, round.madeAt, sentAt].map((at) => at.getTime())));
    return questionsInStudy.flatMap((question): SentAnswer[] => {
      const value = round.answers[question.id];
      if (typeof value !== "string") return [];
      return [{ question, value, variables: [planVariable(question)], fieldingId, waveCode, sentAt: since }];
    });
  });
};

/** Names of the variables that answers to a question become, and what is found in them. */
const variableNames = (question: Question, declared: ReadonlyMap<string, DeclaredThemes>): string[] => [
  ...questionVariables(question).map(({ name }) => name),
  ...(declared.get(question.variable)?.themes ?? []).map(({ code }) => themeVariable(question.variable, code)),
];

const unpipedWords = ({ nl, en }: Written): Written => ({ nl: unpiped(nl), en: en && unpiped(en) });

export const createCollected = ({
  database,
  clock,
  surveys,
  responses,
  consent,
  version,
  coding,
  plans,
}: Shared): Collected => ({
  answersBy: async (holder) => {
    const standing = await responses.standing(holder.session, clock());
    if (standing === null) throw sessionEnded();
    if (standing.code === "NEEDED") return [];
    const sent = await responses.sentBy([holder.participantId], null);
    const declared = await coding.declaredThemes(holder.studyId);
    const each = sent.map(async (response): Promise<SentAnswer[]> => {
      const { fieldingId, waveCode, sentAt } = response;
      return saidIn(await version(response.versionId), response).map(({ question, value }) => ({
        question: { ...question, text: unpipedWords(question.text) },
        value,
        variables: variableNames(question, declared),
        fieldingId,
        waveCode,
        sentAt,
      }));
    });
    const own = { id: holder.participantId, pseudonym: standing.pseudonym };
    const plan = (await plans.of(holder.studyId, [own], null)).get(own.id);
    const ofPlan = plan === undefined ? [] : saidInPlan(plan, sent, await closedAtOf(surveys, holder.studyId));
    return [...(await Promise.all(each)).flat(), ...ofPlan];
  },

  async *answersOf(studyId, before) {
    const declared = await coding.declaredThemes(studyId);
    const closedAt = (await plans.asked(studyId)) ? await closedAtOf(surveys, studyId) : null;
    let after = "";
    for (;;) {
      const people = await responses.participantsAfter(studyId, after, BATCH);
      const last = people.at(-1);
      if (last === undefined) return;
      after = last.id;
      const apart = await consent.apartAmong(
        people.map(({ id, pseudonym }) => ({ participantId: id, pseudonym, studyId })),
      );
      const pseudonyms = new Map(people.map(({ id, pseudonym }) => [id, apart.has(id) ? apartName(id) : pseudonym]));
      const shared = closedAt === null ? null : await plans.of(studyId, people, before);
      const rows = new Map<string, AnswerRow>();
      const sent = await responses.sentBy([...pseudonyms.keys()], before);
      const said = await Promise.all(
        sent.map(async (response) =>
          answered(await version(response.versionId), response).map(({ question: { id, variable }, value }) => ({
            responseId: response.responseId,
            questionId: id,
            variable,
            value,
          })),
        ),
      );
      const themes = declared.size === 0 ? new Map() : await coding.themeValues(declared, said.flat());
      for (const response of sent) {
        const { participantId, waveCode: wave } = response;
        const key = JSON.stringify([participantId, wave]);
        const row = rows.get(key) ?? { pseudonym: pseudonyms.get(participantId) ?? "", wave, values: {} };
        // Two versions of one questionnaire in one wave: what was sent last is what somebody says.
        for (const { question, value } of answered(await version(response.versionId), response))
          Object.assign(row.values, variableValues(question, value));
        Object.assign(row.values, themes.get(response.responseId));
        if (shared !== null) {
          // In the order of sending: what was sent last in the wave says when the person was in it.
          const when: WaveOfPerson = { sentAt: response.sentAt, closedAt: closedAt?.get(wave) ?? null };
          Object.assign(row.values, planValues(shared.get(participantId)?.rounds ?? null, when));
        }
        rows.set(key, row);
      }
      if (rows.size > 0) yield [...rows.values()];
    }
  },

  participantsOf: async (studyId) => {
    const apart = await consent.apartIn(studyId);
    const enrolled = await enrolledPseudonyms(database, studyId);
    return enrolled.flatMap((pseudonym) => apart.get(pseudonym) ?? (apart.has(pseudonym) ? [] : [pseudonym]));
  },

  namesApart: (studyId) => consent.apartNames(studyId),

  plansKeptBack: async (studyId) =>
    (await plans.keptBack(studyId)).flatMap(({ id, pseudonym, since }) =>
      [pseudonym, apartName(id)].map((known) => ({ pseudonym: known, since })),
    ),

  wavesAsked: async (studyId) => {
    const asked = new Map<string, string[]>();
    const declared = await coding.declaredThemes(studyId);
    for (const [id, waves] of await surveys.wavesByVersion(studyId)) {
      const codes = waves.map(({ code }) => code);
      for (const name of (await version(id)).definition.questions.flatMap((each) => variableNames(each, declared)))
        asked.set(name, [...new Set([...(asked.get(name) ?? []), ...codes])]);
    }
    if (await plans.asked(studyId)) {
      const everyWave = [...new Set([...asked.values()].flat())];
      for (const { name } of planVariables) asked.set(name, everyWave);
    }
    return asked;
  },

  codebookVersions: async (studyId) =>
    new Map(
      [...(await coding.declaredThemes(studyId)).values()].flatMap(({ variable, version: number, themes }) =>
        themes.map(({ code }): [string, number] => [themeVariable(variable, code), number]),
      ),
    ),

  ruledOut: async (studyId) => {
    const waves = new Map<string, Question[][]>();
    for (const [id, put] of await surveys.wavesByVersion(studyId)) {
      const { questions } = (await version(id)).definition;
      for (const { code } of put) waves.set(code, [...(waves.get(code) ?? []), questions]);
    }
    return new Map([...waves].map(([code, questionnaires]) => [code, ruledOutBy(questionnaires)]));
  },

  waveCounts: (studyId, before) => responses.countsByWave(studyId, before),

  promises: async () => {
    const promises = await surveys.promises();
    const studies = [...new Set(promises.map(({ studyId }) => studyId))];
    const declared = new Map(
      await Promise.all(studies.map(async (id) => [id, await coding.declaredThemes(id)] as const)),
    );
    return Promise.all(
      promises.map(async ({ id, versionId, ...promise }) => ({
        fieldingId: id,
        ...promise,
        variables: (await version(versionId)).definition.questions.flatMap((question) =>
          variableNames(question, declared.get(promise.studyId) ?? new Map()),
        ),
      })),
    );
  },
});
