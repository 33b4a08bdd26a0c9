import { EXPRESSION_LIMITS, isFunctionName } from "../../../../../../schema/logic/expression.ts";
import type { Text } from "../../../../../../schema/text.ts";
import type { QuestionnaireFormat } from "../questionnaire.ts";
import { OTHER } from "./opened.ts";

/**
 * Expressions of other programs in the manner of ours, as far as that is a matter of spelling. What is not stays as it
 * was, is not understood, and is said to be left out.
 */
export const DIALECTS: Record<QuestionnaireFormat, (expression: string) => string> = {
  XLSFORM: (expression) => expression,
  LIMESURVEY: ofLimeSurvey,
  REDCAP: ofRedcap,
};

/** `[age] > 18 and [helpers(2)] = '1'`: the second asks whether one of several was ticked. */
function ofRedcap(expression: string): string {
  return expression
    .replace(
      /\[\s*([a-z]\w*)\s*\(\s*([\w-]+)\s*\)\s*\]\s*(=|<>|!=)\s*["']?([01])["']?(?![\w.])/gi,
      (_, name: string, code: string, sign: string, value: string) => {
        const ticked = `selected(\${${name}}, '${code}')`;
        return (sign === "=") === (value === "1") ? ticked : `not(${ticked})`;
      },
    )
    .replace(
      /("[^"]*"|'[^']*')|\[\s*([a-z]\w*)\s*\]|<>|\b(?:and|or)\b/gi,
      (found: string, text?: string, name?: string) =>
        text !== undefined ? text : name !== undefined ? `\${${name}}` : found === "<>" ? "!=" : found.toLowerCase(),
    );
}

/** Why an expression cannot be said here, where that is more than a matter of spelling; null where it is none. */
export function outOfReach(format: QuestionnaireFormat, expression: string): Text | null {
  const plain = expression.replace(/"[^"]*"|'[^']*'/g, "''");
  if (format === "REDCAP" && /\]\s*\[/.test(plain))
    return {
      nl: "Dit kijkt naar een ander moment of een ander formulier. Hier kan dat alleen binnen de vragenlijst.",
      en: "This looks at another event or instrument. Here that is possible within the questionnaire only.",
    };
  if (format === "REDCAP" && /\[[a-z]+(-[a-z]+)+(:[^\][]*)?\]/.test(plain))
    return {
      nl: "Dit kijkt naar iets wat REDCap zelf bijhoudt.",
      en: "This looks at something that REDCap itself keeps.",
    };
  const called = [...plain.matchAll(/(?<![\w:-])([A-Za-z_][\w:-]*)\s*\(/g)].map(([, name = ""]) => name);
  const unknown = called.find((name) => !isKnown(name));
  return unknown === undefined
    ? null
    : {
        nl: `De functie ‘${unknown}’ kennen we niet.`,
        en: `We do not know the function ‘${unknown}’.`,
      };
}

const isKnown = (name: string): boolean =>
  isFunctionName(name) || SAID_OTHERWISE.includes(name) || LIME_FUNCTIONS.has(name);
const SAID_OTHERWISE = ["true", "false", "date", "and", "or", "AND", "OR", "is_empty", "empty", "in_array", "sum"];

const LIME_TOKEN =
  /\s+|(?<text>"[^"]*"|'[^']*')|(?<name>[A-Za-z_][\w]*(?:\.(?:NAOK|value|valueNAOK|code))?(?![\w.]))|(?<number>\d+(?:\.\d+)?)|(?<sign>&&|\|\||[!=<>]=|[-+*/(),<>!])/y;

const LIME_WORDS = new Map<string, string>(
  Object.entries({
    and: "and",
    or: "or",
    eq: "=",
    ne: "!=",
    gt: ">",
    ge: ">=",
    lt: "<",
    le: "<=",
    "&&": "and",
    "||": "or",
    "==": "=",
    "/": "div",
  }),
);
const LIME_FUNCTIONS = new Map<string, string>(
  Object.entries({
    if: "if",
    abs: "abs",
    min: "min",
    max: "max",
    round: "round",
    strlen: "string-length",
    intval: "int",
  }),
);

/** `age.NAOK > 18 && helpers_SQ002.NAOK == "Y"`, with is_empty() and ! */
function ofLimeSurvey(expression: string): string {
  const said = expression.trim().replace(/^\{([^{}]*)\}$/, "$1");
  const written: string[] = [];
  LIME_TOKEN.lastIndex = 0;
  if (said.length > EXPRESSION_LIMITS.text) return expression;
  while (LIME_TOKEN.lastIndex < said.length) {
    const token = LIME_TOKEN.exec(said);
    if (token === null) return expression;
    const { text, name, number, sign } = token.groups ?? {};
    const next = said.slice(LIME_TOKEN.lastIndex).trimStart().charAt(0);
    if (text !== undefined) written.push(text.slice(1, -1) === "-oth-" ? `'${OTHER}'` : text);
    else if (number !== undefined) written.push(number);
    else if (sign === "!") written.push("not");
    else if (sign !== undefined) written.push(LIME_WORDS.get(sign) ?? sign);
    else if (name === undefined) continue;
    else if (next === "(" && ["is_empty", "empty"].includes(name)) written.push("not", "answered");
    else if (next === "(") written.push(LIME_FUNCTIONS.get(name) ?? name);
    else written.push(LIME_WORDS.get(name.toLowerCase()) ?? `\${${name.replace(/\..*$/, "")}}`);
  }
  // What is read from it would be too large, and is said to be.
  if (written.length > EXPRESSION_LIMITS.parts * 2) return expression;
  return writtenOut(bracketed(written))?.join(" ") ?? expression;
}

/** As many as an expression is read from at most. */
const MOST_TOKENS = EXPRESSION_LIMITS.parts * 4;

/**
 * `in_array(x, 'a', 'b')` is `x = 'a' or x = 'b'`; a sum counts what is not there as nothing. Null where it grows too
 * large: each in_array says its `x` as often as it has values, and `x` may be another.
 */
function writtenOut(tokens: readonly string[]): string[] | null {
  const made: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (!["in_array", "sum"].includes(token) || tokens[at + 1] !== "(") {
      made.push(token);
      continue;
    }
    const end = endOfOperand(tokens, at);
    const of = operands(tokens.slice(at + 2, end - 1)).map(writtenOut);
    if (!of.every((operand) => operand !== null)) return null;
    const [first = [], ...others] = of;
    made.push("(");
    for (const [nth, operand] of (token === "sum" ? of : others).entries()) {
      if (nth > 0) made.push(token === "sum" ? "+" : "or");
      if (token === "sum") made.push("coalesce", "(", ...operand, ",", "0", ")");
      else made.push(...first, "=", ...operand);
      if (made.length > MOST_TOKENS) return null;
    }
    made.push(")");
    at = end - 1;
  }
  return made.length > MOST_TOKENS ? null : made;
}

/** What stands between the commas of one call */
function operands(tokens: readonly string[]): string[][] {
  const found: string[][] = [[]];
  let open = 0;
  for (const token of tokens) {
    if (token === "(") open++;
    if (token === ")") open--;
    if (token === "," && open === 0) found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}

/** `not x` and `not answered(x)` take brackets here. */
function bracketed(tokens: readonly string[]): string[] {
  const made: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    made.push(token);
    if (token !== "not" || tokens[at + 1] === "(") continue;
    const end = endOfOperand(tokens, at + 1);
    made.push("(", ...bracketed(tokens.slice(at + 1, end)), ")");
    at = end - 1;
  }
  return made;
}

/** A name or value, or a call up to its closing bracket. */
function endOfOperand(tokens: readonly string[], from: number): number {
  let at = from;
  while (tokens[at] === "not") at++;
  at++;
  if (tokens[at] !== "(") return at;
  for (let open = 0; at < tokens.length; at++) {
    if (tokens[at] === "(") open++;
    if (tokens[at] === ")" && --open === 0) return at + 1;
  }
  return at;
}
