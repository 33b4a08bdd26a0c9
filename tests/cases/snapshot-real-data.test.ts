import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { disturb } from "../../api/flow/result/result.ts";
import { freeze, NO_SURVEY, USUAL_RULES } from "../../api/flow/snapshot/snapshot.ts";
import { bringIn } from "../../api/flow/study/bring-in.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { hasRealData, REAL_DATA } from "../testkit/exact-study.ts";

if (!hasRealData)
  console.warn(`\n  SKIPPED: no real data at ${REAL_DATA}; set REAL_DATA to freeze them by the usual rules.\n`);

/** Persons, and the codes that fewer than 30 of them ever carry. */
it.runIf(hasRealData).each([
  ["mvad", 712, {}],
  ["teen-poverty", 1151, {}],
  ["young-men-wages", 545, { industry: ["Mining"], occupation: ["Farm_Laborers_and_Foreman"] }],
  ["first-arrest", 1553, {}],
  ["job-loss-depression", 254, {}],
  ["biofam", 2000, {}],
])("%s may be asked by the usual rules", async (name, persons, merged) => {
  const root = await mkdtemp(join(tmpdir(), "weerklank-real-"));
  try {
    const [folder, work] = [join(root, "import"), join(root, "work")];
    await Promise.all([mkdir(folder), mkdir(work)]);
    const { plan, dictionary } = await bringIn({
      at: join(REAL_DATA, name, "datapackage.json"),
      folder,
      work,
      reportPath: join(root, "problems.csv"),
      surveyVariables: async () => [],
      openDuckDB,
      onProgress: () => undefined,
    });
    const { manifest, notAsked } = await freeze({
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
      rules: USUAL_RULES,
      asOf: new Date("2026-01-05T09:00:00Z"),
      chance: (bytes) => Buffer.alloc(bytes, 7),
      secret: Buffer.alloc(32, 1),
      disturb,
      folder: join(root, "snapshot"),
    });
    expect(notAsked).toBeNull();
    expect(manifest).toMatchObject({ persons, frameDepth: 3 });
    for (const [variable, codes] of Object.entries(merged))
      expect(manifest.variables.find((each) => each.name === variable)?.codings[0]?.merged).toEqual(codes);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
