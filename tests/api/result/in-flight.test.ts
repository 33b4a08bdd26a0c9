import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { IN_FLIGHT_LIMITS, InFlight } from "../../../api/flow/result/in-flight.ts";
import { RollUps } from "../../../api/flow/result/roll-ups.ts";
import { type DuckDB, openDuckDB } from "../../../api/platform/duckdb.ts";
import { type ApiServer, startApi } from "../../testkit/api-server.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";

const LIMITS = { ...IN_FLIGHT_LIMITS, large: 100, waiting: 2 };
const { signal: forever } = new AbortController();

/** Something under way until it is let go. */
function held() {
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  return { work: () => until, letGo };
}

describe("what is measured at once", () => {
  it("lets a small question through while large ones are under way and in line", async () => {
    const line = new InFlight(LIMITS);
    const large = held();
    const done = [line.run(500, large.work, forever), line.run(500, large.work, forever)];
    expect(line.waiting).toBe(1);
    await expect(line.run(1, async () => "small", forever)).resolves.toBe("small");
    large.letGo();
    await Promise.all(done);
  });

  it("takes the cheapest first", async () => {
    const line = new InFlight(LIMITS);
    const first = held();
    const order: number[] = [];
    const note = (cost: number) => line.run(cost, async () => order.push(cost), forever);
    const done = [line.run(500, first.work, forever), note(400), note(200)];
    first.letGo();
    await Promise.all(done);
    expect(order).toEqual([200, 400]);
  });

  it("says BUSY where the line is full, and lets whoever gives up out of it", async () => {
    const line = new InFlight(LIMITS);
    const large = held();
    const leaving = new AbortController();
    const done = line.run(500, large.work, forever);
    const left = line.run(500, large.work, leaving.signal).catch((error: unknown) => error);
    const stays = line.run(500, large.work, forever);
    expect(() => line.run(1, large.work, forever)).toThrow("BUSY");
    leaving.abort();
    expect(await left).toBe(leaving.signal.reason);
    expect(line.waiting).toBe(1);
    large.letGo();
    await Promise.all([done, stays]);
  });
});

describe("what is kept of a shape", () => {
  const kept = (held: number) => ({ held });

  it("is measured once for everybody who asks, and goes on while one of them waits", async () => {
    const rollUps = new RollUps();
    const gate = held();
    let stopped: AbortSignal | undefined;
    let measured = 0;
    const measure = async (missing: readonly number[], stop: AbortSignal) => {
      stopped = stop;
      measured += 1;
      await gate.work();
      return missing.map(() => kept(1));
    };
    const leaving = new AbortController();
    const one = rollUps.take(["a"], measure, leaving.signal).catch((error: unknown) => error);
    const other = rollUps.take(["a"], measure, forever);
    leaving.abort();
    expect(await one).toBe(leaving.signal.reason);
    expect(stopped?.aborted).toBe(false);
    gate.letGo();
    expect(await other).toEqual([kept(1)]);
    expect(await rollUps.take(["a"], measure, forever)).toEqual([kept(1)]);
    expect(measured).toBe(1);
  });

  it("stops being measured once nobody waits, and is measured anew for who comes next", async () => {
    const rollUps = new RollUps();
    let stopped: AbortSignal | undefined;
    const never = (_: readonly number[], stop: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        stopped = stop;
        stop.addEventListener("abort", () => reject(stop.reason as Error));
      });
    const leaving = new AbortController();
    const one = rollUps.take(["a"], never, leaving.signal).catch((error: unknown) => error);
    leaving.abort();
    expect(await one).toBe(leaving.signal.reason);
    expect(stopped?.aborted).toBe(true);
    expect(await rollUps.take(["a"], async () => [kept(2)], forever)).toEqual([kept(2)]);
  });

  it("makes room: what was asked longest ago goes first, and what is too large is not kept", async () => {
    const rollUps = new RollUps(10);
    const asked: string[] = [];
    const take = (name: string, size: number) =>
      rollUps.take([name], async () => (asked.push(name), [kept(size)]), forever);
    for (const name of ["a", "b", "a", "c", "a", "b"]) await take(name, 4);
    expect(asked).toEqual(["a", "b", "c", "b"]);
    await take("d", 11);
    await take("d", 11);
    expect(asked.slice(4)).toEqual(["d", "d"]);
    await take("a", 4);
    expect(asked).toHaveLength(6);
  });
});

