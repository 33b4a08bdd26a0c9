import type { DuckDB } from "../../platform/duckdb.ts";
import { IMPORT_PROBLEMS, StudyRefused, type Finding } from "./import-problems.ts";
import { literal } from "./value-checks.ts";

/** So many problems are read out; all of them are in the file. */
export const FIRST_PROBLEMS = 20;

/** Columns of the table `problem` of the working database, in this order. */
const COLUMNS = "code, file, row, field, detail";

/**
 * Everything that is wrong, kept in the working database: a file may have a million problems, and none of them goes
 * through JavaScript but the first.
 */
export async function createProblemTable(db: DuckDB) {
  await db.run("create table problem (code varchar, file varchar, row bigint, field varchar, detail varchar)");
  const count = async (): Promise<number> => {
    const [found] = await db.rows<{ n: bigint }>("select count(*) as n from problem");
    return Number(found?.n ?? 0);
  };
  return {
    count,

    async add(found: readonly Finding[]): Promise<void> {
      for (const { code, file, row, field, detail } of found)
        await db.run(`insert into problem (${COLUMNS}) values ($1, $2, $3::bigint, $4, $5)`, [
          code,
          file,
          row,
          field,
          detail,
        ]);
    },

    /** `select` gives code, file, row, field and detail. */
    addSelected: (select: string): Promise<void> => db.run(`insert into problem (${COLUMNS}) ${select}`),

    /** Writes the file of all problems and gives the refusal, with the first of them. */
    async refuse(reportPath: string): Promise<StudyRefused> {
      await db.run("create table words (code varchar, nl varchar, en varchar)");
      for (const [code, { nl, en }] of Object.entries(IMPORT_PROBLEMS))
        await db.run("insert into words values ($1, $2, $3)", [code, nl, en]);
      await db.run(
        `copy (select p.code, p.file, p.row, ${inSheet("p.field")} as field, ${sentence("nl")} as nl, ${sentence("en")} as en
           from problem p join words w using (code) order by p.file, p.row, p.field, p.code)
         to ${literal(reportPath)} (format csv, header)`,
      );
      const first = await db.rows<Omit<Finding, "row"> & { row: bigint | null }>(
        `select ${COLUMNS} from problem order by file, row, field, code limit ${FIRST_PROBLEMS}`,
      );
      return new StudyRefused(
        first.map((found) => ({ ...found, row: found.row === null ? null : Number(found.row) })),
        await count(),
        reportPath,
      );
    },
  };
}
export type ProblemTable = Awaited<ReturnType<typeof createProblemTable>>;

const filled = (name: "file" | "field" | "detail", text: string): string =>
  `replace(${text}, '{${name}}', coalesce(p.${name}, ''))`;

const sentence = (locale: "nl" | "en"): string =>
  inSheet(filled("file", filled("field", filled("detail", `w.${locale}`))));

/** A name that starts as a formula does would be run as one by a spreadsheet. */
const inSheet = (text: string): string =>
  `case when regexp_matches(${text}, '^[=+@\\t-]') then '''' || ${text} else ${text} end`;
