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
import { sessionEnded } from "./problems.ts";
import type { Consents } from "./consent/consents.ts";
import { apartName } from "./consent/standing.ts";
import type { ResponseStore, SentResponse } from "./response.store.ts";
import type { AnswerRow, SentAnswer, SurveyStep, SurveyVersion } from "./survey.ts";
import type { SurveyStore } from "./survey.store.ts";
import { ruledOutBy } from "./routing.ts";
import { questionVariables, variableValues } from "./variables.ts";

interface Shared {
  database: Database;
  clock: Clock;
  surveys: SurveyStore;
  responses: ResponseStore;
  consent: Consents;
  version: (id: string) => Promise<SurveyVersion>;
  coding: Pick<Coding, "declaredThemes" | "themeValues">;
}

type Collected = Pick<
  SurveyStep,
  | "answersBy"
  | "answersOf"
  | "participantsOf"
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
    return (await Promise.all(each)).flat();
  },

  async *answersOf(studyId, before) {
    const declared = await coding.declaredThemes(studyId);
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

  wavesAsked: async (studyId) => {
    const asked = new Map<string, string[]>();
    const declared = await coding.declaredThemes(studyId);
    for (const [id, waves] of await surveys.wavesByVersion(studyId)) {
      const codes = waves.map(({ code }) => code);
      for (const name of (await version(id)).definition.questions.flatMap((each) => variableNames(each, declared)))
        asked.set(name, [...new Set([...(asked.get(name) ?? []), ...codes])]);
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
