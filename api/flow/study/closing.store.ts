import type { Database } from "../../platform/postgres.ts";
import { waveFields } from "./study.store.ts";
import type { Wave } from "./study.ts";

/** Somebody, as the record names them. */
export interface Named {
  userId: string;
  name: string;
}

export interface HeldWave {
  wave: Wave;
  studyId: string;
  close(by: Named, at: Date): Promise<Wave>;
  reopen(by: Named, at: Date): Promise<Wave>;
}

export const createClosingStore = (database: Database) => ({
  /**
   * A wave as one holder sees it: who closes it waits for answers that are just being sent, and what is sent after that
   * finds it closed. Null where there is no such wave.
   */
  holding: <T>(waveId: string, work: (held: HeldWave) => Promise<T>): Promise<T | null> =>
    database.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from "Wave" where id = ${waveId} for no key update`;
      const row = await tx.wave.findUnique({ where: { id: waveId }, select: { ...waveFields, studyId: true } });
      if (row === null) return null;
      const { studyId, ...wave } = row;
      const mark = (closedAt: Date | null): Promise<Wave> =>
        tx.wave.update({ where: { id: waveId }, data: { closedAt }, select: waveFields });
      return work({
        wave,
        studyId,
        async close(by, closedAt) {
          await tx.waveClosing.create({
            data: { waveId, closedAt, closedById: by.userId, closedByName: by.name },
            select: { id: true },
          });
          return mark(closedAt);
        },
        async reopen(by, reopenedAt) {
          await tx.waveClosing.updateMany({
            where: { waveId, reopenedAt: null },
            data: { reopenedAt, reopenedById: by.userId, reopenedByName: by.name },
          });
          return mark(null);
        },
      });
    }),
});

export type ClosingStore = ReturnType<typeof createClosingStore>;
