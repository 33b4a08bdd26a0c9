import type { EverSql } from "./measure-sql.ts";

type Positions = Uint8Array | Uint16Array;

/** Places by part. */
export type PlacesByPart = ReadonlyMap<number, ReadonlySet<number>>;

/** A person of a frozen frame: taken off (-1) as they are, put back (1) as they were. Counts where ever in one of the places. */
export interface ChangedPerson {
  persons: 1 | -1;
  places: Map<number, Set<number>>;
}

/**
 * Where every person stands in every counted wave: for the one question how many different persons are behind a sum over
 * waves. Only ever compared with a threshold.
 */
export class PersonMoves {
  readonly #columns: readonly Positions[];
  readonly #moving: readonly (readonly Standing[])[];
  /** Persons by the part they are in, that is by their fixed codes; `#from[part]` up to `#from[part + 1]`. */
  readonly #order: Int32Array;
  readonly #from: Int32Array;

  readonly #changed: readonly ChangedPerson[];

  constructor(sql: EverSql, columns: readonly Positions[], persons: number, changed: readonly ChangedPerson[]) {
    this.#changed = changed;
    this.#columns = columns;
    const standing = (stand: EverSql["fixed"][number]): Standing => ({
      size: stand.size,
      column: "constant" in stand ? null : (columns[stand.column] as Positions),
      constant: "constant" in stand ? stand.constant : 0,
      from: "constant" in stand || stand.from === null ? NEVER : stand.from,
    });
    const fixed = sql.fixed.map(standing);
    this.#moving = sql.moving.map((stands) => stands.map(standing));
    const parts = sql.fixed.reduce((product, { size }) => product * size, 1);
    const partOf = new Int32Array(persons);
    this.#from = new Int32Array(parts + 1);
    for (let person = 0; person < persons; person++) {
      const part = placeOf(fixed, person);
      partOf[person] = part;
      this.#from[part + 1] = (this.#from[part + 1] as number) + 1;
    }
    for (let part = 0; part < parts; part++)
      this.#from[part + 1] = (this.#from[part + 1] as number) + (this.#from[part] as number);
    const next = this.#from.slice();
    this.#order = new Int32Array(persons);
    for (let person = 0; person < persons; person++) {
      const at = next[partOf[person] as number] as number;
      this.#order[at] = person;
      next[partOf[person] as number] = at + 1;
    }
  }

  get held(): number {
    const bytes = this.#columns.reduce((sum, { byteLength }) => sum + byteLength, this.#order.byteLength);
    return Math.ceil((bytes + this.#from.byteLength) / 8);
  }

  /**
   * Whether at least and at most so many persons are ever in one of these places (by part, a moving place each). Looks no
   * further than it takes to know.
   */
  between(places: PlacesByPart, atLeast: number, atMost: number): boolean {
    const changed = this.#changed.filter((one) => overlap(one.places, places));
    const more = changed.reduce((sum, { persons }) => sum + persons, 0);
    return this.#presentBetween(places, atLeast - more, atMost - more);
  }

  #presentBetween(places: PlacesByPart, atLeast: number, atMost: number): boolean {
    const moving = this.#moving;
    const combinations = (moving[0] ?? []).reduce((product, { size }) => product * size, 1);
    const parts = [...places].map(([part, wanted]) => {
      const wantedAt = new Uint8Array(combinations);
      for (const place of wanted) wantedAt[place] = 1;
      return { from: this.#from[part] ?? 0, to: this.#from[part + 1] ?? 0, wantedAt };
    });
    let inside = 0;
    let left = parts.reduce((sum, { from, to }) => sum + to - from, 0);
    for (const { from, to, wantedAt } of parts) {
      for (let at = from; at < to; at++) {
        if (inside >= atLeast && inside + left <= atMost) return true;
        if (inside > atMost || inside + left < atLeast) return false;
        const person = this.#order[at] as number;
        for (const stands of moving)
          if (wantedAt[placeOf(stands, person)] === 1) {
            inside += 1;
            break;
          }
        left -= 1;
      }
    }
    return inside >= atLeast && inside <= atMost;
  }
}

/** Where persons stand on one axis: in a column, or all in one place. Always of one form: it is looked at for every person. */
interface Standing {
  size: number;
  column: Positions | null;
  constant: number;
  /** Only whether a place is before it makes a difference. */
  from: number;
}
const NEVER = -1;

function placeOf(stands: readonly Standing[], person: number): number {
  let place = 0;
  for (const { size, column, constant, from } of stands) {
    let position = column === null ? constant : (column[person] as number);
    if (from !== NEVER) position = position >= from ? 1 : 0;
    place = place * size + position;
  }
  return place;
}

function overlap(one: PlacesByPart, other: PlacesByPart): boolean {
  for (const [part, places] of one) {
    const wanted = other.get(part);
    if (wanted && [...places].some((place) => wanted.has(place))) return true;
  }
  return false;
}
