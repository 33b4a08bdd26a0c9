import { afterAll, beforeAll, expect, it } from "vitest";
import { createSnapshotStore } from "../../api/flow/snapshot/snapshot.store.ts";
import type { SnapshotStep } from "../../api/flow/snapshot/snapshot.ts";
import type { Viewer } from "../../api/people/people.ts";
import { type DataFolder } from "../../api/platform/files.ts";
import { createLog } from "../../api/platform/log.ts";
import { startRounds } from "../../api/platform/rounds.ts";
import { seededChance, stillClock } from "../testkit/chance.ts";
import { makeDataFolder } from "../testkit/data-folder.ts";
import type { StudyData } from "../testkit/freezer.ts";
import { declare } from "../testkit/imported-folder.ts";
import { makeTestDatabase, type TestDatabase } from "../testkit/postgres.ts";
import { recordImport, recordStudy, snapshotsOn } from "../testkit/recorded-study.ts";

/* Time is walked through by the clock: nothing here waits. Two servers look at once, every day. */

const data = (persons: number): StudyData => ({
  waves: [{ code: "1", label: "1" }],
  variables: [declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" })],
  persons: Array.from({ length: persons }, (_, i) => ({ person: `p${i}`, waves: { "1": { work: i % 3 === 0 } } })),
});
const steward: Viewer = {
  userId: "u",
  name: "Anna",
  email: "anna@instituut.nl",
  roles: ["STEWARD"],
  scopes: null,
  workplaces: [],
};

let record: TestDatabase;
let folder: DataFolder;
let remove: () => Promise<void>;
let servers: SnapshotStep[];
const clock = stillClock("2026-01-15T06:00:00.000Z");

beforeAll(async () => {
  record = await makeTestDatabase();
  ({ folder, remove } = await makeDataFolder());
  servers = ["one", "two"].map((name) => snapshotsOn(record.database, folder, clock, seededChance(name)));
});
afterAll(async () => {
  await record.drop();
  await remove();
});

const here = (): SnapshotStep => servers[0] ?? expect.unreachable("no server");

/** Days on which one was made, over so many days; `change` brings something new in on some of them. */
async function walk(studyId: string, days: number, change: (day: string) => Promise<void>): Promise<string[]> {
  const made: string[] = [];
  for (let day = 0; day < days; day++) {
    clock.pass({ days: 1 });
    await change(clock().toISOString().slice(0, 10));
    const taken = (await Promise.all(servers.map((server) => server.takeDue()))).flat();
    made.push(...taken.filter((each) => each.studyId === studyId).map(({ asOf }) => asOf.toISOString().slice(0, 10)));
  }
  return made;
}

it("freezes a study each month of a year in which something changed, once, whoever looks", async () => {
  const studyId = await recordStudy(record.database, "a-year", data(0));
  expect((await Promise.all(servers.map((server) => server.takeDue()))).flat()).toEqual([]);
  let persons = 80;
  const made = await walk(studyId, 365, async (day) => {
    // Twice a month, but not in July and August.
    if (!/-(02|20)$/.test(day) || /-0[78]-/.test(day)) return;
    persons += 20;
    await recordImport(record.database, folder, studyId, `year-${day}`, data(persons), clock());
  });
  expect(made).toEqual([
    "2026-01-20",
    "2026-02-20",
    "2026-03-20",
    "2026-04-20",
    "2026-05-20",
    "2026-06-20",
    // Nothing came in summer.
    "2026-09-02",
    "2026-10-02",
    "2026-11-02",
    "2026-12-02",
    "2027-01-02",
  ]);
  const kept = await here().askedOf(studyId);
  expect(kept.map(({ number }) => number)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(new Set(kept.map(({ state }) => state))).toEqual(new Set(["PRELIMINARY"]));
});

it("keeps to the rhythm that a steward chose: weekly at the fastest, or not at all", async () => {
  const studyId = await recordStudy(record.database, "rhythm", data(0));
  let persons = 80;
  const daily = async (day: string) => {
    persons += 15;
    await recordImport(record.database, folder, studyId, `rhythm-${day}`, data(persons), clock());
  };
  expect(await here().rhythmOf(studyId)).toBe("MONTHLY");
  await here().scheduleSnapshots(steward, "rhythm", "WEEKLY");
  expect(await walk(studyId, 16, daily)).toHaveLength(3);
  await here().scheduleSnapshots(steward, "rhythm", "OFF");
  expect(await here().rhythmOf(studyId)).toBe("OFF");
  expect(await walk(studyId, 40, async () => undefined)).toEqual([]);
  await here().scheduleSnapshots(steward, "rhythm", "MONTHLY");
  expect(await walk(studyId, 2, async () => undefined)).toHaveLength(1);
  await expect(here().scheduleSnapshots(steward, "nowhere", "OFF")).rejects.toMatchObject({ code: "UNKNOWN_STUDY" });
});

it("shows on every server that one is being made", async () => {
  const studyId = await recordStudy(record.database, "progress", data(0));
  const seen = () => Promise.all(servers.map((server) => server.inProgress(studyId)));
  expect(await seen()).toEqual([false, false]);
  await createSnapshotStore(record.database).inTurn(studyId, async () => expect(await seen()).toEqual([true, true]));
  expect(await seen()).toEqual([false, false]);
});

it("looks one round at a time, goes on after one that failed, and ends when it is stopped", async () => {
  const lines: string[] = [];
  let [begun, atOnce, most] = [0, 0, 0];
  const rounds = startRounds(
    async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((done) => setTimeout(done, 5));
      atOnce--;
      if (++begun === 1) throw new Error("person 12 was not there");
    },
    1,
    createLog(clock, (line) => lines.push(line)),
  );
  await expect.poll(() => begun).toBeGreaterThan(2);
  await rounds.stop();
  const ended = begun;
  await new Promise((done) => setTimeout(done, 20));
  expect([begun, most]).toEqual([ended, 1]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain("person 12");
});
