import { answer, planAll } from "../../api/flow/result/answer.ts";
import { enumerate } from "../../api/flow/result/elementary.ts";
import { measure, type MeasuredData } from "../../api/flow/result/measure.ts";
import { cellStatement, everStatement } from "../../api/flow/result/measure-sql.ts";
import { noiseTables } from "../../api/flow/result/protect/noise.ts";
import { protect } from "../../api/flow/result/protect/protect.ts";
import { canonicalQuery } from "../../api/flow/result/query.ts";
import { RULES } from "../../api/flow/result/rules.ts";
import type { Manifest } from "../../api/flow/snapshot/manifest.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import type { Question } from "./questions.ts";
import { Times } from "./figures.ts";

/** Where the time of a first result goes: the same functions in the same order, each timed by itself. */

export const PARTS = ["plan", "enumerate", "cells", "ever", "read cells", "protect", "whole"] as const;
export type Part = (typeof PARTS)[number];

/** Milliseconds by question and part; `cells` and `ever` are their statements alone, `read cells` all of measuring. */
export async function profileQuestions(
  questions: readonly Question[],
  manifest: Manifest,
  measurePath: string,
  secret: Buffer,
): Promise<Map<string, Times<Part>>> {
  const database = await openDuckDB(measurePath, { readOnly: true });
  const tables = noiseTables(RULES);
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
          const data: MeasuredData = { database, frames: new Map() };
          const [plan] = await add("plan", () => planAll(query, [manifest], RULES));
          if (!plan) throw new Error("one study, one plan");
          const enumeration = await add("enumerate", () => enumerate(plan, RULES));
          await add("cells", async () => {
            // As measuring does: contexts with another number of axes are another statement.
            const widths = new Set(plan.contexts.map(widthOf));
            for (const width of widths)
              await database.instance.connect().then(async (connection) => {
                const contexts = plan.contexts.filter((context) => widthOf(context) === width);
                await connection.runAndReadAll(cellStatement({ ...plan, contexts }, RULES.clip));
                connection.closeSync();
              });
          });
          await add("ever", () => (plan.pooled ? database.rows(everStatement(plan)).then(() => undefined) : undefined));
          const measurement = await add("read cells", () => measure(plan, data, RULES.clip));
          await add("protect", () => protect(query, [{ plan, enumeration, measurement, secret }], RULES, tables));
          await add("whole", async () => {
            const effects = { rules: RULES, tables, secretOf: async () => secret };
            const fresh: MeasuredData = { database, frames: new Map() };
            return answer(query, planAll(query, [manifest], RULES), { ...effects, lend: (_at, use) => use(fresh) });
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

const widthOf = ({ frameAxes, labelAxes }: { frameAxes: readonly number[]; labelAxes: readonly number[] }): number =>
  frameAxes.length + labelAxes.length;
