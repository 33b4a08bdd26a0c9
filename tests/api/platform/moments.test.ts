import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../../../api/platform/postgres.ts";
import { makeTestDatabase, type TestDatabase } from "../../testkit/postgres.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());

/** Half past two on this night does not exist in Amsterdam. */
const MOMENT = new Date("2026-03-29T02:30:00.000Z");

it("a moment is kept as it was, on a server that lives in another time zone", async () => {
  const name = new URL(test.url).pathname.slice(1);
  await test.database.$executeRawUnsafe(`ALTER DATABASE "${name}" SET TimeZone = 'Europe/Amsterdam'`);
  const database = openDatabase(test.url);
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  try {
    await database.study.create({ data: { slug: "nacht", title: "Nacht", createdAt: MOMENT } });
    const study = await database.study.findUniqueOrThrow({ where: { slug: "nacht" } });
    expect(study.createdAt).toEqual(MOMENT);
    const [raw] = await database.$queryRaw<{ same: boolean }[]>`
      SELECT "createdAt" = ${MOMENT} AS same FROM "Study" WHERE slug = 'nacht'`;
    expect(raw?.same).toBe(true);
    const { rows } = await client.query(`SELECT extract(epoch from "createdAt")::int AS seconds FROM "Study"`);
    expect(rows).toEqual([{ seconds: MOMENT.getTime() / 1000 }]);
  } finally {
    await client.end();
    await database.$disconnect();
  }
});
