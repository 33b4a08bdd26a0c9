import type { Locale } from "../../../schema/text.ts";
import type { Asker, People } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { DuckDB, DuckDBOptions } from "../../platform/duckdb.ts";
import type { Log } from "../../platform/log.ts";
import type { Database } from "../../platform/postgres.ts";
import type { SecretStore } from "../../platform/secrets.ts";
import type { SnapshotStep } from "../snapshot/snapshot.ts";
import type { StudyStep } from "../study/study.ts";
import { createAsking } from "./ask.ts";
import { createBudget } from "./budget.ts";
import { createBudgetStore } from "./budget.store.ts";
import { completenessOf, type StudyCompleteness } from "./completeness.ts";
import { surroundingsOf } from "./exits/surroundings.ts";
import { ResultDocument } from "./exits/document.ts";
import { InFlight } from "./in-flight.ts";
import { createOpenedSnapshots } from "./measured-files.ts";
import { type MissingDiffers, missingDiffersOf } from "./missing-differs.ts";
import { createShapeRequestStore } from "./shape-request.store.ts";
import { createOversight, type Oversight } from "./oversight.ts";
import { disturbEveryone } from "./protect/everyone.ts";
import type { ResultQuery } from "./query.ts";
import type { Refusal } from "./refusal.ts";
import type { Released } from "./released.ts";
import { createResultStore } from "./result.store.ts";
import { tellStewards } from "./steward-news.ts";
import { ASKING_LIMITS, RULES, type AskingLimits } from "./rules.ts";

/** Face of the step: one question, its protected answer or the polite no. */

export interface UsedVariable {
  /** Slug */
  study: string;
  variable: string;
}

export interface StoredResult {
  kind: "result";
  id: string;
  /** In its one wording, see canonicalQuery. */
  query: ResultQuery;
  variables: readonly UsedVariable[];
  /** Ids */
  snapshots: readonly string[];
  /** Name and version of the protection rules. */
  rules: string;
  released: Released;
  givenAt: Date;
}

/** What a result rests on. */
export interface ResultFooting {
  id: string;
  state: Released["state"];
  /** Ids */
  snapshots: string[];
}

export interface ResultStep {
  /**
   * Answers one question for whoever may ask, or says why not. The same question on the same snapshots: the same answer.
   * `left` says when nobody waits for it any more: measuring then stops.
   */
  ask(asker: Asker, query: ResultQuery, left?: AbortSignal): Promise<StoredResult | Refusal>;
  /** What a steward sees and decides; never an answer. */
  oversight: Oversight;
  /** Tells stewards by mail, once, what needs them; says how many things that were. */
  tellStewards(): Promise<number>;
  /** A result that was given before, exactly as it was given; null where there is none. */
  stored(id: string): Promise<StoredResult | null>;
  /** How complete the data were, a study each; from their snapshots alone. */
  completeness(result: StoredResult): Promise<StudyCompleteness[]>;
  /** How who answered differs from who did not, on these background variables; asked as questions of the asker. */
  missingDiffers(asker: Asker, result: StoredResult, by: readonly string[] | null): Promise<MissingDiffers[]>;
  /** What these results, as far as they were given, rest on; without their cells. */
  footings(ids: readonly string[]): Promise<ResultFooting[]>;
  /** How many results were given that rest on one of these snapshots. */
  givenOn(snapshots: readonly string[]): Promise<number>;
  /** One that was given before, with the words that go with it: what files are written from. */
  takeAlong(id: string, locale: Locale): Promise<ResultDocument | null>;
  close(): Promise<void>;
}

export interface ResultDeps {
  database: Database;
  clock: Clock;
  log: Log;
  secrets: SecretStore;
  study: Pick<StudyStep, "studyBySlug" | "studyById" | "variables" | "waves" | "rolesWaiting">;
  snapshot: Pick<
    SnapshotStep,
    "current" | "newestOf" | "byId" | "allOf" | "open" | "studySecret" | "waitingFinalProposals" | "refused"
  >;
  people: Pick<People, "accounts" | "workplaces" | "tellStewards">;
  /** ASKING_LIMITS, but for tests. */
  limits?: AskingLimits;
  /** What is measured at once; of its own, but for tests. */
  inFlight?: InFlight;
  openDuckDB(path: string, options: DuckDBOptions): Promise<DuckDB>;
}

export function createResultStep(deps: ResultDeps): ResultStep {
  const { clock, limits = ASKING_LIMITS, inFlight = new InFlight() } = deps;
  const store = createResultStore(deps.database);
  const budgetStore = createBudgetStore(deps.database);
  const budget = createBudget({ store: budgetStore, limits, clock });
  const opened = createOpenedSnapshots(deps.openDuckDB, inFlight);
  const ask = createAsking({ ...deps, store, budget, opened, rules: RULES, inFlight });
  const oversight = createOversight({
    ...deps,
    store: budgetStore,
    requestStore: createShapeRequestStore(deps.database),
    rules: RULES,
    limits,
  });
  return {
    ask,
    oversight,
    tellStewards: () => tellStewards({ ...deps, oversight }),
    stored: (id) => store.find(id),
    completeness: (result) => completenessOf(result, deps.snapshot),
    missingDiffers: (asker, result, by) => missingDiffersOf(asker, result, by, { ...deps, ask }),
    footings: (ids) => store.footings(ids),
    givenOn: store.givenOn,
    takeAlong: async (id, locale) => {
      const result = await store.find(id);
      return result && ResultDocument.of(result, await surroundingsOf(result, deps, locale), locale);
    },
    close: () => opened.close(),
  };
}

/** By the rules that questions are answered by. */
export const disturb = disturbEveryone(RULES);

export type { Condition, Dimension, Measure, ResultQuery, VariableReference } from "./query.ts";
export type { ProtectedCell } from "./protect/protect.ts";
export { Released } from "./released.ts";
export type { Refusal, RefusalCode } from "./refusal.ts";
export type { StudyCompleteness } from "./completeness.ts";
export type { MissingDiffers } from "./missing-differs.ts";
export type * from "./oversight.ts";
export type { ShapeRequest } from "./shape-requests.ts";
export type { AskingLimits } from "./rules.ts";
