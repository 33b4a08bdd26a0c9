import type { Asker, Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Manifest } from "../snapshot/manifest.ts";
import type { Snapshot, SnapshotStep } from "../snapshot/snapshot.ts";
import { answer, planAll } from "./answer.ts";
import { asksForWorkplace, type Budget } from "./budget.ts";
import { checkStudies } from "./comparable.ts";
import type { OpenedSnapshots } from "./measured-files.ts";
import { tooSlow, type InFlight } from "./in-flight.ts";
import { noiseTables } from "./protect/noise.ts";
import { canonicalQuery, type ResultQuery } from "./query.ts";
import { Refused, type Refusal } from "./refusal.ts";
import type { StudyPlan } from "./plan.ts";
import { release, resultId, variablesOf } from "./release.ts";
import { resultPolicy } from "./result.policy.ts";
import type { ResultStep, StoredResult } from "./result.ts";
import type { LedgerLine, ResultStore } from "./result.store.ts";
import { rulesFor, type Rules } from "./rules.ts";
import { shapeOf, type Shape } from "./shape.ts";

interface AskingDeps {
  store: ResultStore;
  budget: Budget;
  opened: OpenedSnapshots;
  rules: Rules;
  inFlight: InFlight;
  clock: Clock;
  log: Log;
  snapshot: Pick<SnapshotStep, "newestOf" | "byId" | "open" | "studySecret">;
}

/** A study's snapshot that a question is about. `replaced`: only what was given before may be given again. */
interface Source {
  studyId: string;
  snapshot: Snapshot;
  manifest: Manifest;
  measurePath: string;
  replaced: boolean;
}

export function createAsking(deps: AskingDeps): ResultStep["ask"] {
  const { store, budget, opened, inFlight, clock, snapshot } = deps;
  const tables = noiseTables(deps.rules);

  async function sourcesOf(query: ResultQuery): Promise<Source[]> {
    checkStudies(query.studies);
    const named = await Promise.all((query.snapshots ?? []).map(findSnapshot));
    const sources = await Promise.all(
      query.studies.map(async (slug): Promise<Source> => {
        const found = await snapshot.newestOf(slug);
        if (!found) throw unknownStudy(slug);
        const { studyId, snapshot: newest } = found;
        const current = newest?.withdrawn === null ? newest : null;
        const chosen = named.find((one) => one.studyId === studyId) ?? current;
        if (!chosen) throw newest ? withdrawn(slug) : noSnapshot(slug);
        const { manifest, measurePath } = await snapshot.open(chosen);
        return { studyId, snapshot: chosen, manifest, measurePath, replaced: chosen.id !== current?.id };
      }),
    );
    const stray = named.find(({ id }) => !sources.some((source) => source.snapshot.id === id));
    if (stray) throw unknownSnapshot(stray.id);
    return sources;
  }

  async function findSnapshot(id: string): Promise<Snapshot> {
    const found = await snapshot.byId(id);
    if (!found) throw unknownSnapshot(id);
    return found;
  }

  /** The answer that is kept, or else a new one. It counts either way: a limit is on what somebody comes to know. */
  async function answerOf(
    asker: Viewer,
    query: ResultQuery,
    sources: readonly Source[],
    { rules, ...read }: Read,
    signal: AbortSignal,
  ): Promise<Given> {
    const manifests = sources.map(({ manifest }) => manifest);
    const id = resultId(query, manifests, rules.name);
    const { plans, shapes } = read;
    const spend = () =>
      budget.spend(
        asker,
        shapes.map((shape, at) => ({ studyId: (sources[at] as Source).studyId, shape })),
      );
    const pinned = sources.some(({ replaced }) => replaced);
    const [known] = await Promise.all([store.find(id), pinned ? null : spend()]);
    if (known) {
      if (pinned) await spend();
      return { result: known, again: true };
    }
    const withdrawnAt = sources.findIndex((source) => source.snapshot.withdrawn !== null);
    if (withdrawnAt >= 0) throw withdrawnPinned(manifests[withdrawnAt]?.study ?? "");
    if (pinned) throw replaced();
    const protectedAnswer = await answer(query, plans, {
      rules,
      tables,
      secretOf: (at) => snapshot.studySecret((sources[at] as Source).studyId),
      lend: (at, use) => opened.lend((sources[at] as Source).measurePath, use),
      signal,
    });
    return {
      again: false,
      result: {
        kind: "result",
        id,
        query,
        variables: variablesOf(plans),
        snapshots: sources.map((source) => source.snapshot.id),
        rules: rules.name,
        released: release(protectedAnswer, plans, stateOf(sources)),
        givenAt: clock(),
      },
    };
  }

  return async (asker: Asker, asked: ResultQuery, left?: AbortSignal): Promise<StoredResult | Refusal> => {
    const signal = AbortSignal.any([AbortSignal.timeout(inFlight.milliseconds), ...(left ? [left] : [])]);
    if (asker === null || !resultPolicy.askResult({ viewer: asker, respondent: null })) return notPermitted(asker);
    let sources: Source[] = [];
    let read: Read = { rules: deps.rules, plans: [], shapes: [] };
    const line = (): Omit<LedgerLine, "resultId" | "refusal" | "again"> => ({
      at: clock(),
      userId: asker.userId,
      studies: sources.map(({ manifest }) => manifest.study),
      snapshots: sources.map((source) => source.snapshot.id),
      ...ledgerWords(read.shapes, sources),
    });
    try {
      [sources] = await Promise.all([sourcesOf(asked), budget.keepPace(asker)]);
      const query = canonicalQuery(asked);
      const rules = rulesFor(asker, asksForWorkplace(asker.roles), deps.rules);
      const plans = planAll(
        query,
        sources.map(({ manifest }) => manifest),
        rules,
      );
      read = { rules, plans, shapes: plans.map((plan) => shapeOf(plan, query.weighted ?? false)) };
      const { result, again } = await answerOf(asker, query, sources, read, signal);
      await store.write({ ...line(), resultId: result.id, refusal: null, again }, again ? null : result);
      return result;
    } catch (error) {
      // Whoever left is not told any more.
      const refused = signal.aborted && error === signal.reason ? tooSlow() : error;
      if (!(refused instanceof Refused)) throw error;
      await store.write({ ...line(), resultId: null, refusal: refused.refusal.code, again: false }, null);
      return refused.refusal;
    }
  };
}

