import type { Prisma } from "../../../../prisma/generated/client.ts";
import type { Database } from "../../../platform/postgres.ts";

const roomFields = {
  fieldingId: true,
  validFrom: true,
  validUntil: true,
  mostJoiners: true,
  joined: true,
  openedAt: true,
  revokedAt: true,
} satisfies Prisma.RoomSelect;

export type RoomRow = Prisma.RoomGetPayload<{ select: typeof roomFields }>;

/** What a room would be of. */
export interface RoomPlace {
  closedAt: Date | null;
  /** null: not a meeting */
  meeting: { createdById: string; workplaceId: string | null; endsAt: Date | null } | null;
}

export interface Entering {
  fieldingId: string;
  roomHash: string;
  invitationId: string;
  participantId: string;
  pseudonym: string;
  linkHash: string;
  at: Date;
}

export const createRoomStore = (database: Database) => ({
  place: async (fieldingId: string): Promise<RoomPlace | null> => {
    const row = await database.fielding.findUnique({
      where: { id: fieldingId },
      select: {
        wave: { select: { closedAt: true } },
        meeting: { select: { createdById: true, workplaceId: true, endsAt: true } },
      },
    });
    return row && { closedAt: row.wave.closedAt, meeting: row.meeting };
  },

  room: (fieldingId: string): Promise<RoomRow | null> =>
    database.room.findUnique({ where: { fieldingId }, select: roomFields }),

  /** Where a code leads, whether or not it still works. */
  byHash: async (hash: string): Promise<string | null> =>
    (await database.room.findUnique({ where: { hash }, select: { fieldingId: true } }))?.fieldingId ?? null,

  /** The code before it stops at once. A meeting goes on for half a day after its room. */
  open: (
    fieldingId: string,
    room: { hash: string; validFrom: Date; validUntil: Date; mostJoiners: number; openedById: string; openedAt: Date },
    meetingEndsAt: Date,
  ): Promise<RoomRow> =>
    database.$transaction(async (transaction) => {
      await transaction.meeting.updateMany({ where: { fieldingId }, data: { endsAt: meetingEndsAt } });
      return transaction.room.upsert({
        where: { fieldingId },
        create: { fieldingId, ...room },
        update: { ...room, revokedAt: null },
        select: roomFields,
      });
    }),

  revoke: async (fieldingId: string, at: Date): Promise<RoomRow | null> => {
    await database.room.updateMany({ where: { fieldingId, revokedAt: null }, data: { revokedAt: at } });
    return database.room.findUnique({ where: { fieldingId }, select: roomFields });
  },

  /** One person more, where the room lets one in: counted, enrolled and invited by one statement, or none of it. */
  enter: async ({ fieldingId, roomHash, at, ...person }: Entering): Promise<boolean> => {
    const entered = await database.$executeRaw`
      WITH room AS (
        UPDATE "Room" r SET joined = joined + 1
        FROM "Fielding" f
          JOIN "Wave" w ON w.id = f."waveId"
          JOIN "SurveyVersion" v ON v.id = f."versionId"
          JOIN "Survey" y ON y.id = v."surveyId"
        WHERE r."fieldingId" = ${fieldingId} AND f.id = r."fieldingId" AND r.hash = ${roomHash}
          AND r."revokedAt" IS NULL AND r."validFrom" <= ${at} AND r."validUntil" > ${at}
          AND r.joined < r."mostJoiners" AND w."closedAt" IS NULL
        RETURNING f.id, w."studyId", y.kind),
      person AS (
        INSERT INTO "Participant" (id, "studyId", pseudonym, guest)
        SELECT ${person.participantId}, "studyId", ${person.pseudonym}, kind = 'MEETING' FROM room RETURNING id)
      INSERT INTO "Invitation" (id, "fieldingId", "participantId", hash, "createdAt")
      SELECT ${person.invitationId}, room.id, person.id, ${person.linkHash}, ${at} FROM room, person`;
    return entered === 1;
  },

  isInvited: async (invitationId: string): Promise<boolean> =>
    (await database.invitation.count({ where: { id: invitationId } })) > 0,

  /** Whether this is (still) the way into the invitation. */
  hasLink: async (invitationId: string, hash: string): Promise<boolean> =>
    (await database.invitation.count({ where: { id: invitationId, hash, revokedAt: null } })) > 0,
});

export type RoomStore = ReturnType<typeof createRoomStore>;
