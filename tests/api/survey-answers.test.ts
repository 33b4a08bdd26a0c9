import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDraft } from "../../api/flow/survey/questionnaire/definition.ts";
import { checkAnswer } from "../../schema/answer.ts";
import { Problem } from "../../schema/problem.ts";
import { type Question, questionSchema, type SurveyDraft } from "../../schema/survey.ts";
import { questionnaire } from "./survey-questionnaire.ts";

const question = (id: string): Question => {
  const found = questionnaire.questions.find((each) => each.id === id);
  return questionSchema.parse(found);
};

describe("what a question takes", () => {
  it.each([
    ["home", "own", "own"],
    ["helpers", ["friend", "family"], ["family", "friend"]],
    ["helpers", [], []],
    ["heard", 5, 5],
    ["income", 0.5, 0.5],
    ["income", -0, 0],
    ["say", "Prima.", "Prima."],
    ["say", "a\u0000b\ud800", "ab\ufffd"],
    ["say", " \n", null],
    ["heard", null, null],
    ["heard", undefined, null],
  ])("%s keeps %j", (id, value, kept) => {
    const checked = checkAnswer(question(id), value);
    expect(checked).toEqual({ ok: true, value: kept });
    if (checked.ok) expect(Object.is(checked.value, -0)).toBe(false);
  });

  it.each([
    ["home", "elsewhere", "ANSWER_OUT_OF_RANGE"],
    ["home", ["own"], "ANSWER_WRONG_KIND"],
    ["home", 1, "ANSWER_WRONG_KIND"],
    ["helpers", "family", "ANSWER_WRONG_KIND"],
    ["helpers", ["family", 1], "ANSWER_WRONG_KIND"],
    ["helpers", ["family", "family"], "ANSWER_OUT_OF_RANGE"],
    ["helpers", ["__proto__"], "ANSWER_OUT_OF_RANGE"],
    ["heard", 0, "ANSWER_OUT_OF_RANGE"],
    ["heard", 6, "ANSWER_OUT_OF_RANGE"],
    ["heard", 2.5, "ANSWER_WRONG_KIND"],
    ["heard", "3", "ANSWER_WRONG_KIND"],
    ["heard", true, "ANSWER_WRONG_KIND"],
    ["income", Number.NaN, "ANSWER_WRONG_KIND"],
    ["income", 5000.01, "ANSWER_OUT_OF_RANGE"],
    ["say", "x".repeat(21), "ANSWER_TOO_LONG"],
    ["say", { text: "x" }, "ANSWER_WRONG_KIND"],
  ])("%s refuses %j", (id, value, code) => {
    expect(checkAnswer(question(id), value)).toMatchObject({ ok: false, code });
  });

  it("needs at least one choice where an answer is needed", () => {
    expect(checkAnswer({ ...question("helpers"), required: true }, [])).toMatchObject({ code: "ANSWER_OUT_OF_RANGE" });
  });

  it("takes what it keeps again, and keeps the same", () => {
    fc.assert(
      fc.property(fc.constantFrom(...questionnaire.questions), fc.jsonValue(), ({ id }, value) => {
        const first = checkAnswer(question(id), value);
        if (first.ok) expect(checkAnswer(question(id), first.value)).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });
});

const wrong: [string, string, (draft: SurveyDraft) => unknown][] = [
  ["an id twice", "questions.1.id", ({ questions: [a, b] }) => Object.assign(b!, { id: a!.id })],
  ["a variable twice, in capitals", "questions.1.variable", ({ questions: [, b] }) => (b!.variable = "HOME")],
  ["a code twice", "questions.0.options.1.code", ({ questions: [a] }) => (a!.options![1]!.code = "own")],
  ["a choice of one", "questions.0.options", ({ questions: [a] }) => a!.options!.pop()],
  ["no options", "questions.0.options", ({ questions: [a] }) => delete a!.options],
  ["no scale", "questions.2.scale", ({ questions }) => delete questions[2]!.scale],
  ["a scale upside down", "questions.2.scale.maximum", ({ questions }) => (questions[2]!.scale!.maximum = 0)],
  ["a scale without end", "questions.2.scale", ({ questions }) => (questions[2]!.scale!.maximum = 900)],
  ["limits of a number that are not", "questions.3.number.minimum", (d) => (d.questions[3]!.number!.minimum = NaN)],
  [
    "bands that do not ascend",
    "questions.3.bandings.0.limits",
    ({ questions }) => (questions[3]!.bandings = [{ name: "b", limits: [5, 5] }]),
  ],
  [
    "bands outside the limits",
    "questions.3.bandings.0.limits",
    ({ questions }) => (questions[3]!.bandings = [{ name: "b", limits: [6000] }]),
  ],
  ["a part of another kind", "questions.4.scale", ({ questions }) => (questions[4]!.scale = questions[2]!.scale)],
  ["a text without Dutch", "questions.0.text.nl", ({ questions: [a] }) => (a!.text = { nl: " ", en: "Where?" })],
  ["a text that is too long", "questions.0.text.nl", ({ questions: [a] }) => (a!.text = { nl: "x".repeat(501) })],
  ["a variable with a dot", "questions.0.variable", ({ questions: [a] }) => (a!.variable = "home.now")],
  ["a variable like a column of SQL", "questions.0.variable", ({ questions: [a] }) => (a!.variable = 'a"; --')],
  ["no questions", "questions", (draft) => (draft.questions = [])],
];

describe("what a draft may be", () => {
  it.each(wrong)("refuses %s and says where", (_name, path, spoil) => {
    const draft = structuredClone(questionnaire);
    spoil(draft);
    let problem: unknown;
    try {
      checkDraft(draft);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ code: "SURVEY_INVALID", at: path.split(".") });
    expect((problem as Problem).text.nl).toMatch(/^[A-Z].*\.$/);
    expect((problem as Problem).text.en).toMatch(/^[A-Z].*\.$/);
  });

  it("is the same after a second reading", () => {
    const once = checkDraft(structuredClone(questionnaire));
    expect(checkDraft(structuredClone(once))).toEqual(once);
  });
});
