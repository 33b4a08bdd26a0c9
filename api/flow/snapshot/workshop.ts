import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";

/** A DuckDB database that is being made: typed columns go out, rows come in, whole chunks at a time. */
export interface Workshop {
  connection: DuckDBConnection;
  /** Runs a statement beside the others, over a connection of its own that knows no temporary tables. */
  beside(sql: string): Promise<void>;
  run(sql: string): Promise<void>;
  rows<Row>(sql: string): Promise<Row[]>;
  /** Visits a result chunk by chunk, without ever holding all of it. */
  read(sql: string, visit: (chunk: DuckDBDataChunk) => void, values?: DuckDBValue[]): Promise<void>;
  /**
   * Runs several statements at the same time, each with one thread: whoever waits for another thread's part of a statement
   * turns in circles meanwhile, and takes the core that the other statement needs. A statement without joins then keeps
   * the order of its rows, and so does one with joins to tables of unique keys, if it is from the larger table.
   */
  together<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Appends columns of equal length to a temporary table of exactly these types. */
  append(table: string, types: readonly DuckDBType[], columns: readonly ColumnValues[], rows: number): Promise<void>;
  close(): Promise<void>;
}

export type ColumnValues = ArrayLike<number | string | null>;

/** What DuckDB may hold in memory; what is more goes to the scratch folder meanwhile. */
const MEMORY = "2GB";

/** DuckDB's own: rows in a chunk. */
export const CHUNK_ROWS = 2048;

/**
 * Rows that are kept together in the file; DuckDB's own are four times as many. A table is written and asked by as many
 * threads as it has groups of rows.
 */
export const GROUP_ROWS = 15 * CHUNK_ROWS;

export async function openWorkshop(path: string, scratch: string): Promise<Workshop> {
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: scratch,
    memory_limit: MEMORY,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await connection.run(`attach ${quoted(path)} as made (row_group_size ${GROUP_ROWS}, storage_version 'v1.2.0')`);
  await connection.run("use made");
  const second = await instance.connect();
  await second.run("use made");
  return {
    connection,
    async beside(sql) {
      await second.run(sql);
    },
    async run(sql) {
      await connection.run(sql);
    },
    async rows<Row>(sql: string) {
      return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
    },
    async read(sql, visit, values) {
      const result = await connection.stream(sql, values);
      for (
        let chunk = await result.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      )
        visit(chunk);
    },
    async together(work) {
      await connection.run("set threads = 1");
      try {
        return await work();
      } finally {
        await connection.run("reset threads");
      }
    },
    async append(table, types, columns, rows) {
      const appender = await connection.createAppender(table, "main", "temp");
      for (let from = 0; from < rows; from += CHUNK_ROWS) {
        const count = Math.min(CHUNK_ROWS, rows - from);
        const chunk = DuckDBDataChunk.create(types, count);
        columns.forEach((column, index) => {
          chunk.setColumnValues(
            index,
            Array.from({ length: count }, (_, row) => column[from + row] ?? null),
          );
        });
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    },
    async close() {
      await connection.run("checkpoint made");
      second.closeSync();
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as it stands in SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
