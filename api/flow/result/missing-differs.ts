import type { Asker } from "../../people/people.ts";
import type { SnapshotStep } from "../snapshot/snapshot.ts";
import { completenessOf } from "./completeness.ts";
import type { ResultQuery } from "./query.ts";
import type { Refusal } from "./refusal.ts";
import type { ResultStep, StoredResult } from "./result.ts";

/** How those who answered differ from those who did not, on one background variable. */
export interface MissingDiffers {
  /** Slug */
  study: string;
  variable: string;
  label: string;
  /** Retention by code and wave: a question like any other, with its protection and its limits. */
  answer: StoredResult | Refusal;
}

/** So many variables at once; one may name others. */
const AT_ONCE = 3;

interface MissingDeps {
  snapshot: Pick<SnapshotStep, "byId" | "open">;
  ask: ResultStep["ask"];
}

/**
 * Asked on behalf of whoever looks: it is in the ledger, counts as a shape of theirs, and goes through plan, measure and
 * protect like every question. Nothing where the study's first wave is the only one asked: who was seen in the first is
 * whom later waves are compared with.
 */
export async function missingDiffersOf(
  asker: Asker,
  result: StoredResult,
  wanted: readonly string[] | null,
  { snapshot, ask }: MissingDeps,
): Promise<MissingDiffers[]> {
  const studies = await completenessOf(result, snapshot);
  const answers: MissingDiffers[] = [];
  for (const [at, { study, waves, comparedOn }] of studies.entries()) {
    const id = result.snapshots[at] ?? "";
    const from = waves[0]?.code;
    const to = waves.at(-1)?.code;
    if (from === undefined || to === undefined) continue;
    const chosen = comparedOn.filter(({ name }) => wanted?.includes(name) ?? true).slice(0, AT_ONCE);
    for (const { name, label } of chosen) {
      const query: ResultQuery = {
        studies: [study],
        measure: { retention: true },
        by: [{ variable: { name } }, { wave: true }],
        waves: { from, to },
        snapshots: [id],
      };
      answers.push({ study, variable: name, label, answer: await ask(asker, query) });
    }
  }
  return answers;
}
