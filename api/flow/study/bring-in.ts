import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDB } from "../../platform/duckdb.ts";
import { checkTables } from "./check-tables.ts";
import { problem, StudyRefused } from "./import-problems.ts";
import { loadTable, weightOf, type LoadedTable } from "./load-table.ts";
import { planStudy, type StudyPlan } from "./plan-study.ts";
import { createProblemTable, type ProblemTable } from "./problem-table.ts";
import { readPackage } from "./read-package.ts";
import type { ImportDictionary } from "./study.ts";
import { literal } from "./value-checks.ts";
import { ROWS_FILE, whileRead, writePersons, writeRows } from "./write-study.ts";

export interface BringIn {
  /** Folder of the package, or the file that describes it. */
  at: string;
  /** Where the checked data go; it is there and empty. */
  folder: string;
  /** For what is needed only meanwhile. */
  work: string;
  /** Where the file of all problems goes, if there are any. */
  reportPath: string;
  /** Names that surveys of this study feed. */
  surveyVariables(slug: string): Promise<readonly string[]>;
  openDuckDB(path: string, options: { readOnly: boolean }): Promise<DuckDB>;
  /** 0 to 1 */
  onProgress(share: number): void;
}

export interface Checked {
  plan: StudyPlan;
  dictionary: ImportDictionary;
  persons: number;
  rows: number;
}

/** What DuckDB may hold in memory; what is more goes to the work folder meanwhile. */
const MEMORY = "2GB";

/** What share of the work is done when: reading, comparing, writing. */
const SHARE = { read: 0.6, compared: 0.75 } as const;

/** Checks a package and writes its data in the form that snapshots are made from; throws StudyRefused. */
export async function bringIn(wish: BringIn): Promise<Checked> {
  const db = await wish.openDuckDB(":memory:", { readOnly: false });
  try {
    await mkdir(join(wish.work, "spill"), { recursive: true });
    await db.run(`set temp_directory = ${literal(join(wish.work, "spill"))}`);
    await db.run(`set memory_limit = '${MEMORY}'`);
    const problems = await createProblemTable(db);
    const refuseIfAny = async () => {
      if ((await problems.count()) > 0) throw await problems.refuse(wish.reportPath);
    };

    const plan = await collected(problems, async () => planStudy(await readPackage(wish.at)));
    if (plan) await refuseSurveyVariables(plan, problems, wish);
    await refuseIfAny();
    if (!plan) throw new Error("a package without a plan has no problem either");

    const tables = await readAll(db, plan, problems, wish);
    const waves = await checkTables({ db, plan, tables: tables.filter(({ whole }) => whole), problems });
    await refuseIfAny();
    wish.onProgress(SHARE.compared);

    const dictionary = { waves, variables: plan.variables, askedIn: plan.askedIn };
    const writing = { db, plan, tables, folder: wish.folder };
    const rows = await writeRows(writing);
    const persons = await writePersons(writing);
    await writeFile(join(wish.folder, "dictionary.json"), JSON.stringify(dictionary), { mode: 0o600 });
    return { plan, dictionary, persons, rows };
  } catch (error) {
    // Rows may have been written before something was found wrong with them.
    await rm(join(wish.folder, ROWS_FILE), { force: true });
    throw error;
  } finally {
    db.close();
    for (const name of await readdir(wish.work)) await rm(join(wish.work, name), { recursive: true, force: true });
  }
}

/** Keeps what is refused as problems, so that everything that can be said is said at once. */
async function collected<T>(problems: ProblemTable, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StudyRefused)) throw error;
    await problems.add(error.found);
    return null;
  }
}

async function readAll(db: DuckDB, plan: StudyPlan, problems: ProblemTable, wish: BringIn): Promise<LoadedTable[]> {
  const total = plan.tables.reduce((sum, table) => sum + weightOf(table), 0);
  const loaded: LoadedTable[] = [];
  let before = 0;
  for (const [index, table] of plan.tables.entries()) {
    const weight = weightOf(table);
    const onProgress = (share: number) => wish.onProgress((SHARE.read * (before + share * weight)) / total);
    const one = await collected(problems, () =>
      loadTable(table, index, { db, problems, work: wish.work, onProgress, rows: whileRead(table, plan, wish.folder) }),
    );
    if (one) loaded.push(one);
    before += weight;
    onProgress(0);
  }
  return loaded;
}

async function refuseSurveyVariables(plan: StudyPlan, problems: ProblemTable, wish: BringIn): Promise<void> {
  const fed = new Set(await wish.surveyVariables(plan.slug));
  const taken = plan.variables.filter(({ name }) => fed.has(name));
  await problems.add(taken.map(({ name }) => problem("VARIABLE_OF_SURVEY", { field: name })));
}
