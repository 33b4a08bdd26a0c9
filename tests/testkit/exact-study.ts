import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { RULES, type Rules } from "../../api/flow/result/rules.ts";
import { bringIn } from "../../api/flow/study/bring-in.ts";
import type { DerivedSource } from "../../api/flow/study/study.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { openAskedStudy, type AskedStudy } from "./asked-study.ts";

/** Where the openly distributed data are; tests that need them say loudly where they are not there. */
export const REAL_DATA = process.env.REAL_DATA ?? join(import.meta.dirname, "..", "..", "..", "shared", "data");
export const hasRealData = existsSync(REAL_DATA);

/** The rules without noise, thresholds, rounding, merging, capping and clipping. They exist in tests and nowhere else. */
export const EXACT: Rules = {
  ...RULES,
  name: "exact",
  minimum: Number.NEGATIVE_INFINITY,
  frame: Number.NEGATIVE_INFINITY,
  audited: false,
  noise: null,
  rounding: null,
  sdFrom: Number.NEGATIVE_INFINITY,
  quartilesFrom: Number.NEGATIVE_INFINITY,
  tailsFrom: Number.NEGATIVE_INFINITY,
  clip: false,
  dominance: null,
  elementaryCells: 10_000_000,
  cells: 1_000_000,
};

/** Imports and freezes a package, without merging; asked under the exact rules. */
export const openExactStudy = (packagePath: string, derived: readonly DerivedSource[] = []): Promise<AskedStudy> =>
  openAskedStudy(
    async (root) => {
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
      return { slug: plan.slug, folder, ...dictionary, derived };
    },
    { rules: EXACT, rareCode: 0 },
  );
