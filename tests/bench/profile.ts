import { answer, planAll } from "../../api/flow/result/answer.ts";
import { enumerate } from "../../api/flow/result/elementary.ts";
import { InFlight } from "../../api/flow/result/in-flight.ts";
import { measure } from "../../api/flow/result/measure.ts";
import { measuredData } from "../../api/flow/result/measured-files.ts";
import { noiseTables } from "../../api/flow/result/protect/noise.ts";
import { protect } from "../../api/flow/result/protect/protect.ts";
import { canonicalQuery } from "../../api/flow/result/query.ts";
import { RollUps } from "../../api/flow/result/roll-ups.ts";
import { Slices } from "../../api/flow/result/slices.ts";
import { RULES } from "../../api/flow/result/rules.ts";
import type { Manifest } from "../../api/flow/snapshot/manifest.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import type { Question } from "./questions.ts";
import { Times } from "./figures.ts";

/** Where the time of a first result goes: the same functions in the same order, each timed by itself. */

export const PARTS = ["plan", "enumerate", "measure", "measure again", "protect", "whole"] as const;
export type Part = (typeof PARTS)[number];

/** Milliseconds by question and part; `measure again` from what is kept of the shape. */
export async function profileQuestions(
  questions: readonly Question[],
  manifest: Manifest,
  measurePath: string,
  secret: Buffer,
): Promise<Map<string, Times<Part>>> {
  const database = await openDuckDB(measurePath, { readOnly: true });
  const tables = noiseTables(RULES);
  const { signal } = new AbortController();
  const profiles = new Map<string, Times<Part>>();
  try {
    for (const { name, variants } of questions) {
      const times = new Times<Part>();
      for (const { asks } of variants) {
        const sums = new Map<Part, number>();
        for (const query of asks.map(canonicalQuery)) {
          const add = async <T>(part: Part, work: () => Promise<T> | T): Promise<T> => {
            const from = performance.now();
            const value = await work();
            sums.set(part, (sums.get(part) ?? 0) + performance.now() - from);
            return value;
          };
          const fresh = () => measuredData(measurePath, database, { rollUps: new RollUps(), inFlight: new InFlight() });
          const data = fresh();
          const how = { clip: RULES.clip, signal };
          const [plan] = await add("plan", () => planAll(query, [manifest], RULES));
          if (!plan) throw new Error("one study, one plan");
          const enumeration = await add("enumerate", () => enumerate(plan, new Slices(signal)));
          const measurement = await add("measure", () => measure(plan, data, how));
          await add("measure again", () => measure(plan, data, how));
          await add("protect", () =>
            protect(query, [{ plan, enumeration, measurement, secret }], RULES, tables, new Slices(signal)),
          );
          await add("whole", async () => {
            const opened = fresh();
            return answer(query, planAll(query, [manifest], RULES), {
              rules: RULES,
              tables,
              secretOf: async () => secret,
              lend: (_at, use) => use(opened),
              signal,
            });
          });
        }
        for (const [part, ms] of sums) times.add(part, ms);
      }
      profiles.set(name, times);
    }
  } finally {
    database.close();
  }
  return profiles;
}
