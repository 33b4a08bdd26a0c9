import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's internal one-byte type "char", which only its catalogue uses and the adapter does not know. */
const OID_CHAR = 18;
const OID_TEXT = 25;

/** Gives the adapter text where the catalogue has "char", and remembers by the rows which columns those were. */
class CataloguePool extends pg.Pool {
  readonly #characters = new WeakMap<object, number[]>();

  constructor(parts: pg.PoolConfig) {
    super(parts);
    const query = this.query.bind(this) as (...given: unknown[]) => Promise<pg.QueryResult>;
    this.query = (async (...given: unknown[]) => {
      const result = await query(...given);
      const characters = [...(result.fields ?? []).entries()].filter(([, field]) => field.dataTypeID === OID_CHAR);
      for (const [, field] of characters) field.dataTypeID = OID_TEXT;
      if (characters.length > 0)
        this.#characters.set(
          result.rows,
          characters.map(([column]) => column),
        );
      return result;
    }) as typeof this.query;
  }

  markCharacters(result: SqlResultSet): SqlResultSet {
    const characters = this.#characters.get(result.rows) ?? [];
    for (const column of characters) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  }
}

/**
 * How Prisma's schema engine reaches PostgreSQL. The adapter's own way is not fit for migrations: its shadow database
 * is the main one when it was given a URL, it cuts scripts at every semicolon, and it keeps the advisory lock's
 * connection open.
 */
export class MigrationsDatabase implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "@prisma/adapter-pg";
  readonly #parts: pg.PoolConfig;
  readonly #open = new Set<SqlDriverAdapter>();

  constructor(url: string) {
    const at = new URL(url);
    this.#parts = {
      host: at.hostname,
      port: at.port === "" ? 5432 : Number(at.port),
      user: decodeURIComponent(at.username),
      password: decodeURIComponent(at.password),
      database: decodeURIComponent(at.pathname.slice(1)),
      ...(at.searchParams.get("sslmode") === "require" ? { ssl: true } : {}),
    };
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.#adapter(this.#parts);
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const database = `shadow_${randomUUID().replaceAll("-", "")}`;
    await this.#once(`create database ${database}`);
    return this.#adapter({ ...this.#parts, database }, () => this.#once(`drop database ${database} with (force)`));
  }

  /** The engine does not dispose of everything that it opened. */
  async close(): Promise<void> {
    for (const adapter of [...this.#open]) await adapter.dispose();
  }

  async #once(sql: string): Promise<void> {
    const client = new pg.Client(this.#parts as pg.ClientConfig);
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  async #adapter(parts: pg.PoolConfig, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
    const pool = new CataloguePool({ ...parts, max: 1 });
    const adapter: SqlDriverAdapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => pool.markCharacters(await queryRaw(query));
    const dispose = adapter.dispose.bind(adapter);
    adapter.executeScript = (script) => runScript(pool, script);
    adapter.dispose = async () => {
      if (!this.#open.delete(adapter)) return;
      await dispose();
      await afterwards?.();
    };
    this.#open.add(adapter);
    return adapter;
  }
}

/** One simple query: PostgreSQL cuts it into statements itself and makes all of them one transaction. */
async function runScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new DriverAdapterError({
      kind: "postgres",
      code: error.code ?? "",
      severity: error.severity ?? "ERROR",
      message: error.message,
      detail: error.detail,
      column: error.column,
      hint: error.hint,
    });
  }
}
