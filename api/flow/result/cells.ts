/** What is added up over the persons of an elementary cell. */
export const ADDED = ["n", "sum", "squares", "size", "first", "second"] as const;
export type Added = (typeof ADDED)[number];

/** One elementary cell, exact. Goes to protection and nowhere else. */
export interface ElementaryCell {
  n: number;
  /** Sum and sum of squares of what is measured, from the middle of its limits. */
  sum: number;
  squares: number;
  /** Sizes without sign: of all values together, and of the two largest. */
  size: number;
  top: readonly number[];
}

/**
 * The elementary cells of one counted wave, for all codes of its variables: by frame number × size of the label + tuple
 * number. A roll-up: kept while its snapshot is asked, so that other codes of the same variables cost no scan.
 */
export class ElementaryCells {
  readonly columns: Readonly<Partial<Record<Added, Float64Array>>>;

  constructor(size: number, added: readonly Added[]) {
    this.columns = Object.fromEntries(["n", ...added].map((name) => [name, new Float64Array(size)]));
  }

  /** How many numbers it keeps in memory, 8 bytes each. */
  get held(): number {
    return Object.values(this.columns).reduce((sum, column) => sum + column.length, 0);
  }

  /** Persons in a cell. */
  persons(number: number): number {
    return this.columns.n?.[number] ?? 0;
  }

  set(number: number, { top: [first = 0, second = 0], ...cell }: ElementaryCell): void {
    for (const [name, value] of Object.entries({ ...cell, first, second })) {
      const column = this.columns[name as Added];
      if (column) column[number] = value;
    }
  }

  /** Undefined where nobody is. */
  get(number: number): ElementaryCell | undefined {
    const n = this.persons(number);
    if (n === 0) return undefined;
    const { sum, squares, size, first, second } = this.columns;
    return {
      n,
      sum: sum?.[number] ?? 0,
      squares: squares?.[number] ?? 0,
      size: size?.[number] ?? 0,
      top: first === undefined ? [] : [first[number] ?? 0, second?.[number] ?? 0],
    };
  }
}
