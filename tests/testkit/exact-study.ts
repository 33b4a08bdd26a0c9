import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, planAll } from "../../api/flow/result/answer.ts";
import type { MeasuredData } from "../../api/flow/result/measure.ts";
import type { ProtectedCell } from "../../api/flow/result/protect/protect.ts";
import { canonicalQuery, type ResultQuery } from "../../api/flow/result/query.ts";
import { RULES, type Rules } from "../../api/flow/result/rules.ts";
import { freeze } from "../../api/flow/snapshot/freeze.ts";
import { NO_SURVEY } from "../../api/flow/snapshot/sources.ts";
import { bringIn } from "../../api/flow/study/bring-in.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";

/** Where the openly distributed data are; tests that need them say loudly where they are not there. */
export const REAL_DATA = process.env.REAL_DATA ?? join(import.meta.dirname, "..", "..", "..", "shared", "data");
export const hasRealData = existsSync(REAL_DATA);

/** The rules without noise, thresholds, rounding, merging, capping and clipping. They exist in tests and nowhere else. */
export const EXACT: Rules = {
  ...RULES,
  name: "exact",
  minimum: Number.NEGATIVE_INFINITY,
  noise: null,
  rounding: null,
  sdFrom: Number.NEGATIVE_INFINITY,
  quartilesFrom: Number.NEGATIVE_INFINITY,
  tailsFrom: Number.NEGATIVE_INFINITY,
  clip: false,
  dominance: null,
  cells: 1_000_000,
};

export interface ExactStudy {
  /** The same way that every answer goes, with the exact rules. */
  ask(query: Omit<ResultQuery, "studies">): Promise<readonly ProtectedCell[]>;
  close(): Promise<void>;
}

/** Imports and freezes a package, without merging. */
export async function openExactStudy(packagePath: string): Promise<ExactStudy> {
  const root = await mkdtemp(join(tmpdir(), "weerklank-exact-"));
  const [folder, work] = [join(root, "import"), join(root, "work")];
  await Promise.all([mkdir(folder), mkdir(work)]);
  const { plan, dictionary } = await bringIn({
    at: packagePath,
    folder,
    work,
    reportPath: join(root, "problems.csv"),
    surveyVariables: async () => [],
    openDuckDB,
    onProgress: () => undefined,
  });
  const { manifest } = await freeze({
    sources: {
      study: { slug: plan.slug, title: plan.title, synthetic: false },
      waves: dictionary.waves,
      imported: { folder, variables: dictionary.variables },
      survey: NO_SURVEY,
    },
    number: 1,
    state: "PRELIMINARY",
    history: [],
    earlier: null,
    rules: { rareCode: 0 },
    asOf: new Date("2026-01-05T09:00:00Z"),
    chance: (bytes) => Buffer.alloc(bytes, 7),
    secret: Buffer.alloc(32, 1),
    folder: join(root, "snapshot"),
  });
  const database = await openDuckDB(join(root, "snapshot", "measure.duckdb"), { readOnly: true });
  const data: MeasuredData = { database, frames: new Map() };
  return {
    async ask(question) {
      const query = canonicalQuery({ studies: [plan.slug], ...question });
      const plans = planAll(query, [manifest], EXACT);
      const given = await answer(query, plans, {
        rules: EXACT,
        tables: null,
        secretOf: async () => Buffer.alloc(32, 1),
        lend: (_at, use) => use(data),
      });
      return given.cells;
    },
    async close() {
      database.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
