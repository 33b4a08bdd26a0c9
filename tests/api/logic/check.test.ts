import { describe, expect, it } from "vitest";
import { checkLogic } from "../../../schema/logic/check.ts";
import { type QuestionDraft, questionSchema } from "../../../schema/survey.ts";
import { typeOfQuestion } from "../../../schema/logic/value-type.ts";

const yesNo = [
  { code: "yes", label: { nl: "ja" } },
  { code: "no", label: { nl: "nee" } },
];
const text = { nl: "Vraag" };
const SOUND: QuestionDraft[] = [
  { id: "home", kind: "SINGLE", text, variable: "home", options: yesNo },
  { id: "work", kind: "MULTIPLE", text, variable: "work", options: [...yesNo, { code: "both", label: text }] },
  { id: "age", kind: "NUMBER", text, variable: "age", number: { minimum: 0, maximum: 99, integer: true } },
  { id: "share", kind: "NUMBER", text, variable: "share", number: { minimum: 0, maximum: 1 } },
  { id: "say", kind: "TEXT", text, variable: "say" },
  {
    id: "more",
    kind: "SCALE",
    text: { nl: "Je zei {home}, en vorige keer {last.home|niets}." },
    variable: "more",
    scale: { minimum: 1, maximum: 5, low: text, high: text },
    relevance: { text: "${home} = 'yes' and selected(${work}, 'both') or ${last.more} < ${age}" },
    constraint: { holds: { text: ". <= ${age} and not(selected(${work}, ${home}))" }, message: text },
  },
  {
    id: "grown",
    kind: "CALCULATION",
    text,
    variable: "grown",
    calculation: { text: "${age} >= 18 and string-length(${say}) > 0 and ${say} != 'x'" },
  },
  {
    id: "size",
    kind: "CALCULATION",
    text,
    variable: "size",
    number: { minimum: 0, maximum: 9, integer: true },
    calculation: { text: "round(${share} * 9) + count-selected(${work})" },
  },
  {
    id: "kind",
    kind: "CALCULATION",
    text,
    variable: "kind",
    options: yesNo,
    calculation: { text: "if(${grown}, coalesce(${home}, 'no'), 'yes')" },
  },
];

const check = (drafts: readonly QuestionDraft[]) => {
  const questions = drafts.map((draft) => questionSchema.parse(draft));
  return checkLogic(questions, new Map(questions.map((question) => [question.variable, typeOfQuestion(question)])));
};

/** The sound questionnaire with one formula, or text, in one place. */
const spoiled = (id: string, change: Partial<QuestionDraft>) =>
  check(SOUND.map((draft) => (draft.id === id ? { ...draft, ...change } : draft)));

const relevance = (formula: string): Partial<QuestionDraft> => ({ relevance: { text: formula } });
const constraint = (formula: string): Partial<QuestionDraft> => ({
  constraint: { holds: { text: formula }, message: text },
});
const calculation = (formula: string): Partial<QuestionDraft> => ({ calculation: { text: formula } });

