import type { WithdrawalReason } from "../../../schema/snapshot.ts";
import type { Chance } from "../../platform/chance.ts";
import type { Clock } from "../../platform/clock.ts";
import type { DataFolder } from "../../platform/files.ts";
import type { Log } from "../../platform/log.ts";
import type { Database } from "../../platform/postgres.ts";
import type { SecretStore } from "../../platform/secrets.ts";
import type { StudyStep } from "../study/study.ts";
import type { SurveyStep } from "../survey/survey.ts";
import type { Disturb } from "./fieldwork.ts";
import type { Frozen, SnapshotRules } from "./freeze.ts";
import type { Manifest } from "./manifest.ts";
import { createSnapshotStore } from "./snapshot.store.ts";
import { createRetention } from "./retention.ts";
import { createRetentionStore } from "./retention.store.ts";
import { createSchedule } from "./schedule.ts";
import { createScheduleStore } from "./schedule.store.ts";
import { createStanding } from "./standing.ts";
import { createStandingStore } from "./standing.store.ts";
import { createTaking, recordKeySecret } from "./take-snapshots.ts";

/** Face of the step: study data and survey answers frozen at one moment. */

export interface Snapshot {
  id: string;
  studyId: string;
  /** 1, 2, 3 ... within the study */
  number: number;
  state: Manifest["state"];
  asOf: Date;
  /** The only number of persons that leaves. */
  personsShown: number;
  hash: string;
  /** Below the data folder's snapshots/ */
  folder: string;
  /** Why it is kept but not asked; null where it is asked. */
  notAsked: Frozen["notAsked"];
  /** Since when it is FINAL; null where two stewards did not agree on that. */
  finalAt: Date | null;
  /** Since when its data are gone and its manifest is what is left; null while they are there. */
  clearedAt: Date | null;
  /** The data are wrong; null where nobody said so. */
  withdrawn: { at: Date; reason: WithdrawalReason } | null;
}

export interface OpenSnapshot {
  manifest: Manifest;
  /** The DuckDB file with the tables that manifest.ts describes. */
  measurePath: string;
}

export interface SnapshotDeps {
  database: Database;
  folder: Pick<DataFolder, "snapshots">;
  clock: Clock;
  chance: Chance;
  secrets: SecretStore;
  log: Log;
  /** USUAL_RULES, but for tests. */
  rules?: SnapshotRules;
  /** How protection disturbs numbers that are told of everyone. */
  disturb: Disturb;
  study: Pick<StudyStep, "studyById" | "studyBySlug" | "waves" | "variables" | "latestImport" | "derivedSources">;
  survey: Pick<
    SurveyStep,
    | "participantsOf"
    | "namesApart"
    | "answersOf"
    | "wavesAsked"
    | "codebookVersions"
    | "ruledOut"
    | "waveCounts"
    | "deletedOf"
  >;
}

export const USUAL_RULES: SnapshotRules = { rareCode: 30 };

export const createSnapshotStep = (deps: SnapshotDeps) => {
  const store = createSnapshotStore(deps.database);
  const taking = createTaking(store, { ...deps, rules: deps.rules ?? USUAL_RULES });
  return {
    ...taking,
    ...createSchedule({ ...deps, store: createScheduleStore(deps.database), takeAfter: taking.takeAfter }),
    ...createRetention({ ...deps, store: createRetentionStore(deps.database) }),
    ...createStanding({ store: createStandingStore(deps.database), clock: deps.clock, log: deps.log }),
    /** The one that is answered from now; null before the first, and while the newest is withdrawn. */
    current: async (studyId: string): Promise<Snapshot | null> => {
      const newest = await store.newest(studyId);
      return newest?.withdrawn === null ? newest : null;
    },
    /** The newest, where it is withdrawn and nothing took its place yet. */
    withdrawnNow: async (studyId: string): Promise<Snapshot | null> => {
      const newest = await store.newest(studyId);
      return newest?.withdrawn ? newest : null;
    },
    /** By the slug of the study: what `current` and `withdrawnNow` would say, in one look; null where there is no study. */
    newestOf: store.newestOf,
    byId: store.byId,
    /** All that were ever answered from, newest first. */
    askedOf: store.askedOf,
    /** All, those that are kept but not asked included; newest first. */
    allOf: store.allOf,
    /** Ids of those that are not asked because they would tell too much, where nothing newer was made. */
    refused: store.refused,
    /** The study's own 32 bytes, which record keys and draws are made with. For protection only. */
    studySecret: (studyId: string): Promise<Buffer> => deps.secrets.known(recordKeySecret(studyId)),
  };
};

export type SnapshotStep = ReturnType<typeof createSnapshotStep>;

export { freeze, type FreezeInput, type Frozen, type NotAskedReason, type SnapshotRules } from "./freeze.ts";
export type { Disturb, Everyone, NoiseOfEveryone } from "./fieldwork.ts";
export type * from "./manifest.ts";
export { answeredInWords, mayStillChange, type WaveCompleteness, wavesOf } from "./completeness.ts";
export { notAskedProblem } from "./not-asked.ts";
export type { FinalProposal } from "./standing.store.ts";
export { createHandOvers, type HandOvers } from "./hand-over/hand-over.ts";
export { NO_SURVEY, type ImportedSource, type Sources, type SurveyRow, type SurveySource } from "./sources.ts";
