import { remarkAt, nowhere, type Remark } from "../remarks.ts";
import { isAlways, type LimeQuestion, type LimeSurvey } from "./lime-survey.ts";
import type { Fields } from "./structure.ts";

/** Survey, group and question by their numbers, and which part of the question: 828636X1118X7623SQ001 */
const NUMBERED = /\b\d{1,12}X\d{1,12}X(\d{1,12})([A-Za-z0-9_]{0,60}(?:#[01])?)/g;

/** Texts and logic that say by number which question they mean, with its code in the place of the number. */
export function namedByCode(survey: LimeSurvey, questions: ReadonlyMap<string, LimeQuestion>): void {
  const named = (text: string): string =>
    text
      .replace(/\{INSERTANS:([^{}]*)\}/g, "{$1}")
      .replace(NUMBERED, (whole, digits: string, part: string) => codeOf(digits, part, questions) ?? whole);
  for (const group of survey.groups) {
    group.relevance = named(group.relevance);
    for (const question of group.questions) {
      question.relevance = named(question.relevance);
      for (const words of [question.text, question.help, question.attributes])
        for (const [name, text] of Object.entries(words)) words[name] = named(text);
      for (const part of question.subquestions) part.relevance = named(part.relevance);
    }
  }
}

/** Digits that begin the code of a part look as if they belonged to the number of the question. */
function codeOf(digits: string, part: string, questions: ReadonlyMap<string, LimeQuestion>): string | null {
  for (let end = digits.length; end > 0; end--) {
    const question = questions.get(digits.slice(0, end));
    if (question === undefined) continue;
    const rest = `${digits.slice(end)}${part}`.replace("#", "_");
    return rest === "" ? question.code : `${question.code}_${rest}`;
  }
  return null;
}

const SIGNS = ["==", "!=", "<", "<=", ">", ">="];

/**
 * Conditions stand in a table of their own; since 2012 LimeSurvey writes them out beside the question as well. Where it
 * did not, they are put together here: of one question any may hold, of several all of them, of several sets one.
 */
export function takeConditions(rows: readonly Fields[], questions: ReadonlyMap<string, LimeQuestion>): Remark[] {
  const remarks: Remark[] = [];
  const sets = new Map<LimeQuestion, Map<string, Map<string, string[]>>>();
  for (const row of rows) {
    const { cfieldname = "", method = "", value = "", scenario = "1" } = row;
    const question = questions.get(row["qid"] ?? "");
    if (question !== undefined && !isAlways(question.relevance)) continue;
    const field = cfieldname.replace(/^\+/, "");
    const [, digits = "", part = ""] = [...field.matchAll(NUMBERED)][0] ?? [];
    const name = codeOf(digits, part, questions);
    const sign = method.trim() === "" ? "==" : method.trim();
    if (question === undefined || name === null || !SIGNS.includes(sign) || /["'{}@]/.test(value)) {
      const at = { ...nowhere, sheet: "conditions", name: question?.code ?? null };
      remarks.push(remarkAt("relevance", at, `${cfieldname} ${method} ${value}`));
      continue;
    }
    const set = sets.get(question) ?? new Map<string, Map<string, string[]>>();
    const fields = set.get(scenario) ?? new Map<string, string[]>();
    fields.set(field, [...(fields.get(field) ?? []), `${name}.NAOK ${sign} "${value.trim()}"`]);
    sets.set(question, set.set(scenario, fields));
  }
  for (const [question, set] of sets)
    question.relevance = [...set.values()]
      .map((fields) => [...fields.values()].map((any) => `(${any.join(" or ")})`).join(" and "))
      .map((all) => `(${all})`)
      .join(" or ");
  return remarks;
}
