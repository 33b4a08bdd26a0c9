import type { Database } from "../../platform/postgres.ts";
import type { Recognition } from "./feedback.ts";

export const createFeedbackStore = (database: Database) => ({
  /** What one person said of these findings, by finding. */
  recognitionsBy: async (participantId: string, findings: readonly string[]): Promise<Map<string, Recognition>> => {
    const rows = await database.recognition.findMany({
      where: { participantId, findingId: { in: [...findings] } },
      select: { findingId: true, answer: true },
    });
    return new Map(rows.map(({ findingId, answer }) => [findingId, answer]));
  },

  /** Said again, the newest word counts. */
  keepRecognition: async (findingId: string, participantId: string, answer: Recognition, at: Date): Promise<void> => {
    await database.recognition.upsert({
      where: { findingId_participantId: { findingId, participantId } },
      create: { findingId, participantId, answer, at },
      update: { answer, at },
      select: { findingId: true },
    });
  },
});

export type FeedbackStore = ReturnType<typeof createFeedbackStore>;
