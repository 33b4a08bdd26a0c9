import { MISSING_KINDS } from "../missing.ts";
import type { Text } from "../text.ts";
import type { Expression, FunctionName } from "./expression.ts";
import { printExpression } from "./print.ts";
import { BOOLEAN, DATE, NUMBER, sayType, strangeCodes, TEXT, together, type ValueType, WHOLE } from "./value-type.ts";

export type LogicProblemCode =
  | "LOGIC_UNKNOWN_NAME"
  | "LOGIC_LATER_QUESTION"
  | "LOGIC_CYCLE"
  | "LOGIC_TYPE"
  | "LOGIC_UNKNOWN_CODE"
  | "LOGIC_NO_ANSWER";

/** What the names in an expression stand for. Null: a problem that was told already. */
export interface Names {
  answer: (variable: string) => ValueType | null;
  last: (variable: string) => ValueType | null;
  self: () => ValueType | null;
  tell: (code: LogicProblemCode, text: Text) => void;
}

/** What an expression is, telling what is wrong with it; null where that cannot be said. */
export function inferType(expression: Expression, names: Names): ValueType | null {
  if (typeof expression === "string") return { is: "CODE", codes: [expression], written: true };
  if (typeof expression === "number") return Number.isInteger(expression) ? WHOLE : NUMBER;
  if (typeof expression === "boolean") return BOOLEAN;
  if ("date" in expression) return DATE;
  if ("answer" in expression) return names.answer(expression.answer);
  if ("last" in expression) return names.last(expression.last);
  if ("self" in expression) return names.self();
  return new Call(expression.call, expression.of, names).type();
}

class Call {
  readonly #name: FunctionName;
  readonly #of: readonly Expression[];
  readonly #types: readonly (ValueType | null)[];
  readonly #names: Names;

  constructor(name: FunctionName, of: readonly Expression[], names: Names) {
    this.#name = name;
    this.#of = of;
    this.#names = names;
    this.#types = of.map((operand) => inferType(operand, names));
  }

  type(): ValueType | null {
    switch (this.#name) {
      case "and":
      case "or":
      case "not":
        return this.#each([BOOLEAN], BOOLEAN);
      case "=":
      case "!=":
        return this.#compared();
      case "<":
      case "<=":
      case ">":
      case ">=":
        this.#alike([NUMBER, DATE]);
        return BOOLEAN;
      case "min":
      case "max":
        return this.#alike([NUMBER, DATE]);
      case "+":
      case "-":
        return this.#sum();
      case "*":
      case "mod":
        return this.#each([NUMBER], this.#allWhole() ? WHOLE : NUMBER);
      case "abs":
        return this.#each([NUMBER], this.#allWhole() ? WHOLE : NUMBER);
      case "div":
        return this.#each([NUMBER], NUMBER);
      case "int":
        return this.#each([NUMBER], WHOLE);
      case "round":
        return this.#each([NUMBER], this.#of.length === 1 ? WHOLE : NUMBER);
      case "if":
        this.#fits(0, [BOOLEAN]);
        return this.#alike(null, 1);
      case "coalesce":
        return this.#alike(null);
      case "answered":
        return BOOLEAN;
      case "missing":
        if (!MISSING_KINDS.some((kind) => kind === this.#of[1])) {
          const reasons = MISSING_KINDS.map((kind) => `'${kind}'`).join(", ");
          this.#wrong(1, { nl: `een van de redenen ${reasons}`, en: `one of the reasons ${reasons}` });
        }
        return BOOLEAN;
      case "selected":
        return this.#selected();
      case "count-selected":
        return this.#each([{ is: "CODES", codes: [] }], WHOLE);
      case "string-length":
        return this.#each([TEXT], WHOLE);
      case "today":
        return DATE;
      case "years":
        return this.#each([DATE], WHOLE);
    }
  }

  #allWhole(): boolean {
    return this.#types.every((type) => type?.is === "NUMBER" && type.whole);
  }

