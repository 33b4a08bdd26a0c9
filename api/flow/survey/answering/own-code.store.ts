import type { Database } from "../../../platform/postgres.ts";

export interface HashedCode {
  /** Both base64url */
  hash: string;
  salt: string;
}

export const createOwnCodeStore = (database: Database) => ({
  /** From now on every other session of the person has to be given the code; this one knows it. */
  set: (participantId: string, session: string, code: HashedCode, at: Date): Promise<void> =>
    database.$transaction(async (transaction) => {
      const fresh = { ...code, setAt: at, tries: 0, firstTryAt: null };
      await transaction.ownCode.upsert({
        where: { participantId },
        create: { participantId, ...fresh },
        update: fresh,
        select: { participantId: true },
      });
      await transaction.respondentSession.updateMany({
        where: { invitation: { participantId } },
        data: { knowsCode: false },
      });
      await transaction.respondentSession.updateMany({ where: { hash: session }, data: { knowsCode: true } });
    }),

  remove: async (participantId: string): Promise<void> => {
    await database.ownCode.deleteMany({ where: { participantId } });
  },

  /**
   * Counts one more try, before it is looked at, and gives the code to hold it against; null where there were too many
   * since a moment. One statement: a thousand tries at once are counted one after another.
   */
  countTry: async (
    participantId: string,
    { most, since, now }: { most: number; since: Date; now: Date },
  ): Promise<(HashedCode & { tries: number }) | null> => {
    const [counted] = await database.$queryRaw<(HashedCode & { tries: number })[]>`
      UPDATE "OwnCode" SET
        tries = CASE WHEN "firstTryAt" IS NULL OR "firstTryAt" < ${since} THEN 1 ELSE tries + 1 END,
        "firstTryAt" = CASE WHEN "firstTryAt" IS NULL OR "firstTryAt" < ${since} THEN ${now} ELSE "firstTryAt" END
      WHERE "participantId" = ${participantId}
        AND ("firstTryAt" IS NULL OR "firstTryAt" < ${since} OR tries < ${most})
      RETURNING hash, salt, tries`;
    return counted ?? null;
  },

  exists: async (participantId: string): Promise<boolean> =>
    (await database.ownCode.count({ where: { participantId } })) > 0,

  /** It was given rightly in this session: earlier wrong ones are forgotten. False where another was set meanwhile. */
  known: (participantId: string, session: string, { hash }: HashedCode): Promise<boolean> =>
    database.$transaction(async (transaction) => {
      const { count } = await transaction.ownCode.updateMany({
        where: { participantId, hash },
        data: { tries: 0, firstTryAt: null },
      });
      if (count === 0) return false;
      await transaction.respondentSession.updateMany({ where: { hash: session }, data: { knowsCode: true } });
      return true;
    }),
});

export type OwnCodeStore = ReturnType<typeof createOwnCodeStore>;
