import { type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, type DuckDBType } from "@duckdb/node-api";

/** A DuckDB database that is being made: typed columns go out, rows come in, whole chunks at a time. */
export interface Workshop {
  connection: DuckDBConnection;
  run(sql: string): Promise<void>;
  rows<Row>(sql: string): Promise<Row[]>;
  /** Visits a result chunk by chunk, without ever holding all of it. */
  read(sql: string, visit: (chunk: DuckDBDataChunk) => void): Promise<void>;
  /** Appends columns of equal length to a temporary table of exactly these types. */
  append(table: string, types: readonly DuckDBType[], columns: readonly ColumnValues[], rows: number): Promise<void>;
  close(): Promise<void>;
}

export type ColumnValues = ArrayLike<number | string | null>;

/** What DuckDB may hold in memory; what is more goes to the scratch folder meanwhile. */
const MEMORY = "2GB";

/** DuckDB's own: rows in a chunk. */
export const CHUNK_ROWS = 2048;

export async function openWorkshop(path: string, scratch: string): Promise<Workshop> {
  const instance = await DuckDBInstance.create(path, {
    temp_directory: scratch,
    memory_limit: MEMORY,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  return {
    connection,
    async run(sql) {
      await connection.run(sql);
    },
    async rows<Row>(sql: string) {
      return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
    },
    async read(sql, visit) {
      const result = await connection.stream(sql);
      for (
        let chunk = await result.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      )
        visit(chunk);
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
      await connection.run("checkpoint");
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as it stands in SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
