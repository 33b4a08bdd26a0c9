import type { QuestionnaireFormat } from "../questionnaire.ts";

/**
 * Expressions of other programs in the manner of ours, as far as that is a matter of spelling. What is not stays as it
 * was, is not understood, and is said to be left out.
 */
export const DIALECTS: Record<QuestionnaireFormat, (expression: string) => string> = {
  XLSFORM: (expression) => expression,
  LIMESURVEY: ofLimeSurvey,
  REDCAP: ofRedcap,
};

const asString = (text: string): string => `'${text.slice(1, -1)}'`;

/** `[age] > 18 and [helpers(2)] = '1'`: the second asks whether one of several was ticked. */
function ofRedcap(expression: string): string {
  return expression
    .replace(
      /\[([a-z]\w*)\(([\w-]+)\)\]\s*(=|<>|!=)\s*["']?([01])["']?/gi,
      (_, name: string, code: string, sign: string, value: string) => {
        const ticked = `selected(\${${name}}, '${code}')`;
        return (sign === "=") === (value === "1") ? ticked : `not(${ticked})`;
      },
    )
    .replace(/\[([a-z]\w*)\]/gi, "${$1}")
    .replace(/<>/g, "!=")
    .replace(/\b(AND|OR)\b/g, (word) => word.toLowerCase());
}

const LIME_TOKEN =
  /\s+|(?<text>"[^"]*"|'[^']*')|(?<name>[A-Za-z_][\w]*(?:\.(?:NAOK|value|valueNAOK|code))?(?![\w.]))|(?<number>\d+(?:\.\d+)?)|(?<sign>&&|\|\||[!=<>]=|[-+*/(),<>!])/y;

const LIME_WORDS: Record<string, string> = {
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
};
const LIME_FUNCTIONS: Record<string, string> = {
  if: "if",
  abs: "abs",
  min: "min",
  max: "max",
  round: "round",
  strlen: "string-length",
  intval: "int",
};

/** `age.NAOK > 18 && helpers_SQ002.NAOK == "Y"`, with is_empty() and ! */
function ofLimeSurvey(expression: string): string {
  const said = expression.trim().replace(/^\{([^{}]*)\}$/, "$1");
  const written: string[] = [];
  LIME_TOKEN.lastIndex = 0;
  while (LIME_TOKEN.lastIndex < said.length) {
    const token = LIME_TOKEN.exec(said);
    if (token === null) return expression;
    const { text, name, number, sign } = token.groups ?? {};
    const next = said.slice(LIME_TOKEN.lastIndex).trimStart().charAt(0);
    if (text !== undefined) written.push(asString(text));
    else if (number !== undefined) written.push(number);
    else if (sign === "!") written.push("not");
    else if (sign !== undefined) written.push(LIME_WORDS[sign] ?? sign);
    else if (name === undefined) continue;
    else if (next === "(" && name === "is_empty") written.push("not", "answered");
    else if (next === "(") written.push(LIME_FUNCTIONS[name] ?? name);
    else written.push(LIME_WORDS[name.toLowerCase()] ?? `\${${name.replace(/\..*$/, "")}}`);
  }
  return bracketed(written).join(" ");
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
