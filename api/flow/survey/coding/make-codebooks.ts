import {
  type CodebookChange,
  codebookChange,
  codingPurpose,
  type CODER_DECISIONS,
  type Theme,
} from "../../../../schema/coding.ts";
import { unpiped } from "../../../../schema/logic/piping.ts";
import type { Written } from "../../../../schema/survey.ts";
import type { Viewer } from "../../../people/people.ts";
import { holdStudy, withdrawSurveyVariables } from "../../study/study.ts";
import type { Connection, Transaction } from "../survey.store.ts";
import { changedThemes } from "./codebook.ts";
import { by, type Codebook, type OpenQuestion, type Shared } from "./coding.ts";
import type { CodebookRow, CoderRow } from "./coding.store.ts";
import * as problems from "./problems.ts";
import { checked } from "./sent.ts";
import { themeVariable } from "./theme-variable.ts";

const SEED_BYTES = 16;

const wordsOf = ({ nl, en }: Written): Written => ({ nl: unpiped(nl), en: en && unpiped(en) });

export type Codebooks = ReturnType<typeof createCodebooks>;

/** The themes of open questions, and who was named to read what people wrote. */
export const createCodebooks = ({ database, clock, chance, surveys, store, texts }: Shared) => {
  /** Of a study, in the order of its questionnaires. */
  async function questionsOf(studyId: string, connection?: Connection): Promise<OpenQuestion[]> {
    const versions = await surveys.versionsOfStudy(studyId, connection);
    const found = new Map<string, OpenQuestion>();
    for (const { surveyId, definition } of versions)
      for (const { kind, variable, text } of definition.questions) {
        if (kind !== "TEXT") continue;
        const surveyTitle = definition.title;
        found.set(`${surveyId}/${variable}`, { surveyId, studyId, variable, surveyTitle, text: wordsOf(text) });
      }
    return [...found.values()];
  }

  const themesOf = async ({ id, version }: CodebookRow, connection?: Connection): Promise<Theme[]> => {
    const newest = await store.version(id, version, connection);
    if (newest === null) throw new Error("a codebook names a version that is not there");
    return newest.themes;
  };

  async function whole(row: CodebookRow, connection?: Connection): Promise<Codebook> {
    const questions = await questionsOf(row.studyId, connection);
    const question = questions.find(({ surveyId, variable }) => surveyId === row.surveyId && variable === row.variable);
    if (question === undefined) throw new Error("a codebook names a question that was never asked");
    return { ...row, question, themes: await themesOf(row, connection) };
  }

  async function codebook(id: string): Promise<Codebook | null> {
    const row = await store.codebook(id);
    return row && whole(row);
  }

  async function known(id: string): Promise<Codebook> {
    const found = await codebook(id);
    if (found === null) throw problems.codebookUnknown();
    return found;
  }

  async function change(tx: Transaction, held: CodebookRow, wanted: CodebookChange): Promise<Theme[]> {
    const before = await themesOf(held, tx);
    const after = changedThemes(before, wanted, held.version + 1, await texts.usedThemes(tx, held.id));
    if ("merge" in wanted) await texts.merge(tx, held.id, wanted.merge.from, wanted.merge.into);
    const gone = before.filter(({ code }) => !after.some((theme) => theme.code === code));
    await withdrawSurveyVariables(
      tx,
      held.studyId,
      gone.map(({ code }) => themeVariable(held.variable, code)),
    );
    return after;
  }

  return {
    codebook,
    known,
    whole,
    questionsOf,

    codebooksOf: (studyId: string): Promise<CodebookRow[]> => store.codebooksOf(studyId),

    /** Where somebody waits for a steward. */
    codingWaiting: async (): Promise<Codebook[]> => Promise.all((await store.waiting()).map((row) => whole(row))),

    versionsOfCodebook: (id: string) => store.versionsOf(id),

    /** Oldest first, with how often each opened a text. */
    codersOf: async (id: string): Promise<(CoderRow & { opened: number })[]> => {
      const [coders, opened] = await Promise.all([store.codersOf(id), texts.openings(id)]);
      return coders.map((coder) => ({ ...coder, opened: opened.get(coder.userId) ?? 0 }));
    },

    mayRead: (id: string, userId: string): Promise<boolean> => store.mayRead(id, userId),

    /** For an open question; the one that is there where it has one. */
    makeCodebook: async (viewer: Viewer, surveyId: string, variable: string): Promise<Codebook> => {
      const survey = await surveys.survey(surveyId);
      const questions = survey === null ? [] : await questionsOf(survey.studyId);
      if (!questions.some((question) => question.surveyId === surveyId && question.variable === variable))
        throw problems.openQuestionUnknown();
      return whole(await store.make(surveyId, variable, by(viewer), clock()));
    },

    /** Makes the next version; refused where somebody made one since `version` was read. */
    changeCodebook: async (viewer: Viewer, id: string, version: number, sent: unknown): Promise<Codebook> => {
      const wanted = checked(codebookChange, sent);
      const row = await store.codebook(id);
      if (row === null) throw problems.codebookUnknown();
      return database.$transaction(async (tx) => {
        await holdStudy(tx, row.studyId);
        const held = await store.hold(tx, id);
        if (held === null) throw problems.codebookUnknown();
        if (held.version !== version) throw problems.codebookChanged();
        const number = version + 1;
        const themes = await change(tx, held, wanted);
        await store.addVersion(tx, id, { number, themes }, by(viewer), clock());
        return whole({ ...held, version: number }, tx);
      });
    },

    /** Asks a steward for the right to read what people wrote. */
    askToCode: async (viewer: Viewer, id: string, sent: unknown): Promise<Codebook> => {
      const purpose = checked(codingPurpose, sent, ["purpose"]);
      const found = await known(id);
      const { userId, name } = viewer;
      const seed = chance(SEED_BYTES).toString("hex");
      const asked = await store.ask({ codebookId: id, userId, name, purpose, seed, askedAt: clock() });
      if (asked === null) throw problems.alreadyAsked();
      return found;
    },

    /** Gives the right, does not give it, or takes it back: that counts from the next text on. */
    decideCoder: async (
      viewer: Viewer,
      id: string,
      decision: (typeof CODER_DECISIONS)[number],
      sent: unknown,
    ): Promise<Codebook> => {
      const reason = checked(codingPurpose, sent, ["reason"]);
      const coder = await store.coder(id);
      if (coder === null) throw problems.coderUnknown();
      if (coder.userId === viewer.userId && decision !== "WITHDRAW") throw problems.ownRequest();
      const status = decision === "GRANT" ? "GRANTED" : decision === "DECLINE" ? "DECLINED" : "WITHDRAWN";
      const decided = await store.decideCoder(id, decision === "WITHDRAW" ? "GRANTED" : "ASKED", {
        status,
        reason,
        decidedById: viewer.userId,
        decidedByName: viewer.name,
        decidedAt: clock(),
      });
      if (!decided) throw problems.coderDecided();
      return known(coder.codebookId);
    },
  };
};
