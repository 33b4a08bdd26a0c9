import { Prisma } from "../../../../prisma/generated/client.ts";
import type { AnswerValue } from "../../../../schema/answer.ts";
import type { Database } from "../../../platform/postgres.ts";
import { together } from "../../../platform/together.ts";

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

/**
 * Writes answers of different people together, one commit for all. Nobody is told yes before that commit. Each answer is
 * looked at by itself: session, consent, sending.
 */
export const createKeeping = (database: Database): KeepAnswer =>
  together(async (all: readonly Keeping[]): Promise<Kept[]> => {
    const kept = await keepTogether(database, all);
    return all.map((_, place) => kept.get(place) ?? "CLOSED");
  });

/**
 * The response that a session may write to at a moment. Found from the session, by unique keys alone, however many people
 * were invited: what locks a row is not taken apart and put in another order. `session`: the SHA-256 of a cookie.
 */
const writableAt = (session: Prisma.Sql, at: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT r.id, r."agreedAt" FROM "RespondentSession" s
    JOIN "Invitation" i ON i.id = s."invitationId"
    JOIN "Response" r ON r."invitationId" = i.id
  WHERE s.hash = ${session} AND s."expiresAt" > ${at} AND i."revokedAt" IS NULL
    AND (i."expiresAt" IS NULL OR i."expiresAt" > ${at}) AND r.consent AND r."sentAt" IS NULL
    AND (SELECT w."closedAt" FROM "Fielding" f JOIN "Wave" w ON w.id = f."waveId" WHERE f.id = i."fieldingId") IS NULL
    AND NOT EXISTS (SELECT 1 FROM "ParticipantWithdrawal" x WHERE x."participantId" = i."participantId")
  FOR SHARE OF r`;

/**
 * How each ended, by its place. All come as one value: of how many that are the planner knows nothing, so that one plan
 * serves for any number. Of several to one question the newest is written, and only over something older: saving
 * is the maximum of all that was ever saved, so a replay, another order and another copy of the API end in the same.
 * What was answered before the yes that stands now is not kept. FOR SHARE: sending and withdrawing consent wait until
 * what is being saved is there, and what comes after them finds nothing to write to.
 */
async function keepTogether(database: Database, all: readonly Keeping[]): Promise<Map<number, Kept>> {
  const given = all.map(({ session, questionId, value, answered: { at: answered, ...where }, at }, place) => {
    return { place, session, question: questionId, value, at, answered, ...where };
  });
  const rows = await database.$queryRaw<{ place: number; kept: boolean }[]>`
    /* keep_answers */ WITH given AS (
      SELECT place, session, question, COALESCE(value, 'null') AS value, at, answered, device, turn
      FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS given(place int, session text, question text,
        value jsonb, at timestamptz, answered timestamptz, device text, turn int)),
    writable AS (SELECT given.*, open.id, open."agreedAt"
      FROM given, LATERAL (${writableAt(Prisma.sql`given.session`, Prisma.sql`given.at`)}) open),
    newest AS (
      SELECT DISTINCT ON (id, question) * FROM writable WHERE "agreedAt" IS NULL OR answered >= "agreedAt"
      ORDER BY id, question, answered DESC, device DESC, turn DESC, place DESC),
    kept AS (
      INSERT INTO "Answer" AS a ("responseId", "questionId", "value", "savedAt", "answeredAt", device, turn)
      SELECT id, question, value, at, answered, device, turn FROM newest ORDER BY id, question
      ON CONFLICT ("responseId", "questionId")
      DO UPDATE SET "value" = EXCLUDED."value", "savedAt" = EXCLUDED."savedAt", "answeredAt" = EXCLUDED."answeredAt",
        device = EXCLUDED.device, turn = EXCLUDED.turn
      WHERE (a."answeredAt", a.device, a.turn) < (EXCLUDED."answeredAt", EXCLUDED.device, EXCLUDED.turn)
        OR (a."answeredAt" = EXCLUDED."answeredAt" AND a.device = '' AND EXCLUDED.device = '')
      RETURNING a."responseId", a."questionId", a."answeredAt", a.device, a.turn)
    SELECT w.place, k."questionId" IS NOT NULL AS kept FROM writable w
      LEFT JOIN kept k ON k."responseId" = w.id AND k."questionId" = w.question
        AND (k."answeredAt", k.device, k.turn) = (w.answered, w.device, w.turn)`;
  return new Map(rows.map(({ place, kept }) => [place, kept ? "KEPT" : "LATER"]));
}
