import type { Database } from "../../../platform/postgres.ts";

/** One filling-in of one person, sent or not. */
export interface OwnResponse {
  versionId: string;
  wave: string;
  startedAt: Date;
  sentAt: Date | null;
  answers: { questionId: string; value: unknown; savedAt: Date }[];
}

export const createOwnDataStore = (database: Database) => ({
  /** Every one of a person, oldest first. */
  responsesOf: async (participantId: string): Promise<OwnResponse[]> => {
    const rows = await database.response.findMany({
      where: { invitation: { participantId } },
      select: {
        startedAt: true,
        sentAt: true,
        answers: { select: { questionId: true, value: true, savedAt: true } },
        invitation: { select: { fielding: { select: { versionId: true, wave: { select: { label: true } } } } } },
      },
      orderBy: [{ startedAt: "asc" }, { id: "asc" }],
    });
    return rows.flatMap(({ invitation, ...row }) =>
      invitation === null
        ? []
        : [{ ...row, versionId: invitation.fielding.versionId, wave: invitation.fielding.wave.label }],
    );
  },
});

export type OwnDataStore = ReturnType<typeof createOwnDataStore>;
