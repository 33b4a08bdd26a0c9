import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { openDatabase, type Database } from "../../api/platform/postgres.ts";

export interface TestDatabase {
  url: string;
  database: Database;
  /** Closes it and throws it away. */
  drop(): Promise<void>;
}

/** A database of its own, migrated, for one test file (about 30 ms). */
export async function makeTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject("postgresTemplate"));
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(template, `create database ${name} template ${template.pathname.slice(1)}`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href);
  return {
    url: url.href,
    database,
    async drop() {
      await database.$disconnect();
      await administer(template, `drop database ${name} with (force)`);
    },
  };
}

/** An empty one, without migrations. */
export async function makeEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const template = new URL(inject("postgresTemplate"));
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  await administer(template, `create database ${name} template template0`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(template, `drop database ${name} with (force)`) };
}

/** Connected elsewhere: a database that somebody is connected to cannot be copied. */
async function administer(template: URL, sql: string): Promise<void> {
  const at = new URL(template);
  at.pathname = "/postgres";
  const client = new pg.Client({ connectionString: at.href });
  await client.connect();
  try {
    for (let tries = 1; ; tries++)
      try {
        await client.query(sql);
        return;
      } catch (error) {
        const busy = (error as { code?: string }).code === "55006";
        if (!busy || tries === 50) throw error;
        await new Promise((done) => setTimeout(done, 20));
      }
  } finally {
    await client.end();
  }
}
