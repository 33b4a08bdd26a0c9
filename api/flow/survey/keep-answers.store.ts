import { Prisma } from "../../../prisma/generated/client.ts";
import type { AnswerValue } from "../../../schema/answer.ts";
import type { Database } from "../../platform/postgres.ts";

/** When something was answered, and where: what decides which of two answers to a question is the newest. */
export interface AnsweredAt {
  at: Date;
  /** A name that the device gave itself; empty where the caller gave none, then the last to come counts. */
  device: string;
  /** Counts what was answered on the device. */
  turn: number;
}

/** An answer to be kept for whoever holds a session, the SHA-256 of a cookie; null takes it back. */
interface Keeping {
  session: string;
  questionId: string;
  value: AnswerValue | null;
  answered: AnsweredAt;
  at: Date;
}

/** LATER: what stands was answered later, or this was saved before. CLOSED: there is nothing to write to. */
export type Kept = "KEPT" | "LATER" | "CLOSED";

/** Kept where the session may write now: committed when it answers. */
export type KeepAnswer = (keeping: Keeping) => Promise<Kept>;

interface Waiting {
  keeping: Keeping;
  resolve: (kept: Kept) => void;
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
    const kept = await keepTogether(
      database,
      together.map(({ keeping }) => keeping),
    );
    together.forEach(({ resolve }, place) => resolve(kept.get(place) ?? "CLOSED"));
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
const writableAt = (session: Prisma.Sql, at: Prisma.Sql): Prisma.Sql => Prisma.sql`
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
 * How each ended, by its place. Of several to one question the newest is written, and only over something older: saving
 * is the maximum of all that was ever saved, so a replay, another order and another copy of the API end in the same.
 * What was answered before the yes that stands now is not kept. FOR SHARE: sending and withdrawing consent wait until
 * what is being saved is there, and what comes after them finds nothing to write to.
 */
async function keepTogether(database: Database, all: readonly Keeping[]): Promise<Map<number, Kept>> {
  const rows = await database.$queryRaw<{ place: bigint; kept: boolean }[]>`
    /* keep_answers */ WITH given AS (
      SELECT * FROM unnest(${all.map(({ session }) => session)}::text[], ${all.map(({ questionId }) => questionId)}::text[],
        ${all.map(({ value }) => JSON.stringify(value))}::text[], ${all.map(({ at }) => at.toISOString())}::timestamptz[],
        ${all.map(({ answered }) => answered.at.toISOString())}::timestamptz[],
        ${all.map(({ answered }) => answered.device)}::text[], ${all.map(({ answered }) => answered.turn)}::int[])
        WITH ORDINALITY AS given(session, question, value, at, answered, device, turn, place)),
    writable AS (SELECT given.*, r.id, r."agreedAt" FROM given, ${writableAt(Prisma.sql`given.session`, Prisma.sql`given.at`)} FOR SHARE OF r),
    newest AS (
      SELECT DISTINCT ON (id, question) * FROM writable WHERE "agreedAt" IS NULL OR answered >= "agreedAt"
      ORDER BY id, question, answered DESC, device DESC, turn DESC, place DESC),
    kept AS (
      INSERT INTO "Answer" AS a ("responseId", "questionId", "value", "savedAt", "answeredAt", device, turn)
      SELECT id, question, value::jsonb, at, answered, device, turn FROM newest ORDER BY id, question
      ON CONFLICT ("responseId", "questionId")
      DO UPDATE SET "value" = EXCLUDED."value", "savedAt" = EXCLUDED."savedAt", "answeredAt" = EXCLUDED."answeredAt",
        device = EXCLUDED.device, turn = EXCLUDED.turn
      WHERE (a."answeredAt", a.device, a.turn) < (EXCLUDED."answeredAt", EXCLUDED.device, EXCLUDED.turn)
        OR (a."answeredAt" = EXCLUDED."answeredAt" AND a.device = '' AND EXCLUDED.device = '')
      RETURNING a."responseId", a."questionId", a."answeredAt", a.device, a.turn)
    SELECT w.place - 1 AS place, k."questionId" IS NOT NULL AS kept FROM writable w
      LEFT JOIN kept k ON k."responseId" = w.id AND k."questionId" = w.question
        AND (k."answeredAt", k.device, k.turn) = (w.answered, w.device, w.turn)`;
  return new Map(rows.map(({ place, kept }) => [Number(place), kept ? "KEPT" : "LATER"]));
}
