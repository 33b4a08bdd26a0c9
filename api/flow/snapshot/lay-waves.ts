import { setImmediate } from "node:timers/promises";
import { DOUBLE, DuckDBDataChunk, UTINYINT, USMALLINT } from "@duckdb/node-api";
import { type Numbers, NUMBERS, numbersOf, setNumbers, validBitsOf } from "./vectors.ts";
import { CHUNK_ROWS, type Workshop } from "./workshop.ts";

/** A column of `member`, or of `seen` with a column for each wave. */
export interface LaidColumn {
  from: "member" | "seen";
  /** By ordinal of the wave; one for `member`. */
  names: readonly string[];
  type: "UTINYINT" | "USMALLINT" | "DOUBLE";
  /** In SQL, over the table it is from. */
  value: string;
  /** What a person without a row has; null for NULL. */
  unseen: number | null;
}

const TYPES = { UTINYINT, USMALLINT, DOUBLE } as const;

/** So many values are laid in memory at a time, as near as whole chunks of persons allow. */
const VALUES_LAID = 1 << 23;
/** And so many are handed to DuckDB at a time: as many persons as DuckDB keeps together, where there is room. */
const VALUES_TOGETHER = 1 << 26;
const PERSONS_TOGETHER = 60 * CHUNK_ROWS;

const personsFor = (values: number, columns: number): number =>
  Math.min(PERSONS_TOGETHER, Math.max(1, Math.floor(values / columns / CHUNK_ROWS)) * CHUNK_ROWS);

/**
 * Makes a table with a row a person, in the order of `p`: values of `member`, and of `seen` with the waves side by side.
 * Each value is put in its place, some persons at a time, so that it takes one pass and little memory whatever the number
 * of waves and persons; joining a wave after the other takes one a wave.
 */
export async function laySideBySide(
  workshop: Workshop,
  columns: readonly LaidColumn[],
  table: string,
  persons: number,
): Promise<void> {
  const laid = columns.flatMap(({ names, type, unseen }) => names.map((name) => ({ name, type, unseen })));
  // A table needs a column; a study without variables and waves still has persons.
  if (laid.length === 0) {
    await workshop.run(`create table ${table} as select 0::UTINYINT as nothing from member`);
    return;
  }
  const declared = laid.map(({ name, type }) => `${name} ${type}`).join(", ");
  await workshop.run(`create table ${table} (${declared})`);
  const together = personsFor(VALUES_TOGETHER, laid.length);
  const room = new Room(columns, Math.min(together, personsFor(VALUES_LAID, laid.length)));
  for (let first = 0; first < persons; first += together) {
    const last = Math.min(persons, first + together);
    await workshop.run(`create temp table laid (${declared})`);
    for (let from = first; from < last; from += room.persons) {
      const count = Math.min(room.persons, last - from);
      room.clear(from);
      for (const source of ["member", "seen"] as const) await room.lay(workshop, source, count);
      room.append(workshop, "laid", count);
      // Requests go on being answered meanwhile.
      await setImmediate();
    }
    await workshop.run(`insert into ${table} from laid`);
    await workshop.run("drop table laid");
  }
}

/** Room for some persons' values, with a bit for each that may be NULL. */
class Room {
  readonly persons: number;
  readonly #columns: readonly {
    column: LaidColumn;
    places: readonly { numbers: Numbers; valid: Uint8Array | null }[];
  }[];
  #from = 0;

  constructor(columns: readonly LaidColumn[], persons: number) {
    this.persons = persons;
    this.#columns = columns.map((column) => ({
      column,
      places: column.names.map(() => ({
        numbers: new NUMBERS[column.type](persons),
        valid: column.unseen === null ? new Uint8Array(persons / 8) : null,
      })),
    }));
  }

  /** Makes room for the persons from this one on: nobody has been seen. */
  clear(from: number): void {
    this.#from = from;
    for (const { column, places } of this.#columns)
      for (const { numbers, valid } of places) {
        if (valid === null) numbers.fill(column.unseen ?? 0);
        else valid.fill(0);
      }
  }

  async lay(workshop: Workshop, source: LaidColumn["from"], count: number): Promise<void> {
    const chosen = this.#columns.filter(({ column }) => column.from === source && column.names.length > 0);
    if (chosen.length === 0) return;
    const wave = source === "seen" ? "w" : "0::USMALLINT";
    const values = chosen.map(({ column: { value, type } }) => `(${value})::${type}`);
    await workshop.read(
      `select p, ${wave}, ${values.join(", ")} from ${source} where p >= ${this.#from} and p < ${this.#from + count}`,
      (chunk) => {
        const rows = chunk.rowCount;
        const persons = numbersOf(chunk, 0, "INTEGER", rows);
        const waves = numbersOf(chunk, 1, "USMALLINT", rows);
        const byWave = new ByWave(persons, waves, this.#from);
        chosen.forEach(({ column, places }, index) => {
          const numbers = numbersOf(chunk, index + 2, column.type, rows);
          const valid = validBitsOf(chunk, index + 2, rows);
          byWave.place(numbers, valid, places);
        });
      },
    );
  }

  /** Appends the laid rows to a temporary table with exactly these columns. */
  append(workshop: Workshop, table: string, count: number): void {
    const places = this.#columns.flatMap(({ column, places }) => places.map((place) => ({ ...place, type: column.type })));
    workshop.appendChunks(table, (append) => {
      for (let from = 0; from < count; from += CHUNK_ROWS) {
        const rows = Math.min(CHUNK_ROWS, count - from);
        const chunk = DuckDBDataChunk.create(
          places.map(({ type }) => TYPES[type]),
          rows,
        );
        places.forEach(({ numbers, valid }, index) =>
          setNumbers(
            chunk,
            index,
            numbers.subarray(from, from + rows),
            valid === null ? null : valid.subarray(from / 8, from / 8 + Math.ceil(rows / 64) * 8),
          ),
        );
        append(chunk);
      }
    });
  }
}
