import type { People } from "../../../people/people.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Log } from "../../../platform/log.ts";
import type { Queue, Task } from "../../../platform/queue.ts";
import type { AlarmStore } from "./alarm.store.ts";
import { handlerMessage } from "./handler-message.ts";
import type { Routing } from "./routing.ts";

interface Shared {
  store: AlarmStore;
  routing: Routing;
  people: Pick<People, "accounts" | "writeTo" | "tellStewards">;
  queue: Queue;
  clock: Clock;
  log: Log;
  publicUrl: string;
}

const TURNS = "alarm-turns";
const MAILS = "alarm-mails";

/** Days from closing to deletion */
export const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;
export const clearedOn = (closedAt: Date): Date => new Date(closedAt.getTime() + KEPT_DAYS * DAY_MS);

const NOBODY = {
  nl: "Er wacht een dringend bericht dat niemand heeft bevestigd. Wijs iemand aan die het leest.",
  en: "An urgent message waits that nobody has confirmed. Name somebody who reads it.",
};

export function createEscalating({ store, routing, people, queue, clock, log, publicUrl }: Shared) {
  let stopping = false;
  let underWay: Promise<void> = Promise.resolve();

  /** To the next person, or to nobody where there is none. */
  async function takeTurn({ id: turn }: Task): Promise<void> {
    const alarm = await store.regionOfTurn(turn);
    if (alarm !== null) await store.takeTurn(turn, await routing.candidates(alarm.region), clock());
  }

  /**
   * Tells somebody that an alarm waits for them. Where the process died after the mail went out, it goes out again:
   * twice is better than never.
   */
  async function mail({ id, last }: Task): Promise<void> {
    const handler = await store.handler(id);
    if (handler === null || handler.mail !== "WAITING") return;
    const [account] = await people.accounts([handler.userId]);
    const hours = (await routing.candidates(handler.alarm.region)).find(
      ({ userId }) => userId === handler.userId,
    )?.hours;
    const went = await people.writeTo(handler.userId, handlerMessage(publicUrl, hours ?? 24));
    if (went === "LATER" && !last) throw new Error("the mail server does not take messages now");
    await store.mailed(id, went === "MAILED", account?.name ?? "", clock());
  }

  async function work(): Promise<void> {
    if (stopping) return;
    const due = await store.due(clock());
    if (due.length > 0) await queue.add(TURNS, due).then(() => queue.work(TURNS, takeTurn, () => !stopping));
    const unanswered = await store.unanswered();
    if (unanswered.length > 0)
      await people.tellStewards(unanswered.map((id) => ({ key: `alarm:${id}`, words: NOBODY })));
    const unmailed = await store.unmailed();
    if (unmailed.length > 0) await queue.add(MAILS, unmailed).then(() => queue.work(MAILS, mail, () => !stopping));
    const cleared = await store.clear(new Date(clock().getTime() - KEPT_DAYS * DAY_MS));
    if (cleared > 0) log.info("alarms_cleared", { cleared });
  }

  const deliver = (): Promise<void> => {
    underWay = underWay.catch(() => undefined).then(work);
    return underWay;
  };

  return {
    deliver,
    deliverSoon(): void {
      deliver().catch((error: unknown) =>
        log.error("alarms_failed", { reason: error instanceof Error ? error.name : "unknown" }),
      );
    },
    async stop(): Promise<void> {
      stopping = true;
      await underWay.catch(() => undefined);
    },
  };
}
