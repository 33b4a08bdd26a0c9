import type { AnswerValue } from "../../../schema/answer.ts";
import type { Question } from "../../../schema/survey.ts";
import type { Finding } from "../outcome/outcome.ts";
import type { ResultQuery } from "../result/result.ts";
import { questionVariables } from "../survey/variables.ts";
import { looksAt } from "./looks-at.ts";
import { ownCode, type ShownCells } from "./own-code.ts";

/** What one person said in one filling-in. */
export interface Contribution {
  study: string;
  wave: string;
  /** Codes of the study's waves, in its order. */
  waves: readonly string[];
  /** null until it is sent: then there is nothing to tell yet. */
  sentAt: Date | null;
  questions: readonly Question[];
  /** By id of the question; a question that was skipped has none. */
  answers: ReadonlyMap<string, AnswerValue>;
}

/** A published finding with what it says. */
export interface Telling {
  finding: Finding;
  /** <study>, <variable> of everything that it rests on. */
  variables: readonly { study: string; variable: string }[];
  query: ResultQuery;
  snapshots: readonly string[];
  shown: ShownCells;
}

/** A frozen moment of the study that was, or is, answered from. */
export interface Frozen {
  id: string;
  asOf: Date;
}

export interface StoryFinding {
  finding: Finding;
  ownCode: string | null;
  /** Whether the own answer was in when the figures were frozen. */
  counted: boolean;
}

export interface Story {
  question: Question;
  ownAnswer: AnswerValue;
  counted: boolean;
  rings: number;
  findings: StoryFinding[];
}

/**
 * How far a voice has travelled. 0: a dot, waiting for the next snapshot; 1: counted; 2: counted in a finding that
 * is public; 3: something was done with that finding, is planned, or somebody said why not.
 */
export const ringsOf = (counted: boolean, findings: readonly StoryFinding[]): number => {
  if (!counted) return 0;
  const heard = findings.filter((each) => each.counted);
  if (heard.length === 0) return 1;
  return heard.some(({ finding }) => finding.outcomes.length > 0) ? 3 : 2;
};

/** What came of each answer, read from the answer upwards. Whoever skipped a question has no story of it. */
export const tellStories = (own: Contribution, frozen: readonly Frozen[], tellings: readonly Telling[]): Story[] => {
  const { sentAt, study, wave, waves } = own;
  if (sentAt === null) return [];
  const countedIn = new Set(frozen.filter(({ asOf }) => sentAt < asOf).map(({ id }) => id));

  return own.questions.flatMap((question) => {
    const ownAnswer = own.answers.get(question.id);
    if (ownAnswer === undefined) return [];
    const names = questionVariables(question).map(({ name }) => name);
    const findings = tellings
      .filter(
        ({ variables, query }) =>
          variables.some((each) => each.study === study && names.includes(each.variable)) &&
          looksAt(query, names, wave, waves),
      )
      .map((telling) => ({
        finding: telling.finding,
        ownCode: ownCode(question, ownAnswer, telling, wave, waves),
        counted: telling.snapshots.some((id) => countedIn.has(id)),
      }));
    const counted = countedIn.size > 0;
    return [{ question, ownAnswer, counted, rings: ringsOf(counted, findings), findings }];
  });
};