  /** Every operand is one of these. */
  #each(wanted: readonly ValueType[], result: ValueType): ValueType {
    this.#of.forEach((_, at) => this.#fits(at, wanted));
    return result;
  }

  #fits(at: number, wanted: readonly ValueType[]): boolean {
    const type = this.#types[at];
    if (!type || wanted.some(({ is }) => is === type.is || (is === "TEXT" && type.is === "CODE" && type.written)))
      return true;
    this.#wrong(at, {
      nl: wanted.map((each) => sayType(each).nl).join(" of "),
      en: wanted.map((each) => sayType(each).en).join(" or "),
    });
    return false;
  }

  /** All operands from one on are the same; and one of these, where it says so. */
  #alike(wanted: readonly ValueType[] | null, from = 0): ValueType | null {
    let found: ValueType | null = null;
    for (const [at, type] of this.#types.entries()) {
      if (at < from || type === null || (wanted && !this.#fits(at, wanted))) continue;
      const joined: ValueType | null = found === null ? type : together(found, type);
      if (joined === null) {
        this.#wrong(at, found ? sayType(found) : sayType(type));
        return null;
      }
      found = joined;
    }
    return found;
  }

  #compared(): ValueType {
    const [one, other] = this.#types;
    if (!one || !other) return BOOLEAN;
    const strange = strangeCodes(one, other);
    if (strange === null)
      this.#names.tell("LOGIC_TYPE", {
        nl: `In ${this.#text()} staat ${sayType(one).nl} naast ${sayType(other).nl}. Die zijn nooit hetzelfde${HINT.nl(one, other)}.`,
        en: `In ${this.#text()} there is ${sayType(one).en} beside ${sayType(other).en}. These are never the same${HINT.en(one, other)}.`,
      });
    else this.#strange(strange);
    return BOOLEAN;
  }

  #selected(): ValueType {
    const [chosen, code] = this.#types;
    const fits = this.#fits(0, [
      { is: "CODES", codes: [] },
      { is: "CODE", codes: [], written: false },
    ]);
    if (!fits || !this.#fits(1, [{ is: "CODE", codes: [], written: false }]) || !chosen || !code) return BOOLEAN;
    if ((chosen.is === "CODES" || chosen.is === "CODE") && code.is === "CODE")
      this.#strange(strangeCodes({ is: "CODE", codes: chosen.codes, written: false }, code) ?? code.codes);
    return BOOLEAN;
  }

  #strange(codes: readonly string[]): void {
    for (const code of codes)
      this.#names.tell("LOGIC_UNKNOWN_CODE", {
        nl: `In ${this.#text()} staat ‘${code}’, en dat antwoord is er niet.`,
        en: `In ${this.#text()} there is ‘${code}’, and there is no such answer.`,
      });
  }

  /** A day and a number of days are a day; two days are so many days apart. */
  #sum(): ValueType | null {
    const [one, other] = this.#types;
    if (this.#of.length === 1) return this.#each([NUMBER], this.#allWhole() ? WHOLE : NUMBER);
    if (one?.is === "DATE" && other?.is === "DATE" && this.#name === "-") return WHOLE;
    if (one?.is === "DATE") return this.#fits(1, [NUMBER]) ? DATE : null;
    if (other?.is === "DATE" && this.#name === "+") return this.#fits(0, [NUMBER]) ? DATE : null;
    return this.#each([NUMBER], this.#allWhole() ? WHOLE : NUMBER);
  }

  #text(): string {
    return `‘${printExpression({ call: this.#name, of: this.#of })}’`;
  }

  #wrong(at: number, wanted: Text): void {
    const operand = printExpression(this.#of[at] ?? "");
    const type = this.#types[at];
    const found = type ? sayType(type) : { nl: "iets anders", en: "something else" };
    this.#names.tell("LOGIC_TYPE", {
      nl: `In ${this.#text()} hoort op de plaats van ‘${operand}’ ${wanted.nl}. Dit is ${found.nl}.`,
      en: `In ${this.#text()} there should be ${wanted.en} in the place of ‘${operand}’. This is ${found.en}.`,
    });
  }
}

const several = (one: ValueType, other: ValueType): boolean => one.is === "CODES" || other.is === "CODES";
const HINT = {
  nl: (one: ValueType, other: ValueType) => (several(one, other) ? ". Gebruik selected(…)" : ""),
  en: (one: ValueType, other: ValueType) => (several(one, other) ? ". Use selected(…)" : ""),
};
