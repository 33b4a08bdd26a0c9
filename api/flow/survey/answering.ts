import { type AnswerValue, checkAnswer } from "../../../schema/answer.ts";
import { Problem } from "../../../schema/problem.ts";
import type { Clock } from "../../platform/clock.ts";
import {
  answersClosed,
  answersMissing,
  consentNeeded,
  invitationExpired,
  questionUnknown,
  sessionEnded,
  waveClosed,
} from "./problems.ts";
import type { KeptAnswer, ResponseStore, Standing } from "./response.store.ts";
import type { OwnAnswer, SurveyStep, SurveyVersion } from "./survey.ts";

interface Shared {
  clock: Clock;
  responses: ResponseStore;
  version: (id: string) => Promise<SurveyVersion>;
}

type Answering = Pick<SurveyStep, "respondent" | "giveConsent" | "saveAnswer" | "sendResponse">;

const ownAnswer = ({ questionId, value, savedAt }: KeptAnswer): OwnAnswer => ({
  question: questionId,
  value: value as AnswerValue,
  savedAt,
});

const hasExpired = ({ expiresAt, response }: Standing, now: Date): boolean =>
  !response?.sentAt && expiresAt !== null && expiresAt <= now;

/** Why nothing can be written now; null where something can. */
function whyClosed(standing: Standing | null, now: Date): Problem | null {
  if (standing === null) return sessionEnded();
  if (standing.response?.sentAt) return answersClosed();
  if (standing.closedAt !== null) return waveClosed();
  if (hasExpired(standing, now)) return invitationExpired();
  return standing.response?.consent ? null : consentNeeded();
}

export const createAnswering = ({ clock, responses, version }: Shared): Answering => {
  /** Does what writes an answer; where it finds nothing to write to, says why. */
  const write = async (session: string, now: Date, attempt: () => Promise<boolean>): Promise<void> => {
    if (await attempt()) return;
    const problem = whyClosed(await responses.standing(session, now), now);
    if (problem !== null) throw problem;
    // It was opened in between, by the same person on another device: once more.
    if (!(await attempt())) throw consentNeeded();
  };

  return {
    respondent: async (holder) => {
      const standing = await responses.standing(holder.session, clock());
      if (standing === null) return null;
      const { definition } = await version(holder.versionId);
      const { closedAt, promisedOn, movedFrom, movedBecause, response } = standing;
      const order = new Map(definition.questions.map(({ id }, at) => [id, at]));
      const answers = (response?.answers ?? []).map(ownAnswer);
      return {
        holder,
        definition,
        consent: response?.consent ?? null,
        answers: answers.sort((one, other) => (order.get(one.question) ?? 0) - (order.get(other.question) ?? 0)),
        sentAt: response?.sentAt ?? null,
        closedAt,
        promisedOn,
        movedFrom,
        movedBecause,
      };
    },

    giveConsent: async (holder, agreed) => {
      const now = clock();
      const standing = await responses.standing(holder.session, now);
      if (standing === null) throw sessionEnded();
      // A no is always taken, however late.
      if (agreed && standing.closedAt !== null) throw waveClosed();
      if (agreed && hasExpired(standing, now)) throw invitationExpired();
      const { definition } = await version(holder.versionId);
      await responses.recordConsent(holder.invitationId, agreed, definition.consent, now);
    },

    saveAnswer: async (holder, questionId, value) => {
      const { definition } = await version(holder.versionId);
      const question = definition.questions.find(({ id }) => id === questionId);
      if (question === undefined) throw questionUnknown();
      const checked = checkAnswer(question, value);
      if (!checked.ok) throw new Problem(checked.code, checked.text, [questionId]);

      const now = clock();
      const kept = checked.value;
      await write(holder.session, now, () =>
        kept === null
          ? responses.removeAnswer(holder.session, questionId, now)
          : responses.keepAnswer(holder.session, questionId, kept, now),
      );
      return kept === null ? null : { question: questionId, value: kept, savedAt: now };
    },

    sendResponse: async (holder) => {
      const now = clock();
      const standing = await responses.standing(holder.session, now);
      if (standing === null) throw sessionEnded();
      if (hasExpired(standing, now)) throw invitationExpired();
      const { definition } = await version(holder.versionId);
      const needed = definition.questions.filter(({ required }) => required).map(({ id }) => id);
      const outcome = await responses.send(
        holder.invitationId,
        (answered) => needed.filter((id) => !answered.has(id)),
        now,
      );
      if (outcome.sent) return;
      if (outcome.closed) throw waveClosed();
      throw outcome.consent ? answersMissing(outcome.missing) : consentNeeded();
    },
  };
};
