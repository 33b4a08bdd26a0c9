import type { SnapshotRhythm } from "../../../schema/snapshot.ts";
import type { Database } from "../../platform/postgres.ts";
import { TAKING } from "./snapshot.store.ts";
import type { Named } from "./standing.store.ts";

/** A study whose time has come, and the moment of its newest snapshot; null before the first. */
export interface DueStudy {
  studyId: string;
  newest: Date | null;
}

/** Who leaves alone could be told from the figures before and after. */
const FEWEST_TOGETHER = 10;

export const createScheduleStore = (database: Database) => ({
  rhythmOf: async (studyId: string): Promise<SnapshotRhythm | null> => {
    const row = await database.snapshotSchedule.findUnique({ where: { studyId }, select: { rhythm: true } });
    return row?.rhythm ?? null;
  },

  choose: async (studyId: string, rhythm: SnapshotRhythm, by: Named, chosenAt: Date): Promise<void> => {
    const chosen = { rhythm, chosenById: by.userId, chosenByName: by.name, chosenAt };
    await database.snapshotSchedule.upsert({
      where: { studyId },
      create: { studyId, ...chosen },
      update: chosen,
      select: { studyId: true },
    });
  },

  /** Whether somebody, in any process on this database, holds the study's turn now. */
  inProgress: async (studyId: string): Promise<boolean> => {
    const rows = await database.$queryRaw<{ held: boolean }[]>`
      select exists (
        select 1 from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2 and classid = ${TAKING}::oid
          and database = (select oid from pg_database where datname = current_database())
          and objid = (hashtext(${studyId})::bigint & 4294967295)::oid) as held`;
    return rows[0]?.held ?? false;
  },

  /**
   * Studies of which a wave was closed since their newest snapshot, kept or asked; and those whose rhythm has passed since
   * then and of which something changed: data brought in, answers sent or taken back, people invited, derived variables
   * decided on, waves opened again. Ten people who had everything deleted hasten it, never one at a time. A wave that is closed once more within a week waits for the rhythm: opening and
   * closing is no way to look every day.
   */
  due: (now: Date, usual: SnapshotRhythm, only: string | null = null): Promise<DueStudy[]> => database.$queryRaw<
    DueStudy[]
  >`
    select s.id as "studyId", n.at as newest
    from "Study" s
      left join "SnapshotSchedule" p on p."studyId" = s.id
      left join lateral (select max("asOf") as at from "Snapshot" where "studyId" = s.id) n on true
      cross join lateral (select coalesce(p.rhythm::text, ${usual}) as rhythm) r
    where (${only}::text is null or s.id = ${only})
      and (exists (select 1 from "Wave" w join "WaveClosing" c on c."waveId" = w.id
        where w."studyId" = s.id and c."reopenedAt" is null and (n.at is null or c."closedAt" > n.at)
          and not exists (select 1 from "WaveClosing" e where e."waveId" = w.id and e."closedAt" < c."closedAt"
            and e."closedAt" > c."closedAt" - interval '7 days'))
      or (n.at <= ${now}::timestamptz - interval '7 days' and ${FEWEST_TOGETHER} <= (
        select count(*) from "ParticipantWithdrawal" x join "Participant" q on q.id = x."participantId"
        where q."studyId" = s.id and x."deletedAt" >= n.at))
      or (r.rhythm <> 'OFF'
      and (n.at is null or ((n.at at time zone 'UTC')
        + case r.rhythm when 'WEEKLY' then interval '7 days' else interval '1 month' end) at time zone 'UTC' <= ${now})
      and (
        exists (select 1 from "StudyImport" i where i."studyId" = s.id and i.status = 'DONE'
          and (n.at is null or i."endedAt" > n.at))
        or exists (select 1 from "Wave" w join "WaveClosing" c on c."waveId" = w.id
          where w."studyId" = s.id and greatest(c."closedAt", c."reopenedAt") > n.at)
        or exists (select 1 from "DerivedVariable" d where d."studyId" = s.id and d."decidedAt" > n.at)
        or exists (select 1 from "ParticipantWithdrawal" x join "Participant" q on q.id = x."participantId"
          where q."studyId" = s.id and x."deletedAt" >= n.at)
        or exists (select 1 from "Participant" q
          join "Invitation" v on v."participantId" = q.id
          left join "Response" a on a."invitationId" = v.id
          where q."studyId" = s.id and (n.at is null or v."createdAt" > n.at or a."sentAt" >= n.at
            or exists (select 1 from "ConsentSaid" c where c."participantId" = q.id and c.at >= n.at
              and c.purpose in ('TAKE_PART', 'LINK')))))))
    order by s.id`,
});

export type ScheduleStore = ReturnType<typeof createScheduleStore>;
