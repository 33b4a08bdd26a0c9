import type { Database } from "../../../platform/postgres.ts";

export interface ContributionRow {
  id: string;
  themeId: string;
  responseId: string;
  text: string;
  hiddenBecause: string | null;
}

export interface Giving {
  /** SHA-256 of the cookie */
  session: string;
  themeId: string;
  name: string;
  text: string;
  most: number;
  at: Date;
}

export interface GivenNumbers {
  contributions: number;
  givers: number;
}

const fields = { id: true, themeId: true, responseId: true, text: true, hiddenBecause: true } as const;

/** `text` is there: what was taken back is asked for nowhere. */
const there = (rows: readonly { text: string | null }[]): ContributionRow[] =>
  rows.flatMap((row) => (row.text === null ? [] : [row as ContributionRow]));

export const createContributionStore = (database: Database) => ({
  /** Ordered by ids, which are random. */
  of: async (themeIds: readonly string[]): Promise<ContributionRow[]> =>
    there(
      await database.contribution.findMany({
        where: { themeId: { in: [...themeIds] }, text: { not: null } },
        select: fields,
        orderBy: { id: "asc" },
      }),
    ),

  /** In the order of giving. */
  by: async (invitationId: string): Promise<ContributionRow[]> =>
    there(
      await database.contribution.findMany({
        where: { response: { invitationId }, text: { not: null } },
        select: fields,
        orderBy: [{ givenAt: "asc" }, { id: "asc" }],
      }),
    ),

  numbers: async (themeIds: readonly string[]): Promise<Map<string, GivenNumbers>> => {
    const rows = await database.$queryRaw<({ themeId: string } & GivenNumbers)[]>`
      SELECT "themeId", count(*)::int AS contributions, count(DISTINCT "responseId")::int AS givers
      FROM "Contribution" WHERE "themeId" = ANY(${[...themeIds]}) AND text IS NOT NULL GROUP BY "themeId"`;
    return new Map(rows.map(({ themeId, ...numbers }) => [themeId, numbers]));
  },

  /**
   * Kept where the session may write on the theme now. FOR SHARE: who ends the writing, or says no, waits until what is
   * being given is there, and what comes after finds nothing to write to. One at a time of a person, from whichever
   * device: each counts what the one before gave, which one statement, that sees what was there as it began, would not.
   */
  give: async ({ session, themeId, name, text, most, at }: Giving): Promise<boolean> => {
    const lock = database.$queryRaw`
      SELECT 1 AS held FROM "RespondentSession" s JOIN "Response" r ON r."invitationId" = s."invitationId"
      WHERE s.hash = ${session} FOR UPDATE OF r`;
    const insert = database.$executeRaw`
      WITH place AS (
        SELECT r.id AS response, t.id AS theme
        FROM "RespondentSession" s
          JOIN "Invitation" i ON i.id = s."invitationId"
          JOIN "Response" r ON r."invitationId" = i.id
          JOIN "Fielding" f ON f.id = i."fieldingId"
          JOIN "Wave" w ON w.id = f."waveId"
          JOIN "Meeting" m ON m."fieldingId" = f.id
          JOIN "MeetingTheme" t ON t."meetingId" = m."fieldingId"
        WHERE s.hash = ${session} AND s."expiresAt" > ${at} AND i."revokedAt" IS NULL AND r.consent
          AND w."closedAt" IS NULL AND m."endsAt" > ${at} AND t.id = ${themeId} AND t.stage = 'WRITING'
          AND NOT EXISTS (SELECT 1 FROM "ParticipantWithdrawal" x WHERE x."participantId" = i."participantId")
        FOR SHARE OF r, t)
      INSERT INTO "Contribution" (id, "themeId", "responseId", name, text, "givenAt")
      SELECT gen_random_uuid()::text, theme, response, ${name}, ${text}, ${at} FROM place
      WHERE ${most} > (SELECT count(*) FROM "Contribution" c
        WHERE c."themeId" = place.theme AND c."responseId" = place.response AND c.text IS NOT NULL)
      ON CONFLICT ("responseId", name) DO NOTHING`;
    const [, given] = await database.$transaction([lock, insert]);
    return given === 1;
  },

  /** Whether something of this name was given before, taken back since or not. */
  wasGiven: async (invitationId: string, name: string): Promise<boolean> =>
    (await database.contribution.count({ where: { response: { invitationId }, name } })) > 0,

  /** The words go at once; that there were some stays, so that what is sent again does not bring them back. */
  takeBack: async (invitationId: string, id: string): Promise<boolean> => {
    const { count } = await database.contribution.updateMany({
      where: { id, response: { invitationId } },
      data: { text: null, hiddenAt: null, hiddenById: null, hiddenBecause: null },
    });
    return count === 1;
  },

  themeOf: async (id: string): Promise<string | null> =>
    (await database.contribution.findFirst({ where: { id, text: { not: null } }, select: { themeId: true } }))
      ?.themeId ?? null,

  hide: async (id: string, hidden: { hiddenAt: Date; hiddenById: string; hiddenBecause: string }): Promise<void> => {
    await database.contribution.updateMany({ where: { id, text: { not: null } }, data: hidden });
  },

  show: async (id: string): Promise<void> => {
    await database.contribution.updateMany({
      where: { id },
      data: { hiddenAt: null, hiddenById: null, hiddenBecause: null },
    });
  },
});

export type ContributionStore = ReturnType<typeof createContributionStore>;
