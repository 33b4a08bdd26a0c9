import type { Condition, VariableReference } from "../../api/flow/result/result.ts";

/** A question that both ways of protecting answer: persons, split and narrowed by codes and bands. */
export interface Question {
  /** count where left out */
  share?: Condition;
  mean?: string;
  sum?: string;
  by?: readonly (string | VariableReference)[];
  where?: Condition;
}

export interface Shown {
  /** Persons that the measure rests on. */
  count: number | null;
  /** The measure; for a count the count. */
  value: number | null;
}

/** By codes, joined with "|"; what has no valid code is "~". What is withheld, or not there, is null. */
export type Table = ReadonlyMap<string, Shown>;

/** Figures under one way of protecting: what an attack is played against. */
export interface Tables {
  ask(question: Question): Promise<Table>;
}

export const reference = (by: string | VariableReference): VariableReference =>
  typeof by === "string" ? { name: by } : by;

export const is = (variable: string | VariableReference, ...codes: string[]): Condition => ({
  is: { variable: reference(variable), in: codes },
});

export const all = (...conditions: Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });

export const cell = (table: Table, ...codes: string[]): number | null => table.get(codes.join("|"))?.value ?? null;

/** Null as soon as one of them is. */
export const addUp = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum: number | null, value) => (sum === null || value === null ? null : sum + value), 0);
