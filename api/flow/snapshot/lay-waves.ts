import { DOUBLE, DuckDBTableFunction, UTINYINT, USMALLINT } from "@duckdb/node-api";
import { type Numbers, NUMBERS, numbersOf, setNumbers, validBitsOf } from "../../platform/duckdb-vectors.ts";
import { CHUNK_ROWS, GROUP_ROWS, type Workshop } from "./workshop.ts";

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

/** So many values are held in memory at a time, as near as whole chunks of persons allow. */
const VALUES_TOGETHER = 1 << 26;
/** While some persons' values are written, those of the next are put in their places: in so many rooms. */
const ROOMS = 4;

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
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const laid = columns.flatMap(({ names, type, unseen }) => names.map((name) => ({ name, type, unseen })));
  // A table needs a column; a study without variables and waves still has persons.
  if (laid.length === 0) {
    await workshop.run(`create table ${table} as select 0::UTINYINT as nothing from member`);
    await meanwhile?.();
    return;
  }
  await workshop.run(`create table ${table} (${laid.map(({ name, type }) => `${name} ${type}`).join(", ")})`);
  const chunks = Math.min(VALUES_TOGETHER / ROOMS / laid.length, GROUP_ROWS) / CHUNK_ROWS;
  const size = Math.max(1, Math.floor(chunks)) * CHUNK_ROWS;
  const rooms = Array.from(
    { length: Math.min(ROOMS, Math.ceil(persons / size)) },
    (_, at) => new Room(columns, size, workshop, `laid_${table}_${at}`),
  );
  // One after the other, so that persons stay in their order.
  let written: Promise<void> = Promise.resolve();
  try {
    for (let from = 0, turn = 0; from < persons; from += size, turn++) {
      const room = rooms[turn % rooms.length] as Room;
      await room.free;
      room.clear(from, Math.min(size, persons - from));
      for (const source of ["member", "seen"] as const) await room.lay(workshop, source);
      const before = written;
      written = room.free = before.then(() => workshop.beside(`insert into ${table} from ${room.name}()`));
      // Whoever waits for it is told; nobody may be waiting yet.
      written.catch(() => undefined);
    }
    await meanwhile?.();
    await written;
  } finally {
    await written.catch(() => undefined);
    for (const room of rooms) room.close();
  }
}

/** Where the values of one column go: a wave after the other, a person after the other. */
interface Places {
  numbers: Numbers;
  /** A bit a place, where there may be no value. */
  valid: Uint8Array | null;
}

/** Puts each row's value in its place. */
type Put = (numbers: Numbers, to: Numbers, places: Int32Array) => void;

// The engine compiles each for its own kind of numbers: one function for all kinds takes three times as long.
const PUT: Readonly<Record<LaidColumn["type"], Put>> = {
  UTINYINT(numbers, to, places) {
    for (let row = 0; row < numbers.length; row++) to[places[row] as number] = numbers[row] as number;
  },
  USMALLINT(numbers, to, places) {
    for (let row = 0; row < numbers.length; row++) to[places[row] as number] = numbers[row] as number;
  },
  DOUBLE(numbers, to, places) {
    for (let row = 0; row < numbers.length; row++) to[places[row] as number] = numbers[row] as number;
  },
};

/** Marks the places of rows that have a value; `from`: a bit a row, null where all have one. */
function mark(from: Uint8Array | null, to: Uint8Array, places: Int32Array): void {
  for (let row = 0; row < places.length; row++) {
    if (from !== null && ((from[row >> 3] as number) & (1 << (row & 7))) === 0) continue;
    const at = places[row] as number;
    to[at >> 3] = (to[at >> 3] as number) | (1 << (at & 7));
  }
}

/** Room for some persons' values, with a bit for each that may be NULL. */
class Room {
  readonly name: string;
  /** Settled once what was laid in it is written. */
  free: Promise<void> = Promise.resolve();
  readonly #columns: readonly { column: LaidColumn; places: Places }[];
  readonly #rows: DuckDBTableFunction;
  /** So many persons have room. */
  readonly #persons: number;
  #from = 0;
  #count = 0;

  /** A name that was given once stands for the first one for good. `persons`: whole chunks. */
  constructor(columns: readonly LaidColumn[], persons: number, workshop: Workshop, name: string) {
    this.name = name;
    this.#persons = persons;
    this.#columns = columns.map((column) => ({
      column,
      places: {
        numbers: new NUMBERS[column.type](persons * column.names.length),
        valid: column.unseen === null ? new Uint8Array((persons * column.names.length) / 8) : null,
      },
    }));
    this.#rows = this.#asTableFunction(name);
    workshop.connection.registerTableFunction(this.#rows);
  }

  close(): void {
    this.#rows.destroySync();
  }

  /** Makes room for the persons from this one on: nobody has been seen. */
  clear(from: number, count: number): void {
    this.#from = from;
    this.#count = count;
    for (const {
      column,
      places: { numbers, valid },
    } of this.#columns)
      if (valid === null) numbers.fill(column.unseen ?? 0);
      else valid.fill(0);
  }

  async lay(workshop: Workshop, source: LaidColumn["from"]): Promise<void> {
    const chosen = this.#columns.filter(({ column }) => column.from === source && column.names.length > 0);
    if (chosen.length === 0) return;
    const wave = source === "seen" ? "w" : "0::USMALLINT";
    const values = chosen.map(({ column: { value, type } }) => `(${value})::${type}`);
    const all = new Int32Array(CHUNK_ROWS);
    await workshop.read(
      `select p, ${wave}, ${values.join(", ")} from ${source} where p >= ${this.#from} and p < ${this.#from + this.#count}`,
      (chunk) => {
        const rows = chunk.rowCount;
        const persons = numbersOf(chunk, 0, "INTEGER", rows);
        const waves = numbersOf(chunk, 1, "USMALLINT", rows);
        const at = all.subarray(0, rows);
        for (let row = 0; row < rows; row++)
          at[row] = (waves[row] as number) * this.#persons + (persons[row] as number) - this.#from;
        chosen.forEach(({ column, places: { numbers, valid } }, index) => {
          PUT[column.type](numbersOf(chunk, index + 2, column.type, rows), numbers, at);
          if (valid !== null) mark(validBitsOf(chunk, index + 2, rows), valid, at);
        });
      },
    );
  }

  /** Gives what was laid to DuckDB, which asks for a chunk when it has use for one: nothing is kept twice. */
  #asTableFunction(name: string): DuckDBTableFunction {
    const laid = this.#columns.flatMap(({ column: { names, type }, places: { numbers, valid } }) =>
      names.map((name, wave) => ({ name, type, numbers, valid, first: wave * this.#persons })),
    );
    let next = 0;
    return DuckDBTableFunction.create({
      name,
      bindFunction: (info) => laid.forEach((column) => info.addResultColumn(column.name, TYPES[column.type])),
      initFunction: () => void (next = 0),
      mainFunction: (_, chunk) => {
        const rows = Math.min(CHUNK_ROWS, this.#count - next);
        chunk.rowCount = rows;
        if (rows === 0) return;
        laid.forEach(({ numbers, valid, first }, index) => {
          const from = first + next;
          setNumbers(
            chunk,
            index,
            numbers.subarray(from, from + rows),
            valid === null ? null : valid.subarray(from / 8, from / 8 + Math.ceil(rows / 64) * 8),
          );
        });
        next += rows;
      },
    });
  }
}
