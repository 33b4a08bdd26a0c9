import { Problem } from "../../../schema/problem.ts";
import type { SnapshotRhythm } from "../../../schema/snapshot.ts";
import type { Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Study, StudyStep } from "../study/study.ts";
import type { DueStudy, ScheduleStore } from "./schedule.store.ts";
import type { Snapshot } from "./snapshot.ts";

/** Preliminary snapshots by themselves, in the background. */

interface ScheduleDeps {
  store: ScheduleStore;
  clock: Clock;
  log: Log;
  study: Pick<StudyStep, "studyBySlug">;
  takeAfter(studyId: string, newest: Date | null): Promise<Snapshot | null>;
}

/** Where no steward chose otherwise. */
const USUAL: SnapshotRhythm = "MONTHLY";

export const createSchedule = ({ store, clock, log, study: studies, takeAfter }: ScheduleDeps) => {
  const underWay = new Set<Promise<unknown>>();

  async function takeEach(due: readonly DueStudy[]): Promise<Snapshot[]> {
    const taken: Snapshot[] = [];
    for (const { studyId, newest } of due) {
      try {
        const snapshot = await takeAfter(studyId, newest);
        if (snapshot !== null) taken.push(snapshot);
      } catch (error) {
        log.error("scheduled snapshot failed", { study: studyId, reason: nameOf(error) });
      }
    }
    return taken;
  }

  return {
    rhythmOf: async (studyId: string): Promise<SnapshotRhythm> => (await store.rhythmOf(studyId)) ?? USUAL,

    /** Whether one is being made now, by any server. */
    inProgress: store.inProgress,

    async scheduleSnapshots(viewer: Viewer, slug: string, rhythm: SnapshotRhythm): Promise<Study> {
      const study = await studies.studyBySlug(slug);
      if (study === null)
        throw new Problem("UNKNOWN_STUDY", { nl: "Deze studie bestaat niet.", en: "There is no such study." }, [
          "study",
        ]);
      await store.choose(study.id, rhythm, viewer, clock());
      return study;
    },

    /** Freezes every study whose time has come, one after the other; one that fails does not keep the others waiting. */
    takeDue: async (): Promise<Snapshot[]> => takeEach(await store.due(clock(), USUAL)),

    /**
     * Likewise for one study, in the background and without waiting for the next round. What a process does not get to
     * before it ends is still due when the next one looks.
     */
    takeSoon(studyId: string): void {
      const taking = store
        .due(clock(), USUAL, studyId)
        .then(takeEach)
        .catch((error: unknown) => log.error("scheduled snapshot failed", { study: studyId, reason: nameOf(error) }))
        .finally(() => underWay.delete(taking));
      underWay.add(taking);
    },

    /** Waits for what is being taken in the background. */
    async settleSnapshots(): Promise<void> {
      await Promise.all(underWay);
    },
  };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
