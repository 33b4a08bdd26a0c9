import type { Database } from "../../../platform/postgres.ts";

/** What a guardian's link leads to; none of it ever changes. */
export interface GuardianOf {
  invitationId: string;
  participantId: string;
  pseudonym: string;
  versionId: string;
  studyId: string;
}

export const createGuardianStore = (database: Database) => {
  const invitation = {
    select: {
      id: true,
      participantId: true,
      participant: { select: { pseudonym: true, studyId: true } },
      fielding: { select: { versionId: true } },
    },
  } as const;
  const from = (row: {
    id: string;
    participantId: string;
    participant: { pseudonym: string; studyId: string };
    fielding: { versionId: string };
  }): GuardianOf => ({
    invitationId: row.id,
    participantId: row.participantId,
    ...row.participant,
    versionId: row.fielding.versionId,
  });

  return {
    ofInvitation: async (id: string): Promise<GuardianOf | null> => {
      const row = await database.invitation.findFirst({ where: { id, revokedAt: null }, ...invitation });
      return row && from(row);
    },

    /** In place of the link that was there. */
    setLink: async (invitationId: string, hash: string, createdAt: Date): Promise<void> => {
      await database.guardianLink.upsert({
        where: { invitationId },
        create: { invitationId, hash, createdAt },
        update: { hash, createdAt },
        select: { invitationId: true },
      });
    },

    byHash: async (hash: string): Promise<GuardianOf | null> => {
      const row = await database.guardianLink.findFirst({
        where: { hash, invitation: { revokedAt: null, participant: { withdrawal: null } } },
        select: { invitation },
      });
      return row && from(row.invitation);
    },
  };
};

export type GuardianStore = ReturnType<typeof createGuardianStore>;
