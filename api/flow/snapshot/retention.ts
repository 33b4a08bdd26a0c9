import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../../schema/problem.ts";
import type { SnapshotRetention } from "../../../schema/snapshot.ts";
import type { Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { DataFolder } from "../../platform/files.ts";
import type { Log } from "../../platform/log.ts";
import type { Study, StudyStep } from "../study/study.ts";
import { DATA_FILE, MEASURE_FILE } from "./manifest.ts";
import type { RetentionStore } from "./retention.store.ts";

/** Data of preliminary snapshots that were replaced go in the end; manifest and released results stay. */

interface RetentionDeps {
  store: RetentionStore;
  folder: Pick<DataFolder, "snapshots">;
  clock: Clock;
  log: Log;
  study: Pick<StudyStep, "studyBySlug">;
}

/** Where no steward chose otherwise. */
const USUAL: SnapshotRetention = "QUARTER";

export const createRetention = ({ store, folder, clock, log, study: studies }: RetentionDeps) => ({
  retentionOf: async (studyId: string): Promise<SnapshotRetention> => (await store.retentionOf(studyId)) ?? USUAL,

  async keepSnapshots(viewer: Viewer, slug: string, retention: SnapshotRetention): Promise<Study> {
    const study = await studies.studyBySlug(slug);
    if (study === null)
      throw new Problem("UNKNOWN_STUDY", { nl: "Deze studie bestaat niet.", en: "There is no such study." }, ["study"]);
    await store.choose(study.id, retention, viewer, clock());
    return study;
  },

  /**
   * Clears what was kept long enough; gives how many. The record says so first: a process that ends in between leaves
   * files that nobody opens, and the next round removes them.
   */
  async clearDue(): Promise<number> {
    let cleared = 0;
    for (const { id, studyId, folder: place } of await store.due(clock(), USUAL)) {
      if (!(await store.markCleared(id, clock()))) continue;
      for (const name of [MEASURE_FILE, DATA_FILE]) await rm(join(folder.snapshots, place, name), { force: true });
      await store.markGone(id);
      log.info("snapshot data cleared", { study: studyId, snapshot: id });
      cleared++;
    }
    return cleared;
  },
});
