/**
 * An expression over answers: data, never code. People write it as text (parse.ts, print.ts); a version keeps the tree,
 * and phone and server evaluate the same tree (evaluate.ts).
 */
export type Expression =
  | string
  | number
  | boolean
  /** A day, YYYY-MM-DD */
  | { date: string }
  /** An earlier answer of this questionnaire, by its variable: ${home} */
  | { answer: string }
  /** What this person said last time, in an earlier questionnaire of the study: ${last.home} */
  | { last: string }
  /** The answer that is being checked: . */
  | { self: true }
  | { call: FunctionName; of: readonly Expression[] };

/** How many operands each takes: at least, at most. */
export const FUNCTIONS = {
  or: [2, 60],
  and: [2, 60],
  not: [1, 1],
  "=": [2, 2],
  "!=": [2, 2],
  "<": [2, 2],
  "<=": [2, 2],
  ">": [2, 2],
  ">=": [2, 2],
  "+": [2, 2],
  "-": [1, 2],
  "*": [2, 2],
  div: [2, 2],
  mod: [2, 2],
  /** The second operand where the first holds, else the third */
  if: [3, 3],
  /** The first that is there */
  coalesce: [2, 20],
  /** Whether there is an answer */
  answered: [1, 1],
  /** Whether there is none for this reason: missing(${home}, 'DONT_KNOW') */
  missing: [2, 2],
  /** Whether the option was chosen, among one or several */
  selected: [2, 2],
  "count-selected": [1, 1],
  min: [1, 20],
  max: [1, 20],
  abs: [1, 1],
  int: [1, 1],
  /** To whole numbers, or to so many decimals */
  round: [1, 2],
  "string-length": [1, 1],
  today: [0, 0],
  /** Whole years from one day to another, as an age is counted */
  years: [2, 2],
} as const satisfies Record<string, readonly [number, number]>;

export type FunctionName = keyof typeof FUNCTIONS;
export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);

/** What an expression may measure: enough for any questionnaire, too little to keep a phone busy. */
export const EXPRESSION_LIMITS = {
  /** Characters as text */
  text: 4_000,
  /** Calls, names and values together */
  parts: 400,
  /** Brackets and calls within one another, in the text */
  depth: 60,
  /** Characters of a text within it */
  string: 200,
} as const;

/** Every part of it, outermost first. Only for trees within the limits. */
export const partsOf = (expression: Expression): Expression[] => [
  expression,
  ...(typeof expression === "object" && "call" in expression ? expression.of.flatMap(partsOf) : []),
];

const names = (expression: Expression | null, of: (part: Expression) => string | null): string[] => [
  ...new Set(expression === null ? [] : partsOf(expression).flatMap((part) => of(part) ?? [])),
];

/** Variables of this questionnaire that it looks at. */
export const answersIn = (expression: Expression | null): string[] =>
  names(expression, (part) => (typeof part === "object" && "answer" in part ? part.answer : null));

/** Variables of the study that it looks back at. */
export const lastAnswersIn = (expression: Expression | null): string[] =>
  names(expression, (part) => (typeof part === "object" && "last" in part ? part.last : null));
