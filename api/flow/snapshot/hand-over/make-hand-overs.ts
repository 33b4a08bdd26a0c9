import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../../platform/clock.ts";
import type { DataFolder } from "../../../platform/files.ts";
import type { Log } from "../../../platform/log.ts";
import type { StudyStep } from "../../study/study.ts";
import type { SurveyStep } from "../../survey/survey.ts";
import type { SnapshotStep } from "../snapshot.ts";
import type { HandOver, HandOverStore } from "./hand-over.store.ts";
import { makeFile } from "./make-file.ts";
import type { News } from "./news.ts";
import { CannotHandOver } from "./problems.ts";

/** Makes the files, in the background, and takes them away again. */

export interface MakingDeps {
  store: HandOverStore;
  folder: Pick<DataFolder, "snapshots" | "handOvers">;
  clock: Clock;
  log: Log;
  news: News;
  study: Pick<StudyStep, "variables">;
  survey: Pick<SurveyStep, "withdrawnOf" | "plansKeptBack">;
  snapshot: Pick<SnapshotStep, "byId">;
}

/** A process that ends counts as a try: what kills it must not be begun for ever. */
const MOST_TRIES = 3;
/** So much further, at least, before progress is written down again. */
const PROGRESS_STEP = 0.05;
const DAY_MS = 86_400_000;

export const createHandOverMaking = (deps: MakingDeps) => {
  const { store, news, folder, clock, log, study, survey, snapshot: snapshots } = deps;
  let last: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  /** As often as it moved on, never at once for each piece. */
  const follow = (id: string) => {
    let written = 0;
    return (share: number) => {
      if (share - written < PROGRESS_STEP) return;
      written = share;
      store.progress(id, share).catch(() => log.warn("hand-over progress not written", { handOver: id }));
    };
  };

  async function makeOne(handOver: HandOver): Promise<void> {
    const { id } = handOver;
    const snapshot = await snapshots.byId(handOver.snapshotId);
    if (snapshot === null || snapshot.clearedAt !== null) throw new CannotHandOver("SNAPSHOT_CLEARED");
    if (snapshot.withdrawn !== null) throw new CannotHandOver("SNAPSHOT_WITHDRAWN");
    const variables = await study.variables(snapshot.studyId);
    const place = join(folder.handOvers, id);
    await rm(place, { recursive: true, force: true });
    const made = await makeFile({
      handOver,
      snapshot: join(folder.snapshots, snapshot.folder),
      folder: place,
      withdrawn: await survey.withdrawnOf(snapshot.studyId),
      keptBack: (await survey.plansKeptBack(snapshot.studyId)).map(({ pseudonym }) => pseudonym),
      sensitiveOf: new Map(variables.map(({ name, sensitive }) => [name, sensitive])),
      at: clock(),
      signal: stopping.signal,
      onProgress: follow(id),
    });
    const readyAt = clock();
    const endsAt = new Date(readyAt.getTime() + handOver.days * DAY_MS);
    if (!(await store.ready(id, made, readyAt, endsAt))) {
      // Stopped meanwhile.
      await rm(place, { recursive: true, force: true });
      return;
    }
    log.info("hand-over ready", { handOver: id });
    await news.tell(handOver, "READY");
  }

  async function make(id: string): Promise<void> {
    const handOver = await store.begin(id);
    if (handOver === null) return;
    try {
      if (handOver.tries > MOST_TRIES) throw new CannotHandOver("TRIED_TOO_OFTEN");
      await makeOne(handOver);
    } catch (error) {
      // The next start begins anew.
      if (stopping.signal.aborted) return;
      log.error("hand-over not made", { handOver: id, reason: nameOf(error) });
      const why = error instanceof CannotHandOver ? error.code : null;
      if (why === null && handOver.tries < MOST_TRIES) return;
      await store.fail(id, why ?? "TRIED_TOO_OFTEN");
      await news.tell(handOver, "FAILED");
    }
  }

  /** One after the other: each may take much memory. Nobody else makes it meanwhile, on any server. */
  function makeInTurn(id: string): Promise<void> {
    last = last.then(async () => {
      try {
        if (!stopping.signal.aborted) await store.makingAlone(id, () => make(id));
      } catch (error) {
        if (!stopping.signal.aborted) log.error("hand-over not made", { handOver: id, reason: nameOf(error) });
      }
    });
    return last;
  }

  async function clearOver(): Promise<void> {
    for (const id of await store.over(clock())) {
      await rm(join(folder.handOvers, id), { recursive: true, force: true });
      await store.markGone(id);
      log.info("hand-over file removed", { handOver: id });
    }
  }

  return {
    /** In the background. What a process does not get to before it ends, the next round makes. */
    makeSoon(id: string): void {
      void makeInTurn(id);
    },

    /** At start: goes on with what a process left behind, in the background. */
    async resumeHandOvers(): Promise<void> {
      for (const id of await store.toMake()) void makeInTurn(id);
    },

    /** One round: makes what waits or was left half-made, and removes what is over. */
    async tendHandOvers(): Promise<void> {
      for (const id of await store.toMake()) await makeInTurn(id);
      await clearOver();
    },

    clearOver,

    /** Waits for what is being made in the background. */
    async settleHandOvers(): Promise<void> {
      await last;
    },

    /** Breaks off what is being made: the next start begins it anew. */
    async stopHandOvers(): Promise<void> {
      stopping.abort();
      await last;
    },
  };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
