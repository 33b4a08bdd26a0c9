import { createHash } from "node:crypto";
import type { Chance } from "../../api/platform/chance.ts";
import type { Clock } from "../../api/platform/clock.ts";

/** The same bytes in every run for the same seed. */
export function seededChance(seed: string): Chance {
  let drawn = 0;
  return (bytes) => {
    const blocks: Buffer[] = [];
    for (let length = 0; length < bytes; length += 32)
      blocks.push(createHash("sha256").update(`${seed}|${drawn++}`).digest());
    return Buffer.concat(blocks).subarray(0, bytes);
  };
}

export interface TestClock extends Clock {
  set(iso: string): void;
  pass(time: { days?: number; minutes?: number; seconds?: number }): void;
}

/** Stands still until it is moved. */
export function stillClock(iso = "2026-03-02T10:00:00.000Z"): TestClock {
  let now = new Date(iso);
  return Object.assign(() => new Date(now), {
    set(to: string) {
      now = new Date(to);
    },
    pass({ days = 0, minutes = 0, seconds = 0 }: { days?: number; minutes?: number; seconds?: number }) {
      now = new Date(now.getTime() + ((days * 24 * 60 + minutes) * 60 + seconds) * 1000);
    },
  });
}

/** In place of a folder of secrets: the same 32 bytes for a name, always. */
export const stillSecret = (name: string): Promise<Buffer> =>
  Promise.resolve(createHash("sha256").update(`secret ${name}`).digest());
