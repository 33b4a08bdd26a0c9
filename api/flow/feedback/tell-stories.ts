import type { Finding } from "../outcome/outcome.ts";
import type { ResultQuery } from "../result/result.ts";
import type { AnswerValue, Question, SentAnswer } from "../survey/survey.ts";
import { looksAt } from "./looks-at.ts";
import { ownCode, type ShownCells } from "./own-code.ts";

/** Where a person said something. */
export interface Whereabouts {
  /** Slug */
  study: string;
  /** Codes of the study's waves, in its order. */
  waves: readonly string[];
}

/** A published finding with what it says. */
export interface Telling {
  finding: Finding;
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
  fieldingId: string;
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
export const tellStories = (
  { study, waves }: Whereabouts,
  answers: readonly SentAnswer[],
  frozen: readonly Frozen[],
  tellings: readonly Telling[],
): Story[] =>
  answers.map(({ question, value, variables, fieldingId, waveCode, sentAt }) => {
    const countedIn = new Set(frozen.filter(({ asOf }) => sentAt <= asOf).map(({ id }) => id));
    const findings = tellings
      .filter(
        ({ finding, query }) =>
          finding.variables.some((each) => each.study === study && variables.includes(each.variable)) &&
          looksAt(query, variables, waveCode, waves),
      )
      .map((telling) => ({
        finding: telling.finding,
        ownCode: ownCode(question, value, telling, waveCode, waves),
        counted: telling.snapshots.some((id) => countedIn.has(id)),
      }));
    const counted = countedIn.size > 0;
    return { question, fieldingId, ownAnswer: value, counted, rings: ringsOf(counted, findings), findings };
  });
