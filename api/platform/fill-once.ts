import type { Database } from "./postgres.ts";

/** Stands on a table of ours for as long as a new database is being filled, so that it is known where that stopped. */
const BEING_FILLED = "being filled for the first time";

/**
 * Fills an empty database, whole or not at all: what an interrupted attempt left is taken out before the next one.
 * null where there was something in it already.
 */
export async function fillOnce<T>(database: Database, fill: () => Promise<T>): Promise<T | null> {
  const tables = await tableNames(database);
  if (await isBeingFilled(database)) await database.$executeRawUnsafe(`truncate ${tables.join(", ")} restart identity`);
  else if (!(await isEmpty(database, tables))) return null;
  await mark(database, BEING_FILLED);
  const filled = await fill();
  await mark(database, null);
  return filled;
}

async function tableNames(database: Database): Promise<string[]> {
  const rows = await database.$queryRaw<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = current_schema() and tablename <> '_prisma_migrations'`;
  return rows.map(({ name }) => name);
}

async function isEmpty(database: Database, tables: readonly string[]): Promise<boolean> {
  const anyRow = tables.map((name) => `exists (select 1 from ${name})`).join(" or ");
  const [found] = await database.$queryRawUnsafe<{ kept: boolean }[]>(`select ${anyRow} as kept`);
  return found?.kept === false;
}

async function isBeingFilled(database: Database): Promise<boolean> {
  const [found] = await database.$queryRaw<{ said: string | null }[]>`
    select obj_description('"_prisma_migrations"'::regclass, 'pg_class') as said`;
  return found?.said === BEING_FILLED;
}

async function mark(database: Database, words: string | null): Promise<void> {
  const said = words === null ? "null" : `'${words}'`;
  await database.$executeRawUnsafe(`comment on table "_prisma_migrations" is ${said}`);
}
