import { codingPurpose, type Theme, type THEME_DECISIONS } from "../../../../schema/coding.ts";
import type { SentValue } from "../../../../schema/answer.ts";
import { isMissing, type Missing } from "../../../../schema/missing.ts";
import type { Viewer } from "../../../people/people.ts";
import { declaredVariables, declareSurveyVariables, holdStudy, withdrawSurveyVariables } from "../../study/study.ts";
import { by, type Codebook, type Shared } from "./coding.ts";
import { countedTheme } from "./counted.ts";
import type { Codebooks } from "./make-codebooks.ts";
import * as problems from "./problems.ts";
import { checked } from "./sent.ts";
import { declareTheme, NOT_CODED, themeVariable } from "./theme-variable.ts";

interface Themes extends Shared {
  codebooks: Codebooks;
}

/** A value of the variable of a theme. */
export type ThemeValue = "true" | "false" | null | Missing | { readonly missing: typeof NOT_CODED };

/** Themes of a question that are variables of the study. */
export interface DeclaredThemes {
  /** Of the question */
  variable: string;
  /** Of the codebook, as it is now */
  version: number;
  themes: Theme[];
}

/** Answers of one response, in words. */
interface Said {
  responseId: string;
  questionId: string;
  variable: string;
  value: SentValue;
}

/** Themes as variables: proposed by a researcher, declared by a steward, computed into every snapshot from then on. */
export const createThemeVariables = ({ database, clock, store, texts, codebooks }: Themes) => {
  /** By variable of the question; what was merged or removed since is no variable any more. */
  async function declaredThemes(studyId: string): Promise<Map<string, DeclaredThemes>> {
    const rows = await store.declaredOf(studyId);
    return new Map(
      rows.map(({ codebook: { variable, version }, declared, now }) => [
        variable,
        { variable, version, themes: now.filter(({ code }) => declared.some((theme) => theme.code === code)) },
      ]),
    );
  }

  async function declare(viewer: Viewer, id: string, number: number, reason: string): Promise<void> {
    const row = await store.codebook(id);
    if (row === null) throw problems.codebookUnknown();
    await database.$transaction(async (tx) => {
      await holdStudy(tx, row.studyId);
      const held = await store.hold(tx, id);
      const version = await store.version(id, number, tx);
      const newest = held && (await store.version(id, held.version, tx));
      if (held === null || newest === null || version?.status !== "PROPOSED") throw problems.notProposed();
      if (version.proposedById === viewer.userId) throw problems.ownProposal();
      const variables = await declaredVariables(tx, row.studyId);
      const question = variables.find(({ name }) => name === row.variable);
      if (question === undefined) throw problems.openQuestionUnknown();
      const before = (await store.declaredOf(row.studyId, tx)).find(({ codebook }) => codebook.id === id);
      const own = (before?.declared ?? []).map(({ code }) => themeVariable(row.variable, code));
      const themes = version.themes.filter(({ code }) => newest.themes.some((theme) => theme.code === code));
      const taken = variables.find(
        ({ name }) =>
          !own.includes(name) &&
          themes.some(({ code }) => themeVariable(row.variable, code).toLowerCase() === name.toLowerCase()),
      );
      if (taken) throw problems.themeNameTaken(taken.name);
      await withdrawSurveyVariables(tx, row.studyId, own);
      await declareSurveyVariables(
        tx,
        row.studyId,
        themes.map((theme) => declareTheme(question, theme)),
      );
      await store.decideVersion(tx, id, number, {
        status: "DECLARED",
        reason,
        decidedById: viewer.userId,
        decidedAt: clock(),
      });
    });
  }

  async function turnDown(viewer: Viewer, id: string, number: number, reason: string): Promise<void> {
    await database.$transaction(async (tx) => {
      await store.hold(tx, id);
      const version = await store.version(id, number, tx);
      if (version?.status !== "PROPOSED") throw problems.notProposed();
      if (version.proposedById === viewer.userId) throw problems.ownProposal();
      await store.decideVersion(tx, id, number, {
        status: "TURNED_DOWN",
        reason,
        decidedById: viewer.userId,
        decidedAt: clock(),
      });
    });
  }

  return {
    declaredThemes,

    /** Puts the themes of the newest version before a steward, as variables of the study. */
    proposeThemes: async (viewer: Viewer, id: string, version: number, sent: unknown): Promise<Codebook> => {
      const purpose = checked(codingPurpose, sent, ["purpose"]);
      const codebook = await codebooks.known(id);
      if (codebook.version !== version) throw problems.codebookChanged();
      if (codebook.themes.length === 0) throw problems.noThemes();
      if (!(await store.propose(id, version, purpose, by(viewer), clock()))) throw problems.alreadyProposed();
      return codebook;
    },

    decideThemes: async (
      viewer: Viewer,
      id: string,
      version: number,
      decision: (typeof THEME_DECISIONS)[number],
      sent: unknown,
    ): Promise<Codebook> => {
      const reason = checked(codingPurpose, sent, ["reason"]);
      await (decision === "DECLARE" ? declare : turnDown)(viewer, id, version, reason);
      return codebooks.known(id);
    },

    /**
     * For the snapshot: by response, values of the variables that themes became. Who left the question empty, or said
     * why there is no answer, has that; a text that was not coded yet is missing for a reason of its own.
     */
    themeValues: async (
      declared: ReadonlyMap<string, DeclaredThemes>,
      said: readonly Said[],
    ): Promise<Map<string, Record<string, ThemeValue>>> => {
      const ofThemes = said.filter(({ variable }) => declared.has(variable));
      const coded = await texts.codedIn(ofThemes.map(({ responseId }) => responseId));
      const values = new Map<string, Record<string, ThemeValue>>();
      for (const { responseId, questionId, variable, value } of ofThemes) {
        const text = coded.get(JSON.stringify([responseId, questionId])) ?? { codings: [], settled: null };
        const row = values.get(responseId) ?? {};
        for (const theme of declared.get(variable)?.themes ?? [])
          row[themeVariable(variable, theme.code)] = valueOf(value, () => countedTheme(theme, text));
        values.set(responseId, row);
      }
      return values;
    },
  };
};

function valueOf(said: SentValue, counted: () => boolean | null): ThemeValue {
  if (isMissing(said)) return said.missing === "EMPTY" ? null : said;
  const found = counted();
  return found === null ? { missing: NOT_CODED } : found ? "true" : "false";
}
