import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Snapshot, SnapshotStep } from "../../api/flow/snapshot/snapshot.ts";
import { type DataFolder, openDataFolder } from "../../api/platform/files.ts";
import { seededChance, stillClock } from "../testkit/chance.ts";
import { makeDataFolder } from "../testkit/data-folder.ts";
import type { StudyData } from "../testkit/freezer.ts";
import { codes, declare } from "../testkit/imported-folder.ts";
import { makeTestDatabase, type TestDatabase } from "../testkit/postgres.ts";
import { ROOT } from "../testkit/record.ts";
import { recordImport, recordStudy, snapshotsOn } from "../testkit/recorded-study.ts";

const data = (persons: number): StudyData => ({
  waves: [{ code: "1", label: "1" }],
  variables: [
    declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") }),
    declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" }),
  ],
  persons: Array.from({ length: persons }, (_, i) => ({
    person: `p${i}`,
    values: { sex: i % 2 ? "m" : "v" },
    waves: { "1": { work: i % 3 === 0 } },
  })),
});

let record: TestDatabase;
let folder: DataFolder;
let remove: () => Promise<void>;
let snapshots: SnapshotStep;
let studyId: string;
const clock = stillClock();
let imports = 0;

const bringIn = (persons: number) => {
  clock.pass({ days: 1 });
  return recordImport(record.database, folder, studyId, `import-${++imports}`, data(persons), clock());
};

beforeAll(async () => {
  record = await makeTestDatabase();
  ({ folder, remove } = await makeDataFolder());
  snapshots = snapshotsOn(record.database, folder, clock, seededChance("snapshots"));
});
afterAll(async () => {
  await record.drop();
  await remove();
});
beforeEach(async () => {
  studyId = await recordStudy(record.database, `study-${imports}`, data(0));
  await bringIn(100);
});

async function expectWhole(snapshot: Snapshot): Promise<void> {
  const { manifest, measurePath } = await snapshots.open(snapshot);
  expect(manifest.hash).toBe(snapshot.hash);
  for (const { name, sha256, bytes } of manifest.files) {
    const file = await readFile(join(measurePath, "..", name));
    expect(file.length).toBe(bytes);
    expect(createHash("sha256").update(file).digest("hex")).toBe(sha256);
  }
}

it("answers from the newest snapshot that may be asked", async () => {
  expect(await snapshots.current(studyId)).toBeNull();
  const first = await snapshots.take(studyId);
  expect(first).toMatchObject({ number: 1, state: "PRELIMINARY", personsShown: 100, notAsked: null, asOf: clock() });
  await expectWhole(first);
  await bringIn(96);
  const second = await snapshots.take(studyId);
  expect(second).toMatchObject({ number: 2, notAsked: { reason: "TOO_FEW_CHANGED" }, personsShown: 100 });
  expect(await snapshots.current(studyId)).toEqual(first);
  await bringIn(110);
  const third = await snapshots.take(studyId);
  expect(third).toMatchObject({ number: 3, notAsked: null, state: "PRELIMINARY", personsShown: 110 });
  expect(await snapshots.current(studyId)).toEqual(third);
  expect((await snapshots.askedOf(studyId)).map(({ number }) => number)).toEqual([3, 1]);
  expect(await snapshots.byId(second.id)).toEqual(second);
  expect((await snapshots.open(third)).manifest.history).toHaveLength(3);
  await expectWhole(first);
});

it("lets two at once wait for each other", async () => {
  const taken = await Promise.all([snapshots.take(studyId), snapshots.take(studyId), snapshots.take(studyId)]);
  expect(taken.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
  for (const snapshot of taken) await expectWhole(snapshot);
});

it("says in words why a snapshot on demand is not used", async () => {
  await snapshots.take(studyId);
  const { slug } = await record.database.study.findUniqueOrThrow({ where: { id: studyId }, select: { slug: true } });
  await bringIn(99);
  await expect(snapshots.takeOnDemand(slug)).rejects.toMatchObject({ code: "TOO_FEW_CHANGED" });
  await expect(snapshots.takeOnDemand("no-such-study")).rejects.toMatchObject({ code: "UNKNOWN_STUDY" });
});

it.each(["data-written", "not-recorded"])("is whole again after kill -9 (%s)", async (when) => {
  const first = await snapshots.take(studyId);
  await bringIn(200);
  const place = join(folder.snapshots, studyId);
  const script = join(ROOT, "tests", "testkit", "take-and-die.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, record.url, folder.root, studyId, when], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const signal = await new Promise((resolve) => child.on("exit", (_code, by) => resolve(by)));
  expect(signal, said).toBe("SIGKILL");
  const left = await readdir(place);
  expect(left).toHaveLength(2);
  expect(left.includes("2")).toBe(when === "not-recorded");

  // What a start does.
  await openDataFolder(folder.root);
  await snapshots.recover();
  expect(await readdir(place)).toEqual(["1"]);
  expect(await snapshots.current(studyId)).toEqual(first);
  await expectWhole(first);
  const next = await snapshots.take(studyId);
  expect(next).toMatchObject({ number: 2, notAsked: null, personsShown: 200 });
  await expectWhole(next);
});

it("leaves alone what another process is making, and studies that it does not know", async () => {
  const strange = join(folder.snapshots, "0198-not-in-this-database", "1");
  await mkdir(strange, { recursive: true });
  await snapshots.recover();
  expect((await stat(strange)).isDirectory()).toBe(true);

  await snapshots.take(studyId);
  await bringIn(300);
  const taking = snapshots.take(studyId);
  const recovering = Promise.all(Array.from({ length: 20 }, () => snapshots.recover()));
  const [taken] = await Promise.all([taking, recovering]);
  await expectWhole(taken);
});

it("freezes at start what an ended process brought in and did not freeze", async () => {
  await snapshots.catchUp();
  expect((await snapshots.current(studyId))?.number).toBe(1);
  await snapshots.catchUp();
  expect((await snapshots.current(studyId))?.number).toBe(1);
  await bringIn(150);
  await snapshots.catchUp();
  expect((await snapshots.current(studyId))?.number).toBe(2);
});
