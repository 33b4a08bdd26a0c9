import { codingSize, splits } from "./codings.ts";
import { codeColumn, type Coding, type FrameMoment, type ManifestVariable } from "./manifest.ts";
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
): Promise<PersonCodes> {
  const columns = new Map<string, Uint16Array>();
  for (const { variable, coding, level } of members) {
    if (level === "PERSON") columns.set(codeColumn(variable, coding), new Uint16Array(persons));
    else
      for (let wave = 0; wave < waves; wave++)
        columns.set(codeColumn(variable, coding, wave), new Uint16Array(persons));
  }
  const names = [...columns.keys()];
  const filled = [...columns.values()];
  let from = 0;
  if (names.length > 0)
    await workshop.read(`select ${names.join(", ")} from person order by rowid`, (chunk) => {
      filled.forEach((column, index) => {
        const vector = chunk.getColumnVector(index);
        for (let row = 0; row < chunk.rowCount; row++) column[from + row] = vector.getItem(row) as number;
      });
      from += chunk.rowCount;
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
