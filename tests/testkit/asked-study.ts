import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, planAll } from "../../api/flow/result/answer.ts";
import { InFlight } from "../../api/flow/result/in-flight.ts";
import { measuredData } from "../../api/flow/result/measured-files.ts";
import { RollUps } from "../../api/flow/result/roll-ups.ts";
import { disturbEveryone } from "../../api/flow/result/protect/everyone.ts";
import { noiseTables } from "../../api/flow/result/protect/noise.ts";
import type { ProtectedCell } from "../../api/flow/result/protect/protect.ts";
import { canonicalQuery, type ResultQuery } from "../../api/flow/result/query.ts";
import { Refused } from "../../api/flow/result/refusal.ts";
import type { Rules } from "../../api/flow/result/rules.ts";
import { freeze } from "../../api/flow/snapshot/freeze.ts";
import type { Manifest } from "../../api/flow/snapshot/manifest.ts";
import { NO_SURVEY } from "../../api/flow/snapshot/sources.ts";
import type { DerivedSource, VariableDeclaration, WaveDeclaration } from "../../api/flow/study/study.ts";
import type { RuledOut } from "../../api/flow/survey/survey.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";

export type Asked = Omit<ResultQuery, "studies">;

export interface AskedStudy {
  manifest: Manifest;
  /** The same way that every answer goes; a refusal is thrown. */
  ask(query: Asked): Promise<readonly ProtectedCell[]>;
  /** Code of the refusal, or null where it is answered. */
  refusalOf(query: Asked): Promise<string | null>;
  close(): Promise<void>;
}

/** A study frozen from checked data, opened to be asked under these rules. `write` puts persons.parquet and rows.parquet. */
export async function openAskedStudy(
  write: (root: string) => Promise<{
    slug: string;
    folder: string;
    waves: WaveDeclaration[];
    variables: VariableDeclaration[];
    derived?: readonly DerivedSource[];
    askedIn?: Record<string, string[]>;
    /** By code of a wave */
    ruledOut?: Record<string, RuledOut[]>;
  }>,
  { rules, rareCode, secret = Buffer.alloc(32, 1) }: { rules: Rules; rareCode: number; secret?: Buffer },
): Promise<AskedStudy> {
  const root = await mkdtemp(join(tmpdir(), "weerklank-asked-"));
  const { slug, folder, waves, variables, derived = [], askedIn = {}, ruledOut = {} } = await write(root);
  const { manifest } = await freeze({
    sources: {
      study: { slug, title: slug, synthetic: true },
      waves,
      imported: { folder, variables },
      survey: NO_SURVEY,
      derived,
      askedIn: new Map(Object.entries(askedIn)),
      ruledOut: new Map(Object.entries(ruledOut)),
    },
    number: 1,
    state: "PRELIMINARY",
    history: [],
    earlier: null,
    rules: { rareCode },
    asOf: new Date("2026-01-05T09:00:00Z"),
    chance: (bytes) => Buffer.alloc(bytes, 7),
    secret,
    disturb: disturbEveryone(rules),
    folder: join(root, "snapshot"),
  });
  const database = await openDuckDB(join(root, "snapshot", "measure.duckdb"), { readOnly: true });
  const data = measuredData(root, database, { rollUps: new RollUps(), inFlight: new InFlight() });
  const tables = noiseTables(rules);
  const ask = async (asked: Asked): Promise<readonly ProtectedCell[]> => {
    const query = canonicalQuery({ studies: [slug], ...asked });
    const plans = planAll(query, [manifest], rules);
    const given = await answer(query, plans, {
      rules,
      tables,
      secretOf: async () => secret,
      lend: (_at, use) => use(data),
      signal: new AbortController().signal,
    });
    return given.cells;
  };
  return {
    manifest,
    ask,
    async refusalOf(asked) {
      try {
        await ask(asked);
        return null;
      } catch (error) {
        if (error instanceof Refused) return error.refusal.code;
        throw error;
      }
    },
    async close() {
      database.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
