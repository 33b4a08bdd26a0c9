/** What can be told of an expression without the names that it uses. */

const TOKEN =
  /\s+|(?<value>\$\{[^{}]+\}|'[^']*'|"[^"]*"|\d+(?:\.\d*)?|\.\.(?![\d.])|\.(?!\d)|\.\d+)|(?<name>[A-Za-z_][\w.:-]*)|(?<sign><=|>=|!=|\/\/|[-+*=<>|/,()[\]@])/y;

const OPERATORS = ["and", "or", "div", "mod"];

/** Whether it cannot be an expression: two values side by side, a half string, brackets that do not close. */
export function isBroken(expression: string): boolean {
  const open: string[] = [];
  let afterValue = false;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const token = TOKEN.exec(expression);
    if (token === null) return true;
    const { value, name, sign } = token.groups ?? {};
    if (name !== undefined && afterValue && OPERATORS.includes(name)) afterValue = false;
    else if (value !== undefined || name !== undefined) {
      if (afterValue) return true;
      afterValue = true;
    } else if (sign === "(" || sign === "[") {
      open.push(sign);
      afterValue = false;
    } else if (sign === ")" || sign === "]") {
      if (open.pop() !== (sign === ")" ? "(" : "[")) return true;
      afterValue = true;
    } else if (sign !== undefined) afterValue = false;
  }
  return open.length > 0 || (!afterValue && expression.trim() !== "");
}

const BOUND = /^\(?\s*\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*\)?$/;

/** Limits that a constraint declares, where that is all it says. */
export function limitsOf(
  constraint: string,
  whole: boolean,
): { minimum: number | null; maximum: number | null } | null {
  const limits: { minimum: number | null; maximum: number | null } = { minimum: null, maximum: null };
  for (const part of constraint.trim().replace(/\s+/g, " ").split(" and ")) {
    const bound = BOUND.exec(part);
    if (bound === null) return null;
    const [, sign = "", digits = ""] = bound;
    const limit = Number(digits);
    const which = sign.startsWith(">") ? "minimum" : "maximum";
    if (limits[which] !== null) return null;
    if (sign.length === 1 && !(whole && Number.isInteger(limit))) return null;
    limits[which] = sign.length === 2 ? limit : limit + (sign === ">" ? 1 : -1);
  }
  return limits;
}

/** The choice that goes with no other one: `not(selected(., 'none') and count-selected(.) > 1)`. */
export function excludingChoice(constraint: string): string | null {
  const said =
    /^not\(\s*selected\(\s*\.\s*,\s*(?:'([^']+)'|"([^"]+)")\s*\)\s+and\s+count-selected\(\s*\.\s*\)\s*>\s*1\s*\)$/.exec(
      constraint.trim().replace(/\s+/g, " "),
    );
  return said?.[1] ?? said?.[2] ?? null;
}
