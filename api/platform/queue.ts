import PgBoss from "pg-boss";
import type { Log } from "./log.ts";

/** One thing to be done, at the latest attempt or not. */
export interface Task {
  id: string;
  last: boolean;
}

export interface Queue {
  /** Each id once: one that waits or was done already is not added again. */
  add(queue: string, ids: readonly string[]): Promise<void>;
  /**
   * Does what is waiting, some at a time, until nothing is or no more is wanted; says how many. What fails comes back,
   * later each time.
   */
  work(queue: string, work: (task: Task) => Promise<void>, wanted?: () => boolean): Promise<number>;
  close(): Promise<void>;
}

const AT_ONCE = 20;

/** A task whose process died comes back after so long. */
const EXPIRE_S = 15 * 60;
const RETRIES = { retryLimit: 6, retryDelay: 30, retryBackoff: true };

/** Tasks in PostgreSQL, in a schema of pg-boss's own; nothing is made there before the first use. */
export function openQueue(url: string, log: Log): Queue {
  let opening: Promise<PgBoss> | null = null;
  const queues = new Map<string, Promise<void>>();

  const open = async (): Promise<PgBoss> => {
    const boss = new PgBoss({
      connectionString: url,
      schema: "queue",
      max: 2,
      schedule: false,
      application_name: "queue",
    });
    boss.on("error", (error) => log.error("queue_failed", { reason: error.name }));
    return boss.start();
  };
  const boss = async (queue: string): Promise<PgBoss> => {
    opening ??= open();
    opening.catch(() => (opening = null));
    const opened = await opening;
    const made = queues.get(queue) ?? opened.createQueue(queue, { name: queue, ...RETRIES, expireInSeconds: EXPIRE_S });
    queues.set(queue, made);
    made.catch(() => queues.delete(queue));
    await made;
    return opened;
  };

  return {
    async add(queue, ids) {
      if (ids.length === 0) return;
      const jobs = ids.map((id) => ({ id, name: queue, ...RETRIES, expireInSeconds: EXPIRE_S }));
      await (await boss(queue)).insert(jobs);
    },

    async work(queue, work, wanted = () => true) {
      const opened = await boss(queue);
      let done = 0;
      while (wanted()) {
        const tasks = await opened.fetch(queue, { batchSize: AT_ONCE, includeMetadata: true });
        if (tasks.length === 0) return done;
        done += tasks.length;
        await Promise.all(
          tasks.map(async ({ id, retryCount, retryLimit }) => {
            try {
              await work({ id, last: retryCount >= retryLimit });
              await opened.complete(queue, id);
            } catch (error) {
              // The name alone: a message may quote what was being done.
              await opened.fail(queue, id, { reason: error instanceof Error ? error.name : "unknown" });
            }
          }),
        );
      }
      return done;
    },

    async close() {
      const opened = await opening?.catch(() => null);
      opening = null;
      await opened?.stop({ graceful: false, wait: true, close: true });
    },
  };
}