describe("the logic of a questionnaire", () => {
  it("that is sound has no problems", () => expect(check(SOUND)).toEqual([]));

  it.each<[string, string, Partial<QuestionDraft>, string, string]>([
    ["a name that is not there", "more", relevance("${house} = 'yes'"), "LOGIC_UNKNOWN_NAME", "5.relevance"],
    ["a last answer that never was", "more", relevance("answered(${last.house})"), "LOGIC_UNKNOWN_NAME", "5.relevance"],
    ["a question still to come", "home", relevance("${age} > 3"), "LOGIC_LATER_QUESTION", "0.relevance"],
    ["a circle of one", "home", relevance("${home} = 'yes'"), "LOGIC_CYCLE", "0.relevance"],
    ["a circle of two", "age", relevance("${more} > 3"), "LOGIC_CYCLE", "2.relevance"],
    ["a circle through a calculation", "age", relevance("${kind} = 'no'"), "LOGIC_CYCLE", "2.relevance"],
    ["a code that is not there", "more", relevance("${home} = 'maybe'"), "LOGIC_UNKNOWN_CODE", "5.relevance"],
    [
      "an option that is not there",
      "more",
      relevance("selected(${work}, 'maybe')"),
      "LOGIC_UNKNOWN_CODE",
      "5.relevance",
    ],
    ["a number as a condition", "more", relevance("${age}"), "LOGIC_TYPE", "5.relevance"],
    ["a code beside a number", "more", relevance("${home} = 1"), "LOGIC_TYPE", "5.relevance"],
    ["several codes as one", "more", relevance("${work} = 'both'"), "LOGIC_TYPE", "5.relevance"],
    ["a text that is counted with", "more", relevance("${say} + 1 > 2"), "LOGIC_TYPE", "5.relevance"],
    ["codes in order of size", "more", relevance("${home} > 'no'"), "LOGIC_TYPE", "5.relevance"],
    ["a day beside a number", "more", relevance("today() > ${age}"), "LOGIC_TYPE", "5.relevance"],
    ["and of numbers", "more", relevance("${age} and ${home} = 'yes'"), "LOGIC_TYPE", "5.relevance"],
    ["two sorts in one if", "more", relevance("if(${age} > 1, 1, 'yes') = 1"), "LOGIC_TYPE", "5.relevance"],
    ["a reason that is none", "more", relevance("missing(${age}, 'TIRED')"), "LOGIC_TYPE", "5.relevance"],
    ["a dot outside a constraint", "more", relevance(". > 3"), "LOGIC_NO_ANSWER", "5.relevance"],
    ["its own name in a constraint", "more", constraint("${more} > 3"), "LOGIC_NO_ANSWER", "5.constraint.holds"],
    ["a constraint that is a number", "more", constraint(". + 1"), "LOGIC_TYPE", "5.constraint.holds"],
    ["a fraction where whole numbers belong", "size", calculation("${age} div 2"), "LOGIC_TYPE", "7.calculation"],
    ["a number where a condition belongs", "grown", calculation("${age} + 1"), "LOGIC_TYPE", "6.calculation"],
    [
      "a code that is not declared",
      "kind",
      calculation("if(${grown}, 'yes', 'never')"),
      "LOGIC_UNKNOWN_CODE",
      "8.calculation",
    ],
    [
      "codes that are not all declared",
      "kind",
      calculation("if(${grown}, 'yes', 'x')"),
      "LOGIC_UNKNOWN_CODE",
      "8.calculation",
    ],
    ["a name in a text", "more", { text: { nl: "Hoe is {house}?" } }, "LOGIC_UNKNOWN_NAME", "5.text.nl"],
    ["a later name in a text", "home", { text: { nl: "A", en: "{age}" } }, "LOGIC_LATER_QUESTION", "0.text.en"],
    ["a circle through a text", "age", { help: { nl: "{more}" } }, "LOGIC_CYCLE", "2.help.nl"],
  ])("finds %s, and says where", (_name, id, change, code, place) => {
    const problems = spoiled(id, change);
    expect(problems.map((problem) => [problem.code, problem.path.join(".")])).toContainEqual([
      code,
      `questions.${place}`,
    ]);
    for (const problem of problems) {
      expect(problem.text.nl).toMatch(/^\S.*[.)]$/);
      expect(problem.text.en).toMatch(/^\S.*[.)]$/);
    }
  });

  it("tells of every place at once", () => {
    const problems = check([
      { ...SOUND[0]!, ...relevance("${nobody} = 1 and ${none} = 2") },
      { ...SOUND[1]!, ...constraint("${nowhere} = .") },
    ]);
    expect(problems.map(({ path }) => path.join("."))).toEqual([
      "questions.0.relevance",
      "questions.0.relevance",
      "questions.1.constraint.holds",
    ]);
  });
});
