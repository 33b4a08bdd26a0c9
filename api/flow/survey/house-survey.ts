import { type AnswerValue, checkAnswer } from "../../../schema/answer.ts";
import { dayOf } from "../../../schema/day.ts";
import { dayNumber } from "../../../schema/logic/evaluate.ts";
import { Problem } from "../../../schema/problem.ts";
import type { Question, SurveyDefinition } from "../../../schema/survey.ts";
import type { Clock } from "../../platform/clock.ts";
import type { HouseSurveyKind, HouseSurveyStore } from "./house-survey.store.ts";
import { createMemory } from "./memory.ts";
import { answerRefused, answersMissing, questionUnknown } from "./answering/problems.ts";
import type { WordSeal } from "./sealed-words.ts";
import { settle } from "./answering/settle.ts";

export interface GivenAnswer {
  question: string;
  value?: unknown;
}

/** As it is kept: words are sealed, codes are not. */
export interface KeptAnswer {
  questionId: string;
  value: AnswerValue;
}

/** A survey that stands in no study: its words are built in, and every other wording is a version of its own. */
export function createHouseSurvey(
  kind: HouseSurveyKind,
  definition: SurveyDefinition,
  { store, seal, clock }: { store: HouseSurveyStore; seal: WordSeal; clock: Clock },
) {
  let published: Promise<string> | null = null;
  const versions = createMemory<SurveyDefinition>(20);

  const isWords = ({ kind: asked }: Question): boolean => asked === "TEXT";

  return {
    definition,

    /** The version that is answered now. */
    version(): Promise<string> {
      published ??= store.publish(kind, definition, clock());
      published.catch(() => (published = null));
      return published;
    },

    async versionOf(id: string): Promise<SurveyDefinition> {
      const found = versions.get(id) ?? (await store.definition(id));
      versions.set(id, found);
      return found;
    },

    /** Answers by question; a problem where one cannot stand. */
    check(given: readonly GivenAnswer[]): Map<string, AnswerValue> {
      const answers = new Map<string, AnswerValue>();
      for (const { question: id, value } of given) {
        const question = definition.questions.find((each) => each.id === id);
        if (question === undefined) throw questionUnknown();
        const checked = checkAnswer(question, value);
        if (!checked.ok) throw new Problem(checked.code, checked.text, [id]);
        if (checked.value !== null) answers.set(id, checked.value);
      }
      return answers;
    },

    /** A problem where something that is needed is missing, or cannot stand beside the rest. */
    expectWhole(answers: ReadonlyMap<string, AnswerValue>): void {
      const today = dayNumber(dayOf(clock()));
      const { missing, refused } = settle(definition.questions, { answers, last: new Map(), today });
      if (missing.length > 0) throw answersMissing(missing);
      const [first] = refused;
      if (first)
        throw answerRefused(
          first.message,
          refused.map(({ id }) => id),
        );
    },

    sealed(owner: string, answers: ReadonlyMap<string, AnswerValue>): KeptAnswer[] {
      const words = new Set(definition.questions.filter(isWords).map(({ id }) => id));
      return [...answers].map(([questionId, value]) => ({
        questionId,
        value: words.has(questionId) && typeof value === "string" ? seal.seal(owner, value) : value,
      }));
    },

    /** What was said, in the order in which it is asked. */
    opened(
      owner: string,
      { questions }: SurveyDefinition,
      kept: readonly { questionId: string; value: unknown }[],
    ): { question: Question; value: AnswerValue }[] {
      const values = new Map(kept.map(({ questionId, value }) => [questionId, value as AnswerValue]));
      return questions.flatMap((question) => {
        const value = values.get(question.id);
        if (value === undefined) return [];
        return [{ question, value: isWords(question) && typeof value === "string" ? seal.open(owner, value) : value }];
      });
    },
  };
}

export type HouseSurvey = ReturnType<typeof createHouseSurvey>;
