import type { DuckDB, DuckDBOptions } from "../../platform/duckdb.ts";
import type { MeasuredData } from "./measure.ts";

export interface OpenedSnapshots {
  /** Lends the opened data of a snapshot for as long as `use` takes. */
  lend<T>(path: string, use: (data: MeasuredData) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Opened {
  data: Promise<MeasuredData>;
  users: number;
}

/** Keeps the measured files that were asked last open, at most `most`; one that is in use is never closed. */
export function createOpenedSnapshots(
  openDuckDB: (path: string, options: DuckDBOptions) => Promise<DuckDB>,
  most = 16,
): OpenedSnapshots {
  // the order of a Map is the order of use: whatever is lent goes to the end
  const opened = new Map<string, Opened>();

  const open = async (path: string): Promise<MeasuredData> => ({
    database: await openDuckDB(path, { readOnly: true }),
    frames: new Map(),
  });

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
