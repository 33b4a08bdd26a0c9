import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { LockHeld, takeLock, type FileLock } from "./platform/file-lock.ts";

/** A reason not to start that its reader can do something about. */
export class CannotStart extends Error {}

/** One server a data folder; one that was killed leaves a lock that the next one takes over. */
export async function lockDataFolder(folder: string): Promise<FileLock> {
  await mkdir(folder, { recursive: true });
  try {
    return await takeLock(join(resolve(folder), "server.lock"));
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    throw new CannotStart(
      `Er draait al een Weerklank op ${folder} (proces ${error.pid}). Stop die eerst, of kies een andere map met DATA_DIR.\n` +
        `A Weerklank is already running on ${folder} (process ${error.pid}). Stop it first, or choose another folder with DATA_DIR.`,
    );
  }
}
