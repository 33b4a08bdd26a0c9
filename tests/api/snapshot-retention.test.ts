import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { studyPackage, writePackage } from "../testkit/study-package.ts";

/* Data of replaced preliminary snapshots go in the end; time is walked through by the clock. */

const ASK = `query ($query: ResultQuery!) { result(query: $query) { __typename
  ... on Result { id cells { value } snapshots { id } } ... on Refusal { code } } }`;
const AGAIN = `query ($id: ID!) { releasedResult(id: $id) { cells { value } citation notices snapshots { clearedAt } } }`;
const KEEP = `mutation ($study: String!, $retention: SnapshotRetention!) { keepSnapshots(study: $study, retention: $retention) {
  __typename ... on Study { snapshotRetention } ... on Problem { code } } }`;

let api: ApiServer;
let studyId: string;
let name: string;
let studies = 0;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  name = `study-${++studies}`;
  await bringIn(60);
  ({ id: studyId } = (await api.steps.study.studyBySlug(name)) ?? expect.unreachable());
});

async function bringIn(persons: number): Promise<void> {
  const rows = Array.from({ length: persons }, (_, i) => [`p${i},1,${i % 3 ? "no" : "yes"}`, `p${i},2,yes`]).flat();
  await api.steps.study.importStudy(await writePackage(studyPackage({ name, rows })));
}

const filesOf = async (number: number): Promise<string[]> =>
  (await readdir(join(api.folder.snapshots, studyId, String(number)))).sort();
const WHOLE = ["data.parquet", "manifest.json", "measure.duckdb"];

async function say<T>(query: string, variables: object, headers: Record<string, string>): Promise<T> {
  const { body } = await api.ask(query, {
    variables: { ...variables },
    headers: { ...headers, "accept-language": "nl" },
  });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as T;
}

interface Given {
  id: string;
  code?: string;
  cells: { value: number | null }[];
  snapshots: { id: string }[];
}

it("clears what was replaced long enough ago, and what was given from it can still be read and cited", async () => {
  api.clock.pass({ minutes: 15 });
  const researcher = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
  const ask = (more: object = {}) =>
    say<Given>(ASK, { query: { studies: [name], measure: { count: true }, ...more } }, researcher);
  const first = await ask();
  api.clock.pass({ days: 200 });
  // However old: it is the one that is answered from.
  expect(await api.steps.snapshot.clearDue()).toBe(0);
  await bringIn(90);
  api.clock.pass({ days: 80 });
  expect(await api.steps.snapshot.clearDue()).toBe(0);
  expect(await filesOf(1)).toEqual(WHOLE);
  api.clock.pass({ days: 13 });
  expect(await api.steps.snapshot.clearDue()).toBe(1);
  expect(await filesOf(1)).toEqual(["manifest.json"]);
  expect(await filesOf(2)).toEqual(WHOLE);
  expect(await api.steps.snapshot.clearDue()).toBe(0);

  const again = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
  const cleared = api.clock().toISOString();
  const kept = await say<Given & { citation: string; notices: string[]; snapshots: { clearedAt: string }[] }>(
    AGAIN,
    { id: first.id },
    again,
  );
  expect(kept).toMatchObject({ cells: first.cells, snapshots: [{ clearedAt: cleared }] });
  expect(kept.notices).toEqual([expect.stringContaining(`zijn gewist op ${cleared.slice(0, 10)}`)]);
  expect(kept.citation).toContain(first.id);
  const file = await fetch(`${api.url}/results/${first.id}.csv?lang=nl`, { headers: again });
  expect(await file.text()).toContain("zijn gewist op");
  // Pinned: what was given is given again, and nothing new.
  const [pinned] = first.snapshots;
  const asked = (more: object) =>
    say<Given>(ASK, { query: { studies: [name], measure: { count: true }, snapshots: [pinned?.id], ...more } }, again);
  expect(await asked({})).toMatchObject({ id: first.id, cells: first.cells });
  expect(await asked({ by: [{ wave: true }] })).toMatchObject({ code: "SNAPSHOT_REPLACED" });
  // The next one is compared with what is still there.
  await bringIn(120);
  expect((await api.steps.snapshot.current(studyId))?.number).toBe(3);
});

it("keeps what is final, what the next one is compared with, and all where a steward says so", async () => {
  const mark = (number: number, data: object) =>
    api.test.database.snapshot.updateMany({ where: { studyId, number }, data });
  await mark(1, { state: "FINAL" });
  api.clock.pass({ days: 1 });
  await bringIn(90);
  api.clock.pass({ days: 1 });
  await bringIn(91);
  api.clock.pass({ days: 1 });
  await bringIn(120);
  const [newest] = await api.steps.snapshot.askedOf(studyId);
  expect(newest?.number).toBe(4);
  await api.steps.snapshot.withdrawSnapshot(
    { userId: "u", name: "Anna", email: "anna@instituut.nl", roles: ["STEWARD"], scopes: null, workplaces: [] },
    newest?.id ?? "",
    { nl: "Fout." },
  );

  api.clock.pass({ minutes: 15 });
  const steward = await api.signIn("anna@instituut.nl", ["STEWARD"]);
  expect(await api.steps.snapshot.retentionOf(studyId)).toBe("QUARTER");
  expect(await say(KEEP, { study: name, retention: "ALWAYS" }, steward)).toMatchObject({ snapshotRetention: "ALWAYS" });
  expect(await say(KEEP, { study: "nowhere", retention: "YEAR" }, steward)).toMatchObject({ code: "UNKNOWN_STUDY" });
  api.clock.pass({ days: 800 });
  const gone = async () => {
    await api.steps.snapshot.clearDue();
    return Promise.all([1, 2, 3, 4].map(async (number) => (await filesOf(number)).length < WHOLE.length));
  };
  expect(await gone()).toEqual([false, false, false, false]);
  const later = await api.signIn("anna@instituut.nl", ["STEWARD"]);
  await say(KEEP, { study: name, retention: "MONTH" }, later);
  expect(await gone()).toEqual([false, true, true, false]);
});

it("goes on where a process ended in between", async () => {
  api.clock.pass({ days: 1 });
  await bringIn(90);
  // Marked, and killed before or halfway removing.
  await api.test.database.snapshot.updateMany({ where: { studyId, number: 1 }, data: { clearedAt: api.clock() } });
  const place = join(api.folder.snapshots, studyId, "1");
  const marked = api.clock();
  api.clock.pass({ days: 2 });
  expect(await api.steps.snapshot.clearDue()).toBe(1);
  expect(await filesOf(1)).toEqual(["manifest.json"]);
  const [, first] = await api.steps.snapshot.askedOf(studyId);
  expect(first?.clearedAt).toEqual(marked);
  // What is cleared stays so after a start.
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "scratch"), "");
  await api.steps.snapshot.recover();
  expect((await filesOf(1)).includes("manifest.json")).toBe(true);
  expect(await api.steps.snapshot.clearDue()).toBe(0);
});
