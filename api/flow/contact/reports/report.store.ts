import type { BounceReason } from "../../../../prisma/generated/enums.ts";
import type { Database } from "../../../platform/postgres.ts";

interface NewReport {
  /** SHA-256 of the report */
  hash: string;
  /** SHA-256 of what names the message */
  returnHash: string;
  isFinal: boolean;
  reason: BounceReason;
  at: Date;
}

export const createReportStore = (database: Database) => ({
  /**
   * Keeps a report once, however often it is read, and moves the message on that it is of, in one statement. A report may
   * come before the mail server has answered. Without effect where no message is called so.
   */
  keep: async ({ hash, returnHash, isFinal, reason, at }: NewReport): Promise<boolean> => {
    const [kept] = await database.$queryRaw<{ reports: number }[]>`
      WITH told AS (
        INSERT INTO "DeliveryReport" (hash, "messageId", "isFinal", reason, at)
        SELECT ${hash}, id, ${isFinal}, ${reason}::"BounceReason", ${at} FROM "Message" WHERE "returnHash" = ${returnHash}
        ON CONFLICT (hash) DO NOTHING
        RETURNING "messageId", "isFinal", reason, at
      ), moved AS (
        UPDATE "Message" SET state = 'BOUNCED', bounced = told.reason, since = told.at FROM told
        WHERE id = told."messageId" AND told."isFinal" AND state IN ('SENDING', 'MAILED', 'FAILED')
      )
      SELECT count(*)::int AS reports FROM told`;
    return kept?.reports === 1;
  },
});

export type ReportStore = ReturnType<typeof createReportStore>;
