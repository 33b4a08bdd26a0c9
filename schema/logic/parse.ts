import type { Text } from "../text.ts";
import { type Expression, EXPRESSION_LIMITS, type FunctionName, FUNCTIONS, isFunctionName } from "./expression.ts";
import { isDay } from "../day.ts";

/*
 * Expressions as people write them, in the manner of XLSForm: ${home} = 'own' and not(selected(${helpers}, 'none')).
 * Not loaded by phones: they get the tree.
 */

export type Parsed = { ok: true; expression: Expression } | { ok: false; at: number; text: Text };

class Unreadable extends Error {
  readonly at: number;
  readonly text: Text;
  constructor(at: number, nl: string, en: string) {
    super("unreadable");
    this.at = at;
    this.text = { nl: `${nl} (teken ${at + 1})`, en: `${en} (character ${at + 1})` };
  }
}

/** The tree of a text, or what is wrong with it and at which character, from 0. */
export function parseExpression(text: string): Parsed {
  try {
    if (text.length > EXPRESSION_LIMITS.text)
      throw new Unreadable(EXPRESSION_LIMITS.text, "Deze formule is te lang.", "This formula is too long.");
    return { ok: true, expression: new Reader(tokensOf(text), text.length).whole() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, at: error.at, text: error.text };
    throw error;
  }
}

type TokenKind = "number" | "string" | "name" | "word" | "sign" | "self";
interface Token {
  kind: TokenKind;
  text: string;
  at: number;
}

const NAME = "[A-Za-z][A-Za-z0-9_]*";
const TOKEN = new RegExp(
  [
    "(?<space>\\s+)",
    `(?<name>\\$\\{\\s*(?:last\\.)?${NAME}\\s*\\})`,
    "(?<number>(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE]-?\\d+)?)",
    "(?<self>\\.)",
    "(?<string>'[^']*'|\"[^\"]*\")",
    "(?<sign>!=|<=|>=|[=<>+*(),-])",
    "(?<word>[a-z]+(?:-[a-z]+)*)",
  ].join("|"),
  "y",
);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const groups = TOKEN.exec(text)?.groups;
    const [kind, found] = Object.entries(groups ?? {}).find(([, part]) => part !== undefined) ?? [];
    if (kind === undefined || found === undefined)
      throw new Unreadable(at, "Dit teken past hier niet.", "This character does not fit here.");
    if (kind !== "space") tokens.push({ kind: kind as TokenKind, text: found, at });
    if (tokens.length > EXPRESSION_LIMITS.parts * 4) throw tooLarge(at);
  }
  return tokens;
}

const tooLarge = (at: number) =>
  new Unreadable(
    at,
    "Deze formule is te groot. Maak er een berekening van.",
    "This formula is too large. Split it up.",
  );

/** Loosest first; each level is read from left to right. */
const LEVELS: readonly (readonly FunctionName[])[] = [
  ["or"],
  ["and"],
  ["=", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "div", "mod"],
];

class Reader {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  #parts = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  whole(): Expression {
    if (this.#tokens.length === 0) throw new Unreadable(0, "Hier staat niets.", "There is nothing here.");
    const expression = this.#level(0, 0);
    const left = this.#tokens[this.#next];
    if (left) throw new Unreadable(left.at, `‘${left.text}’ past hier niet.`, `‘${left.text}’ does not fit here.`);
    return expression;
  }

  #level(level: number, depth: number): Expression {
    const signs = LEVELS[level];
    if (signs === undefined) return this.#signed(depth);
    let left = this.#level(level + 1, depth);
    const together: Expression[] = [left];
    for (let sign = this.#takeOne(signs); sign !== null; sign = this.#takeOne(signs)) {
      const right = this.#level(level + 1, depth);
      if (sign === "and" || sign === "or") together.push(right);
      else left = this.#part({ call: sign, of: [left, right] });
    }
    const [sign] = signs;
    if (together.length === 1 || sign === undefined) return left;
    return this.#part({ call: sign, of: together });
  }

  /** A minus before a number belongs to it. */
  #signed(depth: number): Expression {
    if (depth > EXPRESSION_LIMITS.depth) throw tooLarge(this.#at());
    if (this.#takeOne(["-"]) === null) return this.#primary(depth);
    const token = this.#tokens[this.#next];
    if (token?.kind === "number") {
      const value = this.#number();
      return this.#part(value === 0 ? 0 : -value);
    }
    return this.#part({ call: "-", of: [this.#signed(depth + 1)] });
  }

  #primary(depth: number): Expression {
    const token = this.#tokens[this.#next];
    if (token === undefined)
      throw new Unreadable(this.#end, "Hier ontbreekt iets.", "Something is missing at the end.");
    switch (token.kind) {
      case "number":
        return this.#part(this.#number());
      case "string":
        this.#next++;
        return this.#part(token.text.slice(1, -1));
      case "self":
        this.#next++;
        return this.#part({ self: true });
      case "name": {
        this.#next++;
        const name = token.text.slice(2, -1).trim();
        return this.#part(name.startsWith("last.") ? { last: name.slice(5) } : { answer: name });
      }
      case "word":
        return this.#call(token, depth);
      case "sign": {
        this.#take("(");
        const inner = this.#level(0, depth + 1);
        this.#take(")");
        return inner;
      }
    }
  }

  #number(): number {
    const token = this.#tokens[this.#next++];
    return Number(token?.text);
  }

  #call(token: Token, depth: number): Expression {
    this.#next++;
    const name = token.text;
    this.#take("(");
    const of: Expression[] = [];
    if (this.#takeSign(")") === null) {
      do of.push(this.#level(0, depth + 1));
      while (this.#takeSign(",") !== null);
      this.#take(")");
    }
    if ((name === "true" || name === "false") && of.length === 0) return this.#part(name === "true");
    if (name === "date") {
      const [day] = of;
      if (of.length === 1 && typeof day === "string" && isDay(day)) return this.#part({ date: day });
      throw new Unreadable(token.at, "Schrijf een dag als date('2026-03-31').", "Write a day as date('2026-03-31').");
    }
    if (!isFunctionName(name) || LEVELS.some((level) => level.includes(name)))
      throw new Unreadable(token.at, `De functie ‘${name}’ kennen we niet.`, `We do not know the function ‘${name}’.`);
    const [least, most] = FUNCTIONS[name];
    if (of.length < least || of.length > most)
      throw new Unreadable(
        token.at,
        `Bij ‘${name}’ past dit aantal niet: het zijn er ${of.length}.`,
        `‘${name}’ does not take ${of.length} of these.`,
      );
    return this.#part({ call: name, of });
  }

  #part<Part extends Expression>(part: Part): Part {
    if (++this.#parts > EXPRESSION_LIMITS.parts) throw tooLarge(this.#at());
    return part;
  }

  #at(): number {
    return this.#tokens[this.#next]?.at ?? this.#end;
  }

  #takeSign(sign: string): string | null {
    const token = this.#tokens[this.#next];
    if (token?.text !== sign || (token.kind !== "sign" && token.kind !== "word")) return null;
    this.#next++;
    return sign;
  }

  #takeOne(signs: readonly FunctionName[]): FunctionName | null {
    return signs.find((sign) => this.#takeSign(sign) !== null) ?? null;
  }

  #take(sign: string): void {
    if (this.#takeSign(sign) === null)
      throw new Unreadable(this.#at(), `Hier hoort ‘${sign}’.`, `There should be ‘${sign}’ here.`);
  }
}
