import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { disturb } from "../../api/flow/result/result.ts";
import {
  freeze,
  type FreezeInput,
  type Frozen,
  NO_SURVEY,
  type SurveySource,
} from "../../api/flow/snapshot/snapshot.ts";
import type { DerivedSource, VariableDeclaration, WaveDeclaration } from "../../api/flow/study/study.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { type ImportedPerson, writeImported } from "./imported-folder.ts";

export interface StudyData {
  waves: readonly WaveDeclaration[];
  variables: readonly VariableDeclaration[];
  persons: readonly ImportedPerson[];
  survey?: SurveySource;
  derived?: readonly DerivedSource[];
  /** Codes of the waves that a variable was asked in, where that is declared; of a recorded study. */
  askedIn?: Readonly<Record<string, readonly string[]>>;
}

export interface FrozenStudy extends Frozen {
  folder: string;
  /** Rows of the measured tables. */
  ask<Row>(sql: string): Promise<Row[]>;
  /** Rows of data.parquet, which is called `data`. */
  takeAway<Row>(sql: string): Promise<Row[]>;
}

export const TEST_SECRET = createHash("sha256").update("a secret for tests only").digest();

/** Freezes made-up studies without a database, each in a folder of its own below one that `remove` takes away. */
export async function makeFreezer() {
  const root = await mkdtemp(join(tmpdir(), "weerklank-frozen-"));
  let made = 0;

  async function query<Row>(path: string, sql: string): Promise<Row[]> {
    const duckdb = await openDuckDB(path, { readOnly: path !== ":memory:" });
    try {
      return await duckdb.rows<Row>(sql);
    } finally {
      duckdb.close();
    }
  }

  return {
    root,
    async freeze(data: StudyData, changes: Partial<FreezeInput> = {}): Promise<FrozenStudy> {
      const imported = join(root, `import-${++made}`);
      await writeImported(imported, data.waves, data.variables, data.persons);
      const folder = join(root, `snapshot-${made}`);
      const frozen = await freeze({
        sources: {
          study: { slug: "proef", title: "Proef", synthetic: true },
          waves: data.waves,
          imported: { folder: imported, variables: data.variables },
          survey: data.survey ?? NO_SURVEY,
          derived: data.derived ?? [],
        },
        number: 1,
        state: "PRELIMINARY",
        history: [],
        earlier: null,
        rules: { rareCode: 30 },
        asOf: new Date("2026-11-22T10:00:00Z"),
        chance: (bytes) => Buffer.alloc(bytes, 7),
        secret: TEST_SECRET,
        disturb,
        folder,
        ...changes,
      });
      return {
        ...frozen,
        folder,
        ask: (sql) => query(join(folder, "measure.duckdb"), sql),
        takeAway: (sql) =>
          query(":memory:", `with data as (from read_parquet('${join(folder, "data.parquet")}')) ${sql}`),
      };
    },
    /** Freezes once more, after an earlier one. */
    again(earlier: FrozenStudy, data: StudyData, changes: Partial<FreezeInput> = {}): Promise<FrozenStudy> {
      const { number, history } = earlier.manifest;
      return this.freeze(data, { number: number + 1, history, earlier, ...changes });
    },
    manifestIn: async (folder: string): Promise<unknown> =>
      JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export type Freezer = Awaited<ReturnType<typeof makeFreezer>>;
