import { randomUUID } from "node:crypto";
import type { Database } from "../../api/platform/postgres.ts";
import { checkAnswer } from "../../schema/answer.ts";
import { definitionSchema } from "../../schema/survey.ts";
import type { DemoAnswers } from "./answers.ts";
import { demoSurvey } from "./survey.ts";

/** A made-up filling-in, and when it was sent. */
export interface Sent extends DemoAnswers {
  invitationId: string;
  at: Date;
}

/**
 * Keeps hundreds of filled-in questionnaires in four statements, as one by one they take most of a minute on a small
 * machine. Whatever the service would refuse is refused here: the rule for answers is the same one.
 */
export const keepAnswers = async (database: Database, all: readonly Sent[]): Promise<void> => {
  const { questions } = definitionSchema.parse(demoSurvey);
  const responses = all.map((sent) => ({ id: randomUUID(), ...sent }));
  const answers = responses.flatMap(({ id, answers: said, at }) =>
    questions.flatMap((question) => {
      const checked = checkAnswer(question, said[question.id]);
      if (!checked.ok) throw new Error(`the demo answers ${question.id} with what it does not take: ${checked.code}`);
      return checked.value === null
        ? []
        : [{ responseId: id, questionId: question.id, value: checked.value, savedAt: at }];
    }),
  );
  await database.$transaction([
    database.response.createMany({
      data: responses.map(({ id, invitationId, at }) => ({
        id,
        invitationId,
        startedAt: at,
        consent: true,
        sentAt: at,
      })),
    }),
    database.$executeRaw`
      INSERT INTO "ConsentSaid" ("participantId", purpose, given, source, at, "versionId", "invitationId")
      SELECT i."participantId", 'TAKE_PART', true, 'SELF', r."startedAt", f."versionId", i.id
      FROM "Response" r JOIN "Invitation" i ON i.id = r."invitationId" JOIN "Fielding" f ON f.id = i."fieldingId"
      WHERE r.id = ANY(${responses.map(({ id }) => id)})`,
    database.answer.createMany({ data: answers }),
    ...[...new Set(all.map(({ at }) => at.getTime()))].map((time) =>
      database.invitation.updateMany({
        where: { id: { in: all.filter(({ at }) => at.getTime() === time).map(({ invitationId }) => invitationId) } },
        data: { openedAt: new Date(time) },
      }),
    ),
  ]);
};
