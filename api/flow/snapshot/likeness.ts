/**
 * Two variables that say nearly the same of everybody tell, by the difference of their figures, of the few for whom they
 * differ. Compared are the persons with one code of the one variable and those with any union of codes of the other, as
 * sums over codes may be asked as well.
 */

/** How many have this code of the one and that code of the other; codes from 0, valid ones first. */
export interface Together {
  one: number;
  other: number;
  persons: number;
}

/** So few persons make a difference that speaks of them. */
const FEWEST = 10;

export interface Near {
  /** A valid code of the one variable */
  code: number;
  /** The codes of the other that come nearest to it */
  union: number[];
  persons: number;
}

/**
 * The codes of the one to which a union of codes of the other comes near: both may be shown, as at least 10 are in and 10
 * others are not, and they are not the same.
 */
export function nearCodes(cells: readonly Together[], valid: number): Near[] {
  const all = cells.reduce((sum, { persons }) => sum + persons, 0);
  const perOther = new Map<number, number>();
  const perOne = new Map<number, Map<number, number>>();
  for (const { one, other, persons } of cells) {
    perOther.set(other, (perOther.get(other) ?? 0) + persons);
    let row = perOne.get(one);
    if (row === undefined) perOne.set(one, (row = new Map()));
    row.set(other, (row.get(other) ?? 0) + persons);
  }
  const shown = (persons: number): boolean => persons >= FEWEST && all - persons >= FEWEST;
  return [...perOne].flatMap(([code, row]): Near[] => {
    const having = [...row.values()].reduce((sum, persons) => sum + persons, 0);
    if (code >= valid || !shown(having)) return [];
    const union: number[] = [];
    let inUnion = 0;
    let persons = 0;
    for (const [other, together] of perOther) {
      const both = row.get(other) ?? 0;
      const taken = 2 * both > together;
      if (taken) {
        union.push(other);
        inUnion += together;
      }
      persons += taken ? together - both : both;
    }
    return persons > 0 && shown(inUnion) ? [{ code, union, persons }] : [];
  });
}

/** Whether they differ for 1 to 9 persons. */
export const isFew = ({ persons }: Pick<Near, "persons">): boolean => persons > 0 && persons < FEWEST;

/** The same cells, seen from the other variable. */
export const turned = (cells: readonly Together[]): Together[] =>
  cells.map(({ one, other, persons }) => ({ one: other, other: one, persons }));
