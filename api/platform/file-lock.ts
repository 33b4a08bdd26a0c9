import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { isRunning, pidOf, processMark } from "./processes.ts";

export interface FileLock {
  release(): Promise<void>;
}

/** Taking a stale lock away is a look and a removal; whoever needs longer has stopped. */
const TAKING_AWAY_MS = 5_000;

export class LockHeld extends Error {
  readonly pid: number;
  constructor(path: string, pid: number) {
    super(`${path} is held by process ${pid}`);
    this.pid = pid;
  }
}

/**
 * Takes a lock that one running process has at a time; a lock whose process has ended is taken over.
 * Waits at most so many milliseconds for it, then throws LockHeld.
 */
export async function takeLock(path: string, waitMs = 0): Promise<FileLock> {
  const mine = processMark();
  const making = `${path}.${mine}.${randomBytes(4).toString("hex")}`;
  await writeFile(making, mine, { mode: 0o600 });
  try {
    for (const until = Date.now() + waitMs; ;) {
      try {
        // A link appears with its content, and never replaces what is there.
        await link(making, path);
        return { release: () => rm(path, { force: true }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = await readFile(path, "utf8").catch(() => null);
      if (holder === null) continue;
      if (!isRunning(holder)) await takeAway(path, holder);
      else if (Date.now() >= until) throw new LockHeld(path, pidOf(holder));
      else await pause(20);
    }
  } finally {
    await rm(making, { force: true });
  }
}

/**
 * Of several that find the same stale lock one at a time looks again and removes it, under a lock of its own that is
 * named after the process that ended: nobody can remove a lock that was taken meanwhile.
 */
async function takeAway(path: string, stale: string): Promise<void> {
  const turn = await takeLock(`${path}.after-${stale.replace(/\W+/g, "-")}`, TAKING_AWAY_MS);
  try {
    if ((await readFile(path, "utf8").catch(() => null)) === stale) await rm(path, { force: true });
  } finally {
    await turn.release();
  }
}
