import { Prisma } from "../../../prisma/generated/client.ts";
import type { AnswerValue } from "../../../schema/answer.ts";
import type { Database } from "../../platform/postgres.ts";

/** An answer to be kept for whoever holds a session, the SHA-256 of a cookie. */
interface Keeping {
  session: string;
  questionId: string;
  value: AnswerValue;
  at: Date;
}

/** Kept where the session may write now: committed when it answers. False where there is nothing to write to. */
export type KeepAnswer = (keeping: Keeping) => Promise<boolean>;

interface Waiting {
  keeping: Keeping;
  resolve: (kept: boolean) => void;
  reject: (error: unknown) => void;
}

/** So many answers are written together at most. */
const MOST_TOGETHER = 200;

/**
 * Writes answers of different people together: what comes in while a statement is under way goes into the next, one
 * commit for all. Nobody is told yes before that commit. Each answer is looked at by itself: session, consent, sending.
 */
export function createKeeping(database: Database): KeepAnswer {
  let waiting: Waiting[] = [];
  let writing = false;

  async function write(together: readonly Waiting[]): Promise<void> {
    // Of two answers to one question in one session the later one counts, as if the first had been written over.
    const last = new Map(together.map((one) => [`${one.keeping.session} ${one.keeping.questionId}`, one]));
    const kept = await keepTogether(
      database,
      [...last.values()].map(({ keeping }) => keeping),
    );
    const places = new Map([...last.keys()].map((name, place) => [name, place]));
    for (const { keeping, resolve } of together)
      resolve(kept.has(places.get(`${keeping.session} ${keeping.questionId}`) as number));
  }

  async function writeOn(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const together = waiting.slice(0, MOST_TOGETHER);
      waiting = waiting.slice(MOST_TOGETHER);
      try {
        await write(together);
      } catch {
        // What one of them cannot do is not the others' fault: each by itself.
        for (const one of together) await write([one]).catch(one.reject);
      }
    }
    writing = false;
  }

  return (keeping) =>
    new Promise((resolve, reject) => {
      waiting.push({ keeping, resolve, reject });
      if (!writing) void writeOn();
    });
}

/** Response `r` of a session that may be written to at a moment, to stand after FROM. `session`: the SHA-256 of a cookie. */
export const writableAt = (session: Prisma.Sql, at: Prisma.Sql): Prisma.Sql => Prisma.sql`
  "RespondentSession" s
    JOIN "Invitation" i ON i.id = s."invitationId"
    JOIN "Response" r ON r."invitationId" = i.id
    JOIN "Fielding" f ON f.id = i."fieldingId"
    JOIN "Wave" w ON w.id = f."waveId"
  WHERE s.hash = ${session} AND s."expiresAt" > ${at} AND i."revokedAt" IS NULL
    AND (i."expiresAt" IS NULL OR i."expiresAt" > ${at}) AND r.consent AND r."sentAt" IS NULL
    AND w."closedAt" IS NULL
    AND NOT EXISTS (SELECT 1 FROM "ParticipantWithdrawal" x WHERE x."participantId" = i."participantId")`;

/**
 * The places of those that were kept. FOR SHARE: sending and withdrawing consent wait until what is being saved is there,
 * and what comes after them finds nothing to write to.
 */
async function keepTogether(database: Database, all: readonly Keeping[]): Promise<Set<number>> {
  const rows = await database.$queryRaw<{ place: bigint }[]>`
    /* keep_answers */ WITH given AS (
      SELECT * FROM unnest(${all.map(({ session }) => session)}::text[], ${all.map(({ questionId }) => questionId)}::text[],
        ${all.map(({ value }) => JSON.stringify(value))}::text[], ${all.map(({ at }) => at.toISOString())}::timestamptz[])
        WITH ORDINALITY AS given(session, question, value, at, place)),
    writable AS (SELECT given.*, r.id FROM given, ${writableAt(Prisma.sql`given.session`, Prisma.sql`given.at`)} FOR SHARE OF r),
    kept AS (
      INSERT INTO "Answer" ("responseId", "questionId", "value", "savedAt")
      SELECT id, question, value::jsonb, at FROM writable
      ON CONFLICT ("responseId", "questionId")
      DO UPDATE SET "value" = EXCLUDED."value", "savedAt" = EXCLUDED."savedAt")
    SELECT place - 1 AS place FROM writable`;
  return new Set(rows.map(({ place }) => Number(place)));
}
