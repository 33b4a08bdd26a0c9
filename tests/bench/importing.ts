import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createStudyStep } from "../../api/flow/study/study.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { makeWholeFolder } from "../../api/platform/files.ts";
import type { Services } from "../../api/services.ts";
import { many, ratio, sayTable, seconds, tell, timed, Times } from "./figures.ts";
import { csvToParquet, csvToTable } from "./native.ts";
import { describePanel, type Panel } from "./panel.ts";

export type Step = "checked" | "queryable" | "CSV to Parquet" | "CSV to a table on disk";

/** Brings a panel in as a study of its own, and gives how long until its values were checked, and until it can be asked. */
export async function bringIn(
  { steps, database, folder, clock, log }: Services,
  panel: Panel,
  slug: string,
): Promise<{ checked: number; queryable: number; studyId: string }> {
  const description = await describePanel(panel, slug);
  const from = performance.now();
  let checked = Number.NaN;
  const study = createStudyStep({
    database,
    folder,
    clock,
    log,
    openDuckDB,
    makeWholeFolder,
    afterClosing: () => undefined,
    async afterImport(studyId) {
      checked = performance.now() - from;
      return (await steps.snapshot.take(studyId)).id;
    },
  });
  const { studyId } = await study.importStudy(description);
  return { checked, queryable: performance.now() - from, studyId };
}

/** The import and DuckDB's own reading of the same file, in turns; `slug` numbered is what the studies are called. */
export async function timeImports(
  services: Services,
  panel: Panel,
  slug: string,
  runs: number,
  scratch: string,
): Promise<{ times: Times<Step>; studyId: string }> {
  const times = new Times<Step>();
  let studyId = "";
  for (let run = 1; run <= runs; run++) {
    tell(`importing ${many(panel.rows)} rows, ${run} of ${runs}`);
    const done = await bringIn(services, panel, `${slug}-${run}`);
    times.add("checked", done.checked);
    times.add("queryable", done.queryable);
    studyId = done.studyId;
    await times.take("CSV to Parquet", () => csvToParquet(panel, scratch));
    const table = join(scratch, "csv-to-table.duckdb");
    times.add("CSV to a table on disk", (await timed(() => csvToTable(panel, table))).ms);
    await rm(table);
  }
  return { times, studyId };
}

export function sayImports(panel: Panel, times: Times<Step>, runs: number): void {
  const perSecond = (step: Step) => many((1000 * panel.rows) / times.median(step));
  const against = (step: Step, other: Step) => ratio(times.median(step) / times.median(other));
  sayTable(
    `Import of ${many(panel.rows)} rows × 20 columns, ${many(panel.bytes / 1e6)} MB (${runs === 1 ? "one run" : `medians of ${runs}`})`,
    ["", "time", "rows a second", "ratio"],
    [
      [
        "import, every value checked",
        seconds(times.median("checked")),
        perSecond("checked"),
        against("checked", "CSV to Parquet"),
      ],
      ["DuckDB, CSV to Parquet", seconds(times.median("CSV to Parquet")), perSecond("CSV to Parquet"), ""],
      [
        "import and snapshot, to queryable",
        seconds(times.median("queryable")),
        perSecond("queryable"),
        against("queryable", "CSV to a table on disk"),
      ],
      [
        "DuckDB, CSV to a table on disk",
        seconds(times.median("CSV to a table on disk")),
        perSecond("CSV to a table on disk"),
        "",
      ],
    ],
  );
}
