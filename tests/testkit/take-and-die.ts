/** Takes a snapshot and is killed in the middle: `data-written`, or `not-recorded` with the folder in its place. */
import { randomBytes } from "node:crypto";
import { openDataFolder } from "../../api/platform/files.ts";
import { type Database, openDatabase } from "../../api/platform/postgres.ts";
import { snapshotsOn } from "./recorded-study.ts";

const [url, root, studyId, when] = process.argv.slice(2) as [string, string, string, string];

const die = (): never => {
  process.kill(process.pid, "SIGKILL");
  throw new Error("still alive");
};
const database = openDatabase(url);
const dying = database.$extends({ query: { snapshot: { create: async () => die() } } }) as unknown as Database;

const snapshots = snapshotsOn(
  when === "not-recorded" ? dying : database,
  await openDataFolder(root),
  () => new Date(),
  (bytes) => (when === "data-written" ? die() : randomBytes(bytes)),
);
await snapshots.take(studyId);
