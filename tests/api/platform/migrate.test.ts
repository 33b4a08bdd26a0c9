import { mkdtemp, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyMigrations, drift, nextMigration, type Record } from "../../../api/platform/migrate.ts";
import { makeEmptyDatabase } from "../../testkit/postgres.ts";
import { RECORD } from "../../testkit/record.ts";

let empty: Awaited<ReturnType<typeof makeEmptyDatabase>>;
beforeEach(async () => {
  empty = await makeEmptyDatabase();
});
afterEach(() => empty.drop());

async function ask<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: empty.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function recordWith(name: string, sql: string): Promise<Record & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "weerklank-record-"));
  const record = { models: RECORD.models, migrations: join(folder, "migrations"), folder };
  await cp(RECORD.migrations, record.migrations, { recursive: true });
  await mkdir(join(record.migrations, name));
  await writeFile(join(record.migrations, name, "migration.sql"), sql);
  return record;
}

describe("migrations", () => {
  test("make an empty database what the models say, and nothing more", async () => {
    expect((await applyMigrations(empty.url, RECORD)).length).toBeGreaterThan(0);
    expect(await drift(empty.url, RECORD)).toBeNull();
    expect(await applyMigrations(empty.url, RECORD)).toEqual([]);
  });

  test("say the whole of the models: none is waiting to be written", async () => {
    expect(await nextMigration(empty.url, RECORD)).toBeNull();
    expect(await ask("select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
    expect(await ask("select 1 from pg_database where datname like 'shadow%'")).toEqual([]);
  });

  test("a database that was changed by hand is seen", async () => {
    await applyMigrations(empty.url, RECORD);
    await ask('alter table "Study" drop column "synthetic"');
    expect(await drift(empty.url, RECORD)).toContain('"synthetic"');
  });

  test("three processes that apply them at a time do it once", async () => {
    const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(empty.url, RECORD)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  test("one that fails leaves nothing of itself behind", async () => {
    const record = await recordWith(
      "29990101000000_fails",
      'create table "HalfWay" (id int); create table "HalfWay" (id int);',
    );
    try {
      await expect(applyMigrations(empty.url, record)).rejects.toThrow(/HalfWay/);
      expect(await ask("select to_regclass('\"HalfWay\"') as at")).toEqual([{ at: null }]);
      expect(await drift(empty.url, RECORD)).toBeNull();
    } finally {
      await rm(record.folder, { recursive: true });
    }
  });

  test("a published survey version refuses to change, and goes with its study", async () => {
    await applyMigrations(empty.url, RECORD);
    await ask(`insert into "Study" (id, slug, title, "createdAt") values ('s', 's', 's', now())`);
    await ask(`insert into "Survey" (id, "studyId", slug, draft) values ('q', 's', 'q', '{}')`);
    await ask(
      `insert into "SurveyVersion" (id, "surveyId", number, definition, "publishedAt") values ('v', 'q', 1, '{}', now())`,
    );
    await expect(ask(`update "SurveyVersion" set definition = '{"title":"other"}'`)).rejects.toThrow(/never changes/);
    await expect(ask(`update "SurveyVersion" set number = 2`)).rejects.toThrow(/never changes/);
    await ask(`delete from "Study"`);
    expect(await ask(`select * from "SurveyVersion"`)).toEqual([]);
  });
});
