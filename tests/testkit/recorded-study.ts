import { join } from "node:path";
import { disturb } from "../../api/flow/result/result.ts";
import { createSnapshotStep } from "../../api/flow/snapshot/snapshot.ts";
import { createStudyStep } from "../../api/flow/study/study.ts";
import { createSurveyStep } from "../../api/flow/survey/survey.ts";
import type { Chance } from "../../api/platform/chance.ts";
import type { Clock } from "../../api/platform/clock.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { type DataFolder, makeWholeFolder } from "../../api/platform/files.ts";
import { createLog } from "../../api/platform/log.ts";
import type { Database } from "../../api/platform/postgres.ts";
import { openSecretStore } from "../../api/platform/secrets.ts";
import type { StudyData } from "./freezer.ts";
import { writeImported } from "./imported-folder.ts";

/** The snapshot step and those below it, on a real record. */
export function snapshotsOn(database: Database, folder: DataFolder, clock: Clock, chance: Chance) {
  const log = createLog(clock, () => undefined);
  const secrets = openSecretStore(folder.secrets, chance);
  const study = createStudyStep({
    database,
    folder,
    clock,
    log,
    openDuckDB,
    makeWholeFolder,
    afterImport: async () => null,
    afterClosing: () => undefined,
  });
  const secret = (name: string) => secrets.get(name);
  const survey = createSurveyStep({ database, clock, chance, publicUrl: "http://weerklank.test", secret });
  return createSnapshotStep({ database, folder, clock, chance, secrets, log, disturb, study, survey });
}

/** Records a study as an import leaves it; gives its id. */
export async function recordStudy(database: Database, slug: string, { waves, variables }: StudyData): Promise<string> {
  const { id } = await database.study.create({
    data: {
      slug,
      title: slug,
      synthetic: true,
      createdAt: new Date(0),
      waves: { create: waves.map((wave, ordinal) => ({ ...wave, ordinal })) },
      variables: {
        create: variables.map(({ categories, missingCodes, bandings, ...variable }, ordinal) => ({
          ...variable,
          ordinal,
          categories: categories.map((each) => ({ ...each })),
          missingCodes: missingCodes.map((each) => ({ ...each })),
          bandings: bandings.map((each) => ({ ...each })),
        })),
      },
    },
    select: { id: true },
  });
  return id;
}

/** Records one import of it, done at `endedAt`. */
export async function recordImport(
  database: Database,
  folder: DataFolder,
  studyId: string,
  name: string,
  { waves, variables, persons, askedIn }: StudyData,
  endedAt: Date,
): Promise<void> {
  await writeImported(join(folder.imports, name), waves, variables, persons, askedIn);
  await database.studyImport.create({
    data: { studyId, status: "DONE", folder: name, startedAt: endedAt, endedAt },
    select: { id: true },
  });
}
