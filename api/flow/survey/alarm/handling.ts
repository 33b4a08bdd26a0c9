import type { Viewer } from "../../../people/people.ts";
import type { Alarms } from "./alarm.ts";
import type { AlarmRow, NewStep } from "./alarm.store.ts";
import { alarmClosed, alarmNotAcknowledged, alarmUnknown } from "./problems.ts";
import { alarmFrom, type AlarmShared, listedFrom, wordsIn } from "./sounding.ts";

type Handling = Pick<Alarms, "handledBy" | "read" | "step">;

/** What is done by those whom an alarm was given to, and by nobody else. */
export function createHandling(shared: AlarmShared): Handling {
  const { store, seal, clock } = shared;

  /** To everybody else it is not there. */
  const given = async ({ userId }: Viewer, id: string): Promise<AlarmRow> => {
    const row = await store.byId(id);
    if (row === null || !row.handlers.some((handler) => handler.userId === userId)) throw alarmUnknown();
    return row;
  };

  return {
    handledBy: async ({ userId }) => (await store.listed(userId)).map(listedFrom),

    async read(viewer, id) {
      await given(viewer, id);
      return alarmFrom(await store.step(id, { at: clock(), kind: "SEEN", name: viewer.name }, () => ({})), shared);
    },

    async step(viewer, id, kind, written) {
      const words = wordsIn(written);
      const { hash } = await given(viewer, id);
      const at = clock();
      const step: NewStep = { at, kind, name: viewer.name, words: seal.seal(hash, words) };
      const row = await store.step(id, step, ({ closedAt, acknowledgedAt }) => {
        if (closedAt !== null) throw alarmClosed();
        if (kind === "ACKNOWLEDGED") return { acknowledgedAt: acknowledgedAt ?? at, dueAt: null };
        if (acknowledgedAt === null) throw alarmNotAcknowledged();
        return kind === "CLOSED" ? { closedAt: at } : {};
      });
      return alarmFrom(row, shared);
    },
  };
}
