import type { Expression } from "../../../../../../schema/logic/expression.ts";
import { inferType } from "../../../../../../schema/logic/infer.ts";
import { typeOfQuestion } from "../../../../../../schema/logic/value-type.ts";
import type { Question } from "../../../../../../schema/survey.ts";
import type { ReadQuestionnaire } from "../questionnaire.ts";
import { remarkAt, type Remark, type RemarkCode } from "../remarks.ts";
import { DIALECTS, outOfReach } from "./dialects.ts";
import type { DraftedAs } from "./drafted.ts";
import { meant, type NameHere, readExpression, ticked } from "./logic.ts";
import { asCode } from "./names.ts";
import { asElsewhere } from "./skipped.ts";
import { MOST, type Texts } from "./texts.ts";

const NOT_POSSIBLE = { nl: "Dit antwoord kan niet.", en: "This answer is not possible." };
const TOO_LONG = {
  nl: "Hier moet erbij staan wat telt als iets is overgeslagen. Dan is deze formule te lang.",
  en: "Here it must be said what counts where something was skipped. This formula is too long then.",
};
const WIDE = { minimum: -1_000_000_000, maximum: 1_000_000_000 } as const;

/** Puts conditions, checks and calculations with the questions, as far as they can be read; the rest is said. */
export function applyLogic(
  { format, ours }: Pick<ReadQuestionnaire, "format" | "ours">,
  drafted: readonly DraftedAs[],
  nameHere: (name: string) => NameHere,
  texts: Texts,
  remarks: Remark[],
): DraftedAs[] {
  const questions = new Map(drafted.map(({ question }) => [question.variable, question]));

  const whole = new Map(drafted.map((each) => [each.question.variable, each]));
  const maySkip = (variable: string, written: string): boolean => {
    const asked = whole.get(variable);
    if (asked === undefined) return false;
    const { within, after, question } = asked.from;
    const sometimes = within.length > 0 || after !== null || question.relevant !== null;
    // Without NAOK, what looks at a question that is not shown does not hold in LimeSurvey, as it does here.
    if (sometimes && format === "LIMESURVEY" && !written.includes("NAOK")) return false;
    return sometimes || !asked.question.required;
  };

  const read = ({ question, at, type }: DraftedAs, code: RemarkCode, written: string): Expression | null => {
    const parsed = readExpression(DIALECTS[format](written), nameHere);
    if (parsed.ok) {
      const said = meant(ticked(parsed.expression), (variable) => questions.get(variable), question);
      const whole = ours ? said : asElsewhere(said, (variable) => maySkip(variable, written));
      if (whole === null) remarks.push(remarkAt(code, at, written, type, TOO_LONG));
      return whole;
    }
    remarks.push(remarkAt(code, at, written, type, outOfReach(format, written) ?? parsed.text));
    return null;
  };

  return drafted.filter((each) => {
    const { question, at, type, from } = each;
    const { relevant, constraint, calculation, choiceFilter, requiredWhen, constraintMessage } = from.question;
    const conditions = [...new Set([...from.within, ...(relevant === null ? [] : [relevant])])].flatMap(
      (written) => read(each, "relevance", written) ?? [],
    );
    if (from.after !== null) conditions.push(chosenBefore(from.after, nameHere, questions));
    const [only] = conditions;
    question.relevance = conditions.length > 1 ? { call: "and", of: conditions } : (only ?? null);

    const holds = constraint === null ? null : read(each, "constraint", constraint);
    const message = Object.keys(constraintMessage).length === 0 ? null : constraintMessage;
    if (holds !== null)
      question.constraint = {
        // Other programs let a question name itself; here the answer that is checked is a dot.
        holds: withSelf(holds, question.variable),
        message: (message && texts.write(message, MOST.label, at)?.written) ?? NOT_POSSIBLE,
      };
    else if (message !== null)
      remarks.push(remarkAt("constraint_message", at, Object.values(message).join(" · "), type));
    if (choiceFilter !== null) remarks.push(remarkAt("choice_filter", at, choiceFilter, type));
    if (requiredWhen !== null) remarks.push(remarkAt("required_when", at, requiredWhen, type));
    if (question.kind === "STATEMENT") question.constraint = null;
    if (question.kind !== "CALCULATION")
      return calculation === null || remarks.push(remarkAt("calculation", at, calculation, type)) > 0;
    question.constraint = null;
    question.calculation = read(each, "calculation", calculation ?? "");
    return question.calculation !== null && declare(each, question.calculation, questions, remarks);
  });
}

function withSelf(expression: Expression, variable: string): Expression {
  if (typeof expression !== "object") return expression;
  if ("answer" in expression) return expression.answer === variable ? { self: true } : expression;
  return "call" in expression
    ? { ...expression, of: expression.of.map((each) => withSelf(each, variable)) }
    : expression;
}

function chosenBefore(
  { name, code }: { name: string; code: string },
  nameHere: (name: string) => NameHere,
  questions: ReadonlyMap<string, Question>,
): Expression {
  const there = nameHere(name);
  const variable = there?.variable ?? name;
  const question = questions.get(variable);
  return question?.kind === "MULTIPLE"
    ? { call: "selected", of: [{ answer: variable }, code] }
    : { call: "=", of: [{ answer: variable }, code] };
}

/** What a calculation can give is declared here, where the file says nothing of it. */
function declare(
  { question, at, type, from }: DraftedAs,
  calculation: Expression,
  questions: ReadonlyMap<string, Question>,
  remarks: Remark[],
): boolean {
  if (question.number !== null || question.options.length > 0) return true;
  const given = inferType(calculation, {
    answer: (variable) => {
      const there = questions.get(variable);
      return there === undefined ? null : typeOfQuestion(there);
    },
    last: () => null,
    self: () => null,
    tell: () => undefined,
  });
  if (given?.is === "BOOLEAN") return true;
  if (given?.is === "NUMBER") {
    question.number = { ...WIDE, integer: given.whole, unit: null };
    remarks.push(remarkAt("calculated_limits", at, `${WIDE.minimum} – ${WIDE.maximum}`, type));
    return true;
  }
  if (given?.is === "CODE" && given.codes.length > 1 && given.codes.every((code) => asCode(code) === code)) {
    question.options = given.codes.map((code) => ({ code, label: { nl: code, en: null }, excludes: false }));
    return true;
  }
  remarks.push(
    remarkAt("calculation", at, from.question.calculation, type, {
      nl: "Er komt geen getal, keuze of waar-of-niet-waar uit.",
      en: "It gives no number, choice or true-or-false.",
    }),
  );
  return false;
}
