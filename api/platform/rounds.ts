import type { Log } from "./log.ts";

export interface Rounds {
  /** No round begins any more; resolves once the one under way is over. */
  stop(): Promise<void>;
}

/** Does the work every so often, one round at a time. A round that fails is logged, and the next one comes all the same. */
export function startRounds(work: () => Promise<unknown>, everyMs: number, log: Log): Rounds {
  let underWay: Promise<void> | null = null;
  const round = async () => {
    try {
      await work();
    } catch (error) {
      log.error("round failed", { reason: error instanceof Error ? error.name : "unknown" });
    } finally {
      underWay = null;
    }
  };
  const timer = setInterval(() => void (underWay ??= round()), everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
