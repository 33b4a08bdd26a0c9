import { checkLogic, type LogicProblem } from "../../../../../../schema/logic/check.ts";
import type { Expression } from "../../../../../../schema/logic/expression.ts";
import { isDay } from "../../../../../../schema/day.ts";
import { parseExpression } from "../../../../../../schema/logic/parse.ts";
import { printExpression } from "../../../../../../schema/logic/print.ts";
import { typeOfQuestion } from "../../../../../../schema/logic/value-type.ts";
import type { Question } from "../../../../../../schema/survey.ts";
import { remarkAt, type Remark, type RemarkCode } from "../remarks.ts";
import type { Drafted } from "./drafted.ts";

/** What of a name elsewhere is what here: a variable, or one option of one that several can be chosen of. */
export type NameHere = { variable: string } | { variable: string; code: string } | null;

/** The tree of a text in our own manner, its names made ours; what is wrong with it where it cannot be read. */
export function readExpression(
  text: string,
  nameHere: (name: string) => NameHere,
): { ok: true; expression: Expression } | Extract<ReturnType<typeof parseExpression>, { ok: false }> {
  const ours = text.replace(/\$\{\s*([^{}\s]+)\s*\}/g, (whole, name: string) => {
    const here = nameHere(name);
    if (here === null) return whole;
    return "code" in here ? `selected(\${${here.variable}}, '${here.code}')` : `\${${here.variable}}`;
  });
  return parseExpression(ours);
}

/**
 * Says what is meant where programs are looser than we are: a code written as a number, a number as a text, and
 * nothing as ''.
 */
export function meant(
  expression: Expression,
  kindOf: (variable: string) => Question | undefined,
  self: Question,
): Expression {
  if (typeof expression !== "object" || !("call" in expression)) return expression;
  const of = expression.of.map((operand) => meant(operand, kindOf, self));
  const [left, right] = of;
  if (expression.call === "not" && typeof left === "object" && "call" in left && left.call === "not")
    return left.of[0] ?? left;
  const whole: Expression = { ...expression, of };
  if (left === undefined || right === undefined || of.length > 2) return whole;
  if (!["=", "!=", "<", "<=", ">", ">="].includes(whole.call)) return whole;
  const [name, value] = isName(left) ? [left, right] : [right, left];
  if (!isName(name)) return whole;
  const said = typeof value === "string" ? value.trim() : value;
  if (said === "" && (whole.call === "=" || whole.call === "!=")) {
    const there: Expression = { call: "answered", of: [name] };
    return whole.call === "!=" ? there : { call: "not", of: [there] };
  }
  const question = "self" in name ? self : kindOf(name.answer);
  const asKind = (operand: Expression): Expression => {
    if (typeof operand === "number" && question?.kind === "SINGLE") return String(operand);
    const numeric = question !== undefined && (question.number !== null || question.kind === "SCALE");
    if (typeof operand === "string" && question?.days && isDay(operand.trim())) return { date: operand.trim() };
    if (typeof operand === "string" && numeric && /^-?\d+(\.\d+)?$/.test(operand.trim())) return Number(operand);
    return operand;
  };
  return { ...whole, of: of.map(asKind) };
}

const isName = (part: Expression): part is { answer: string } | { self: true } =>
  typeof part === "object" && ("answer" in part || "self" in part);

/** `selected(…) = 'Y'` of LimeSurvey, where the name itself has become the question whether it was ticked. */
export function ticked(expression: Expression): Expression {
  if (typeof expression !== "object" || !("call" in expression)) return expression;
  const of = expression.of.map(ticked);
  const [left, right] = of;
  if (expression.call === "answered" && isTick(left)) return left;
  if ((expression.call === "=" || expression.call === "!=") && isTick(left) && (right === "Y" || right === "")) {
    const holds = (expression.call === "=") === (right === "Y");
    return holds ? left : { call: "not", of: [left] };
  }
  return { ...expression, of };
}

const isTick = (part: Expression | undefined): part is Expression & { call: "selected" } =>
  typeof part === "object" && "call" in part && part.call === "selected";

const CODES: Record<string, RemarkCode> = {
  relevance: "relevance",
  constraint: "constraint",
  calculation: "calculation",
  text: "inserted_removed",
  help: "inserted_removed",
};

/**
 * Takes out what the logic of a questionnaire could not be published with, and says why: a condition on a question that
 * did not come in or comes later, a comparison of unlike things. Until nothing is wrong any more: what is taken out may
 * be what something else leaned on.
 */
export function soundLogic(drafted: readonly Drafted[], remarks: Remark[]): Drafted[] {
  let kept = [...drafted];
  for (;;) {
    // Last time can only be told of what this questionnaire asks itself.
    const questions = kept.map(({ question }) => question);
    const problems = checkLogic(questions, new Map(questions.map((each) => [each.variable, typeOfQuestion(each)])));
    if (problems.length === 0) return kept;
    const byPlace = new Map(problems.map((problem) => [problem.path.slice(0, 3).join("."), problem]));
    const gone = new Set<Drafted>();
    for (const problem of byPlace.values()) {
      const at = kept[Number(problem.path[1])];
      if (at !== undefined && takeOut(at, problem, remarks)) gone.add(at);
    }
    kept = kept.filter((each) => !gone.has(each));
  }
}

/** Whether the question goes with it. */
function takeOut({ question, at, type }: Drafted, { path, text }: LogicProblem, remarks: Remark[]): boolean {
  const part = path[2] ?? "";
  const say = (detail: string) => remarks.push(remarkAt(CODES[part] ?? "refused_here", at, detail, type, text));
  if (part === "relevance" && question.relevance !== null) {
    say(printExpression(question.relevance));
    question.relevance = null;
  } else if (part === "constraint" && question.constraint !== null) {
    say(printExpression(question.constraint.holds));
    question.constraint = null;
  } else if (part === "text" || part === "help") {
    const written = question[part];
    say([written?.nl, written?.en].filter(Boolean).join(" · "));
    if (written !== null) question[part] = { nl: unbraced(written.nl), en: written.en && unbraced(written.en) };
  } else {
    say(question.calculation === null ? "" : printExpression(question.calculation));
    return true;
  }
  return false;
}

const unbraced = (text: string): string => text.replace(/\{[^{}]*\}/g, "…");