/** Final where every snapshot asked is. */
const stateOf = (sources: readonly Source[]): Snapshot["state"] =>
  sources.every(({ snapshot }) => snapshot.state === "FINAL") ? "FINAL" : "PRELIMINARY";

/** A question as it was understood: the rules for its asker, a plan and a shape a study. */
interface Read {
  rules: Rules;
  plans: readonly StudyPlan[];
  shapes: readonly Shape[];
}

interface Given {
  result: StoredResult;
  again: boolean;
}

/** What was asked, without codes; empty where it could not be read as a question. */
function ledgerWords(
  shapes: readonly Shape[],
  sources: readonly Source[],
): Pick<LedgerLine, "shape" | "variables" | "frames"> {
  const named = (names: (shape: Shape) => readonly string[]) =>
    shapes.flatMap((shape, at) => names(shape).map((name) => `${(sources[at] as Source).manifest.study}/${name}`));
  return {
    shape: [...new Set(shapes.map(({ text }) => text))].join("\n"),
    variables: named(({ answers }) => answers.map(({ variable }) => variable)),
    frames: named(({ frames }) => frames),
  };
}

function notPermitted(asker: Asker): Refusal {
  return new Refused(
    "NOT_PERMITTED",
    "known askers only",
    {
      nl: "Vragen stellen kan als onderzoeker, lid van een leerwerkplaats of dataverantwoordelijke.",
      en: "Researchers, workplace members and data stewards may ask questions.",
    },
    asker === null ? [{ nl: "Log in.", en: "Sign in." }] : [],
  ).refusal;
}

function unknownStudy(slug: string): Refused {
  return new Refused(
    "UNKNOWN_STUDY",
    "listed studies",
    { nl: `Er is geen studie “${slug}”.`, en: `There is no study “${slug}”.` },
    [{ nl: "Kies een studie uit de lijst (studies).", en: "Choose a study from the list (studies)." }],
  );
}

function noSnapshot(slug: string): Refused {
  return new Refused("NO_SNAPSHOT", "closed snapshots only", {
    nl: `“${slug}” heeft nog geen momentopname om uit te antwoorden.`,
    en: `“${slug}” has no snapshot to answer from yet.`,
  });
}

function withdrawn(slug: string): Refused {
  return new Refused("NO_SNAPSHOT", "no wrong data", {
    nl: `De gegevens van “${slug}” zijn ingetrokken omdat ze niet kloppen. Zodra er een nieuwe momentopname is, kun je weer vragen stellen.`,
    en: `The data of “${slug}” were withdrawn because they are not right. You can ask again once there is a new snapshot.`,
  });
}

function withdrawnPinned(slug: string): Refused {
  return new Refused(
    "SNAPSHOT_REPLACED",
    "nothing new from a withdrawn snapshot",
    {
      nl: `Deze momentopname van “${slug}” is ingetrokken; alleen wat er al uit gegeven is, blijft te zien.`,
      en: `This snapshot of “${slug}” was withdrawn; only what was given from it before can still be seen.`,
    },
    [{ nl: "Laat snapshots weg.", en: "Leave snapshots out." }],
  );
}

function unknownSnapshot(id: string): Refused {
  return new Refused(
    "UNKNOWN_SNAPSHOT",
    "snapshots of the studies asked",
    {
      nl: `Er is geen momentopname “${id}” van deze studies.`,
      en: `There is no snapshot “${id}” of these studies.`,
    },
    [{ nl: "Laat snapshots weg.", en: "Leave snapshots out." }],
  );
}

function replaced(): Refused {
  return new Refused(
    "SNAPSHOT_REPLACED",
    "nothing new from a replaced snapshot",
    {
      nl: "Deze momentopname is vervangen; alleen wat er al uit gegeven is, blijft te zien.",
      en: "This snapshot was replaced; only what was given from it before can still be seen.",
    },
    [{ nl: "Laat snapshots weg.", en: "Leave snapshots out." }],
  );
}