describe("a statement of DuckDB", () => {
  let duckdb: DuckDB;
  beforeAll(async () => void (duckdb = await openDuckDB(":memory:", { readOnly: true, memory: "100MB" })));
  afterAll(() => duckdb.close());
  // Days of work: that the test ends is what it shows.
  const endless = "select count(*) from range(10000000) a, range(10000000) b where hash(a.range, b.range) % 7 = 1";

  it("ends when nobody waits for it, and the database answers others meanwhile and afterwards", async () => {
    const leaving = new AbortController();
    const asked = duckdb.read(endless, () => undefined, leaving.signal).catch((error: unknown) => error);
    const rows: number[] = [];
    await duckdb.read("select 7", (chunk) => void rows.push(chunk.rowCount), forever);
    leaving.abort();
    expect(await asked).toBe(leaving.signal.reason);
    await duckdb.read("select 7", (chunk) => void rows.push(chunk.rowCount), forever);
    expect(rows).toEqual([1, 1]);
  });

  it("ends as well where it is told so before it has begun", async () => {
    const leaving = new AbortController();
    const asked = duckdb.read(endless, () => undefined, leaving.signal).catch((error: unknown) => error);
    leaving.abort();
    expect(await asked).toBe(leaving.signal.reason);
  });

  it("fails where it takes more memory than it may, and nothing is written for it", async () => {
    const large = "select count(distinct hash(range)) from range(100000000)";
    await expect(duckdb.read(large, () => undefined, forever)).rejects.toThrow(/memory/i);
  });
});

describe("a question over HTTP", () => {
  const RESULT =
    "query ($query: ResultQuery!) { result(query: $query) { __typename ... on Refusal { code message } } }";
  let api: ApiServer | undefined;
  afterEach(async () => void (await api?.stop()));

  const start = async (inFlight: InFlight) => {
    api = await startApi({ asking: { inFlight } });
    const rows = Array.from({ length: 200 }, (_, i) => [
      `p${i},1,${i % 3 ? "yes" : "no"},${i % 2 ? "north" : "south"}`,
    ]);
    const fields = [
      { name: "region", type: "string", categories: ["north", "south"], role: "background", level: "person" },
    ];
    await api.steps.study.importStudy(
      await writePackage(studyPackage({ name: "line", title: "In line", fields, rows: rows.flat() })),
    );
    return { api, researcher: await api.signIn("r@weerklank.test", ["RESEARCHER"]) };
  };
  const query = { studies: ["line"], measure: { count: true }, by: [{ variable: { name: "region" } }] };

  it("leaves the line when the connection is closed", async () => {
    const line = new InFlight({ ...LIMITS, smallAtOnce: 1, large: 1_000_000 });
    const { api, researcher } = await start(line);
    const first = held();
    const under = line.run(0, first.work, forever);
    const leaving = new AbortController();
    const asked = fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...researcher },
      body: JSON.stringify({ query: RESULT, variables: { query } }),
      signal: leaving.signal,
    }).catch((error: unknown) => error);
    await vi.waitFor(() => expect(line.waiting).toBe(1), { timeout: 20_000 });
    leaving.abort();
    await asked;
    await vi.waitFor(() => expect(line.waiting).toBe(0), { timeout: 20_000 });
    first.letGo();
    await under;
  });

  it("is refused in the caller's language where it takes too long, leaves nothing, and can be asked again", async () => {
    const limits = { ...LIMITS, smallAtOnce: 1, large: 1_000_000, milliseconds: 50 };
    const line = new InFlight(limits);
    const { api, researcher } = await start(line);
    const first = held();
    const under = line.run(0, first.work, forever);
    const ask = (language: string) =>
      api.ask<{ result: { __typename: string; code?: string; message?: string } }>(RESULT, {
        variables: { query },
        headers: { ...researcher, "accept-language": language },
      });
    const dutch = (await ask("nl")).body.data?.result;
    expect(dutch).toMatchObject({ code: "TOO_SLOW" });
    expect(dutch?.message).toContain("duurt te lang");
    expect((await ask("en")).body.data?.result.message).toContain("takes too long");
    expect(line.waiting).toBe(0);
    expect(await api.test.database.storedResult.count()).toBe(0);
    first.letGo();
    await under;
    limits.milliseconds = 60_000;
    expect((await ask("nl")).body.data?.result.__typename).toBe("Result");
  });
});
