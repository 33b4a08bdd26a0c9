import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk, type DuckDBValue } from "@duckdb/node-api";

export interface DuckDB {
  instance: DuckDBInstance;
  run(sql: string, values?: DuckDBValue[]): Promise<void>;
  /** Rows by column name. BIGINT comes as bigint, lists as arrays, NULL as null. */
  rows<Row>(sql: string, values?: DuckDBValue[]): Promise<Row[]>;
  /**
   * Visits a result chunk by chunk, over a connection of its own: others go on meanwhile. Once `signal` says stop, the
   * statement is broken off and the signal's reason thrown.
   */
  read(sql: string, visit: (chunk: DuckDBDataChunk) => void, signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface DuckDBOptions {
  /** For answering: nothing can be written, no file but this one can be reached, and no setting changed back. */
  readOnly: boolean;
  /** What it may hold in memory, as DuckDB writes it; where there is no room a statement fails. */
  memory?: string;
}

/** How often a statement that should stop is told so again: told before it has begun, it does not hear. Milliseconds */
const TELL_AGAIN = 5;
/** Groups of a few small codes are counted in an array: up to so many bits of them together. */
const ARRAY_GROUPING_BITS = 16;

/** Opens a file, or ":memory:". */
export async function openDuckDB(path: string, options: DuckDBOptions): Promise<DuckDB> {
  const instance = await DuckDBInstance.create(
    path,
    options.readOnly && path !== ":memory:" ? { access_mode: "READ_ONLY" } : {},
  );
  const connection = await instance.connect();
  const database = bind(instance, connection);
  // Never fetched from a network: everything that is needed is built in.
  await database.run("set autoinstall_known_extensions = false");
  await database.run("set autoload_known_extensions = false");
  if (options.readOnly) {
    await database.run(`set perfect_ht_threshold = ${ARRAY_GROUPING_BITS}`);
    if (options.memory !== undefined) {
      await database.run(`set memory_limit = '${options.memory}'`);
      await database.run("set temp_directory = ''");
    }
    await database.run("set enable_external_access = false");
    await database.run("set lock_configuration = true");
  }
  return database;
}

function bind(instance: DuckDBInstance, connection: DuckDBConnection): DuckDB {
  return {
    instance,
    async run(sql, values) {
      await connection.run(sql, values);
    },
    async rows<Row>(sql: string, values?: DuckDBValue[]) {
      const reader = await connection.runAndReadAll(sql, values);
      return reader.getRowObjectsJS() as Row[];
    },
    async read(sql, visit, signal) {
      signal.throwIfAborted();
      const own = await instance.connect();
      let telling: NodeJS.Timeout | undefined;
      const stop = () => {
        own.interrupt();
        telling ??= setInterval(() => own.interrupt(), TELL_AGAIN);
      };
      signal.addEventListener("abort", stop);
      try {
        if (signal.aborted) stop();
        const result = await own.stream(sql);
        for (
          let chunk = await result.fetchChunk();
          chunk !== null && chunk.rowCount > 0;
          chunk = await result.fetchChunk()
        ) {
          signal.throwIfAborted();
          visit(chunk);
        }
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener("abort", stop);
        clearInterval(telling);
        own.closeSync();
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
