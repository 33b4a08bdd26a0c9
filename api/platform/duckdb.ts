import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from "@duckdb/node-api";

export interface DuckDB {
  instance: DuckDBInstance;
  run(sql: string, values?: DuckDBValue[]): Promise<void>;
  /** Rows by column name. BIGINT comes as bigint, lists as arrays, NULL as null. */
  rows<Row>(sql: string, values?: DuckDBValue[]): Promise<Row[]>;
  close(): void;
}

export interface DuckDBOptions {
  /** For answering: nothing can be written, no file but this one can be reached, and no setting changed back. */
  readOnly: boolean;
}

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
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
