import { join } from "node:path";
import { answer, planAll } from "../../api/flow/result/answer.ts";
import { InFlight } from "../../api/flow/result/in-flight.ts";
import { measure, type Measurement } from "../../api/flow/result/measure.ts";
import { measuredData } from "../../api/flow/result/measured-files.ts";
import type { StudyPlan } from "../../api/flow/result/plan.ts";
import { noiseTables } from "../../api/flow/result/protect/noise.ts";
import type { ProtectedCell } from "../../api/flow/result/protect/protect.ts";
import { canonicalQuery } from "../../api/flow/result/query.ts";
import { RollUps } from "../../api/flow/result/roll-ups.ts";
import { RULES } from "../../api/flow/result/rules.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import type { Asked } from "./asked-study.ts";
import { EXACT } from "./exact-study.ts";
import { type FrozenStudy, TEST_SECRET } from "./freezer.ts";

/** Asks one of several snapshots of a study: protected, as every answer goes, and as it is measured. */
export async function openFrozen({ manifest, folder }: FrozenStudy) {
  const database = await openDuckDB(join(folder, "measure.duckdb"), { readOnly: true });
  const data = measuredData(folder, database, { rollUps: new RollUps(), inFlight: new InFlight() });
  const signal = new AbortController().signal;
  const queryOf = (asked: Asked) => canonicalQuery({ studies: [manifest.study], ...asked });
  return {
    async ask(asked: Asked): Promise<readonly ProtectedCell[]> {
      const query = queryOf(asked);
      const given = await answer(query, planAll(query, [manifest], RULES), {
        rules: RULES,
        tables: noiseTables(RULES),
        secretOf: async () => TEST_SECRET,
        lend: (_at, use) => use(data),
        signal,
      });
      return given.cells;
    },
    async measured(asked: Asked): Promise<{ plan: StudyPlan; measurement: Measurement }> {
      const [plan] = planAll(queryOf(asked), [manifest], EXACT);
      if (plan === undefined) throw new Error("there is no plan");
      return { plan, measurement: await measure(plan, data, { clip: true, signal }) };
    },
    close: () => database.close(),
  };
}
