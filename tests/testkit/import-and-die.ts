/** Imports a package and is killed in the middle: `checking`, or `not-recorded` with the data in their place. */
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { makeWholeFolder, openDataFolder } from "../../api/platform/files.ts";
import { createLog } from "../../api/platform/log.ts";
import { type Database, openDatabase } from "../../api/platform/postgres.ts";
import { createStudyStep } from "../../api/flow/study/study.ts";

const [url, root, at, when] = process.argv.slice(2) as [string, string, string, string];

const die = (): never => {
  process.kill(process.pid, "SIGKILL");
  throw new Error("still alive");
};
const database = openDatabase(url);
const dying = database.$extends({ query: { studyImport: { update: async () => die() } } }) as unknown as Database;

const study = createStudyStep({
  database: when === "not-recorded" ? dying : database,
  folder: await openDataFolder(root),
  clock: () => new Date(),
  log: createLog(
    () => new Date(),
    () => {},
  ),
  openDuckDB,
  makeWholeFolder,
  afterImport: async () => null,
  afterClosing: () => undefined,
});
await study.importStudy(at, { onProgress: () => (when === "checking" ? die() : undefined) });
