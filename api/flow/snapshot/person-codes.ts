import { codingSize, positionType, splits } from "./codings.ts";
import { codeColumn, type Coding, type FrameMoment, type ManifestVariable } from "./manifest.ts";
import { numbersOf } from "../../platform/duckdb-vectors.ts";
import type { Workshop } from "./workshop.ts";

/** One coding of one variable. */
export interface Member {
  /** Place in the manifest. */
  variable: number;
  coding: number;
  name: string;
  level: ManifestVariable["level"];
  codes: Coding;
  size: number;
}

/** The codings that can split, of the variables with this role. */
export const membersOf = (variables: readonly ManifestVariable[], role: ManifestVariable["role"]): Member[] =>
  variables.flatMap(({ name, level, codings, ...of }, variable) =>
    of.role !== role
      ? []
      : codings.flatMap((codes, coding) =>
          splits(codes) ? [{ variable, coding, name, level, codes, size: codingSize(codes) }] : [],
        ),
  );

/** Positions of everybody, in the order of pseudonyms. */
export interface PersonCodes {
  persons: number;
  at(member: Member, moment: FrameMoment): Uint16Array;
}

export async function readPersonCodes(
  workshop: Workshop,
  members: readonly Member[],
  waves: number,
  persons: number,
  table = "person",
): Promise<PersonCodes> {
  const columns = new Map<string, Uint16Array>();
  const read = members.flatMap(({ variable, coding, level, size }) =>
    (level === "PERSON" ? [undefined] : Array.from({ length: waves }, (_, wave) => wave)).map((wave) => {
      const name = codeColumn(variable, coding, wave);
      const column = new Uint16Array(persons);
      columns.set(name, column);
      return { name, column, type: positionType(size) };
    }),
  );
  let from = 0;
  // DuckDB gives a table's rows in the order they were written in.
  if (read.length > 0)
    await workshop.read(`select ${read.map(({ name }) => name).join(", ")} from ${table}`, (chunk) => {
      const rows = chunk.rowCount;
      read.forEach(({ column, type }, index) => column.set(numbersOf(chunk, index, type, rows), from));
      from += rows;
    });

  const column = (name: string): Uint16Array => {
    const found = columns.get(name);
    if (found === undefined) throw new Error(`column ${name} was not read`);
    return found;
  };
  return {
    persons,
    at({ variable, coding, level, codes }, moment) {
      if (level === "PERSON") return column(codeColumn(variable, coding));
      if (typeof moment === "number") return column(codeColumn(variable, coding, moment));
      const name = `${codeColumn(variable, coding)}@${moment}`;
      let found = columns.get(name);
      if (found === undefined) {
        const order = Array.from({ length: waves }, (_, wave) => column(codeColumn(variable, coding, wave)));
        found = firstValid(moment === "first" ? order : order.reverse(), codes.valid.length, persons);
        columns.set(name, found);
      }
      return found;
    },
  };
}

/** The first code that is valid; EMPTY, the first kind of missing, where none is. */
function firstValid(order: readonly Uint16Array[], valid: number, persons: number): Uint16Array {
  const found = new Uint16Array(persons).fill(valid);
  for (const wave of order)
    for (let p = 0; p < persons; p++) {
      const position = wave[p] as number;
      if (found[p] === valid && position < valid) found[p] = position;
    }
  return found;
}

/** The positions of everybody on each condition of a set. */
export const membersCodes = (
  { members, moment }: { members: readonly Member[]; moment: FrameMoment },
  codes: PersonCodes,
): Uint16Array[] => members.map((member) => codes.at(member, moment));
