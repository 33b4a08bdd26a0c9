import type { DuckDB } from "../../platform/duckdb.ts";
import type { LoadedTable } from "./load-table.ts";
import type { ProblemTable } from "./problem-table.ts";
import { failing, literal, text } from "./value-checks.ts";

export async function countBad(db: DuckDB, name: string): Promise<number> {
  const [found] = await db.rows<{ n: bigint }>(`select count(*) as n from ${name} where bad`);
  return Number(found?.n ?? 0);
}

export async function listBadValues(db: DuckDB, problems: ProblemTable, loaded: LoadedTable): Promise<void> {
  if ((await countBad(db, loaded.name)) === 0) return;
  const numbered = await loaded.withLines();
  const before = await problems.count();
  for (const [i, sql] of loaded.fields.entries()) {
    const found = [
      ...(sql.required ? [{ code: "REQUIRED", detail: null, wrong: sql.isMissing }] : []),
      ...sql.checks.map(({ code, detail, when }) => ({ code, detail, wrong: failing(sql, when) })),
    ];
    if (found.length === 0) continue;
    const first = found.map(({ wrong }, at) => `when ${wrong} then ${at}`).join(" ");
    const kinds = found.map(({ code, detail }, at) => `(${at}, ${literal(code)}, ${text(detail)})`).join(", ");
    await problems.addSelected(
      `select kind.code, ${literal(loaded.plan.file)}, row, ${text(loaded.plan.fields[i]?.field.name ?? null)}, kind.detail
       from (select row, case ${first} end as which from ${numbered}) join (values ${kinds}) kind (which, code, detail) using (which)`,
    );
  }
  if ((await problems.count()) === before) throw new Error(`rows of ${loaded.name} are bad without a reason`);
}
