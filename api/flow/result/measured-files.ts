import type { DuckDB, DuckDBOptions } from "../../platform/duckdb.ts";
import { InFlight } from "./in-flight.ts";
import type { MeasuredData } from "./measure.ts";
import { RollUps } from "./roll-ups.ts";

/** So many files are held open at most, and in each DuckDB holds so much in memory: 2 GB together. */
const MOST_OPEN = 4;
export const MEASURING_MEMORY = "512MB";

export interface OpenedSnapshots {
  /** Lends the opened data of a snapshot for as long as `use` takes. */
  lend<T>(path: string, use: (data: MeasuredData) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Opened {
  data: Promise<MeasuredData>;
  users: number;
}

/** An opened file with nothing read of it yet. `name`: unlike any other's. */
export const measuredData = (
  name: string,
  database: DuckDB,
  { rollUps, inFlight }: Pick<MeasuredData, "rollUps" | "inFlight">,
): MeasuredData => ({ name, database, frames: new Map(), ranges: new Map(), rollUps, inFlight });

/**
 * Keeps the measured files that were asked last open, at most `most`; one that is in use is never closed. What was
 * measured is kept beyond that, as far as there is room: a snapshot never changes.
 */
export function createOpenedSnapshots(
  openDuckDB: (path: string, options: DuckDBOptions) => Promise<DuckDB>,
  inFlight: InFlight = new InFlight(),
  most = MOST_OPEN,
): OpenedSnapshots {
  const rollUps = new RollUps();
  // the order of a Map is the order of use: whatever is lent goes to the end
  const opened = new Map<string, Opened>();

  const open = async (path: string): Promise<MeasuredData> =>
    measuredData(path, await openDuckDB(path, { readOnly: true, memory: MEASURING_MEMORY }), { rollUps, inFlight });

  const closeIdle = async (keep: number): Promise<void> => {
    for (const [path, entry] of opened) {
      if (opened.size <= keep) return;
      if (entry.users > 0) continue;
      opened.delete(path);
      (await entry.data).database.close();
    }
  };

  return {
    async lend(path, use) {
      const entry = opened.get(path) ?? { data: open(path), users: 0 };
      opened.delete(path);
      opened.set(path, entry);
      entry.users += 1;
      try {
        return await use(await entry.data);
      } catch (error) {
        if (
          await entry.data.then(
            () => false,
            () => true,
          )
        )
          opened.delete(path);
        throw error;
      } finally {
        entry.users -= 1;
        await closeIdle(most);
      }
    },
    close: () => closeIdle(0),
  };
}
