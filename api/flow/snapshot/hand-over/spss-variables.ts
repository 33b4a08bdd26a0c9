import type { Category } from "../../study/study.ts";
import { isCoded } from "../codings.ts";
import type { Carried } from "./carried.ts";

/** A variable as SPSS has it: a name that it takes, and a number for every code. */
export interface SpssVariable {
  name: string;
  /** A number for each category, in order; empty for numbers and dates. */
  valid: number[];
  /** A number for each missing code, in order. */
  missing: number[];
  /** What MISSING VALUES says; null where there are none. */
  missingValues: string | null;
}

/** A name has at most so many bytes. */
const LONGEST_NAME = 64;
const RESERVED = ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"];

/**
 * Names that SPSS takes, each another one whatever the case: letters, digits, _ . $ # @ from a letter on, no point or
 * underscore at the end. Accents go, other signs become an underscore; what is the same then gets a number.
 */
export function spssNames(names: readonly string[], taken: readonly string[]): string[] {
  const used = new Set([...RESERVED, ...taken.map((name) => name.toUpperCase())]);
  return names.map((name) => {
    const plain = name
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/[^A-Za-z0-9_.$#@]/g, "_")
      .replace(/^[^A-Za-z]+/, (start) => `v${start.replaceAll(/[^A-Za-z0-9_]/g, "_")}`);
    const fitting = (end: string) => `${plain.slice(0, LONGEST_NAME - end.length)}${end}`.replace(/[._]+$/, "") || "v";
    let found = fitting("");
    for (let copy = 2; used.has(found.toUpperCase()); copy++) found = fitting(`_${copy}`);
    used.add(found.toUpperCase());
    return found;
  });
}

/** The number that a code is, where it is written as that number is. */
const numberOf = (code: string): number | null => {
  const number = Number(code);
  return String(number) === code && Number.isFinite(number) && Math.abs(number) < 1e15 ? number : null;
};

const numbersOf = (codes: readonly Category[]): number[] | null => {
  const numbers = codes.map(({ code }) => numberOf(code));
  return numbers.every((number) => number !== null) ? numbers : null;
};

/** SPSS takes three values, or a range to one side; null where these can be said in neither way. */
function missingValues(missing: readonly number[], lowest: number | null, highest: number | null): string | null {
  if (missing.length <= 3) return missing.join(", ");
  if (lowest !== null && missing.every((number) => number < lowest)) return `LOWEST THRU ${Math.max(...missing)}`;
  if (highest !== null && missing.every((number) => number > highest)) return `${Math.min(...missing)} THRU HIGHEST`;
  return null;
}

/** Numbers below all others. */
const below = (lowest: number, count: number): number[] => Array.from({ length: count }, (_, i) => lowest - 1 - i);

/** Its own missing codes where they are numbers and SPSS can say them; else others, below every value. */
function withMissing(
  valid: number[],
  codes: readonly Category[],
  lowest: number | null,
  highest: number | null,
  start: number,
): Pick<SpssVariable, "valid" | "missing" | "missingValues"> {
  if (codes.length === 0) return { valid, missing: [], missingValues: null };
  const own = numbersOf(codes);
  const said = own && !own.some((number) => valid.includes(number)) ? missingValues(own, lowest, highest) : null;
  if (own !== null && said !== null) return { valid, missing: own, missingValues: said };
  const missing = below(start, codes.length);
  return { valid, missing, missingValues: `LOWEST THRU ${missing[0] ?? 0}` };
}

/** Above it stands every value; a number that is seen to be no value. */
const farBelow = (smallest: number | null): number => {
  let power = 3;
  while (smallest !== null && smallest <= -(10 ** power)) power++;
  return -(10 ** power);
};

/** Whether its smallest value must be known first. */
export const needsSmallest = ({ variable }: Carried): boolean =>
  (variable.type === "INTEGER" || variable.type === "NUMBER") &&
  variable.missingCodes.length > 0 &&
  withMissing([], variable.missingCodes, null, null, 0).missing[0] === -1;

export function spssVariable({ variable }: Carried, name: string, smallest: number | null): SpssVariable {
  const { type, categories, missingCodes } = variable;
  // Every day that SPSS knows is a number above zero, so that no code of the study's own is mistaken for one.
  if (type === "DATE") {
    const missing = below(0, missingCodes.length);
    return { name, valid: [], missing, missingValues: missing.length > 0 ? "LOWEST THRU -1" : null };
  }
  if (!isCoded(type)) return { name, ...withMissing([], missingCodes, null, null, farBelow(smallest)) };
  const valid =
    type === "BOOLEAN"
      ? categories.map(({ code }) => (code === "true" ? 1 : 0))
      : (numbersOf(categories) ?? categories.map((_, i) => i + 1));
  const lowest = Math.min(0, ...valid);
  return { name, ...withMissing(valid, missingCodes, lowest, Math.max(0, ...valid), lowest) };
}

/** Whether a reader of the study's own codes would not find them in SPSS. */
export const isRecoded = ({ variable }: Carried, { valid, missing }: SpssVariable): boolean =>
  variable.categories.some(({ code }, i) => code !== String(valid[i])) ||
  variable.missingCodes.some(({ code }, i) => code !== String(missing[i]));
