import type { SnapshotRetention } from "../../../schema/snapshot.ts";
import type { Database } from "../../platform/postgres.ts";
import type { Named } from "./standing.store.ts";

/** A snapshot whose data are to go, or were going when a process ended. */
export interface DueToClear {
  id: string;
  studyId: string;
  folder: string;
}

export const createRetentionStore = (database: Database) => ({
  retentionOf: async (studyId: string): Promise<SnapshotRetention | null> => {
    const row = await database.snapshotKeeping.findUnique({ where: { studyId }, select: { retention: true } });
    return row?.retention ?? null;
  },

  choose: async (studyId: string, retention: SnapshotRetention, by: Named, chosenAt: Date): Promise<void> => {
    const chosen = { retention, chosenById: by.userId, chosenByName: by.name, chosenAt };
    await database.snapshotKeeping.upsert({
      where: { studyId },
      create: { studyId, ...chosen },
      update: chosen,
      select: { studyId: true },
    });
  },

  /**
   * Preliminary ones that were replaced so long ago by one that was asked. Never the newest that was asked, withdrawn or
   * not: the next one is compared with it. Those that are being cleared already come with them.
   */
  due: (now: Date, usual: SnapshotRetention): Promise<DueToClear[]> => database.$queryRaw<DueToClear[]>`
    select s.id, s."studyId", s.folder from "Snapshot" s
      left join "SnapshotKeeping" k on k."studyId" = s."studyId"
      cross join lateral (select coalesce(k.retention::text, ${usual}) as retention) r
      left join lateral (select min(n."asOf") as at from "Snapshot" n
        where n."studyId" = s."studyId" and n.asked and n.number > s.number) replaced on true
    where not s."dataGone" and s.state = 'PRELIMINARY' and (s."clearedAt" is not null
      or (r.retention <> 'ALWAYS' and replaced.at is not null
        and ((replaced.at at time zone 'UTC') + case r.retention when 'MONTH' then interval '1 month'
          when 'QUARTER' then interval '3 months' else interval '1 year' end) at time zone 'UTC' <= ${now}))
    order by s."studyId", s.number`,

  /** From here on nothing opens its data. Says no where it became final meanwhile. */
  markCleared: async (id: string, at: Date): Promise<boolean> => {
    const rows = await database.$executeRaw`
      update "Snapshot" set "clearedAt" = coalesce("clearedAt", ${at}) where id = ${id} and state = 'PRELIMINARY'`;
    return rows > 0;
  },

  markGone: async (id: string): Promise<void> => {
    await database.snapshot.updateMany({ where: { id }, data: { dataGone: true } });
  },
});

export type RetentionStore = ReturnType<typeof createRetentionStore>;
