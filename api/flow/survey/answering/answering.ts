import { type AnswerValue, checkAnswer } from "../../../../schema/answer.ts";
import { dayOf } from "../../../../schema/day.ts";
import { mayStand, valueOf } from "../../../../schema/logic/course.ts";
import { dayNumber } from "../../../../schema/logic/evaluate.ts";
import { lastAnswersIn } from "../../../../schema/logic/expression.ts";
import { EMPTY, isMissing } from "../../../../schema/missing.ts";
import { Problem } from "../../../../schema/problem.ts";
import type { Question, SurveyDefinition } from "../../../../schema/survey.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Consents } from "../consent/consents.ts";
import type { LastAnswers } from "./last-answers.ts";
import { lastValues } from "./last-answers.ts";
import {
  answerRefused,
  answersClosed,
  answersMissing,
  consentNeeded,
  questionUnknown,
  sessionEnded,
  stopped,
} from "./problems.ts";
import { invitationExpired } from "../inviting/problems.ts";
import { waveClosed } from "../problems.ts";
import type { AnsweredAt, Kept } from "./keep-answers.store.ts";
import type { KeptAnswer, ResponseStore, Standing } from "./response.store.ts";
import { settle } from "./settle.ts";
import type { OwnAnswer, RespondentHolder, SavedAnswer, SurveyStep, SurveyVersion } from "../survey.ts";

interface Shared {
  clock: Clock;
  responses: ResponseStore;
  consent: Consents;
  lastAnswers: LastAnswers;
  version: (id: string) => Promise<SurveyVersion>;
}

type Answering = Pick<SurveyStep, "respondent" | "giveConsent" | "giveConsents" | "saveAnswer" | "sendResponse">;

const ownAnswer = ({ questionId, value, savedAt }: KeptAnswer): OwnAnswer => ({
  question: questionId,
  value: value as AnswerValue,
  savedAt,
});

/** What was said to a question; not what was computed, nor that it was not asked. */
const wasSaid = ({ questions }: SurveyDefinition, { questionId, value }: KeptAnswer): boolean =>
  questions.some(({ id, calculation }) => id === questionId && calculation === null) &&
  !(isMissing(value) && value.missing === "NOT_ASKED");

const todayAt = (now: Date): number => dayNumber(dayOf(now));

const hasExpired = ({ expiresAt, response }: Standing, now: Date): boolean =>
  !response?.sentAt && expiresAt !== null && expiresAt <= now;

/** A device's clock may be ahead of ours; nothing is answered later than now. */
const answeredAt = (given: AnsweredAt | null | undefined, now: Date): AnsweredAt =>
  given ? { ...given, at: given.at < now ? given.at : now } : { at: now, device: "", turn: 0 };

/** Why nothing can be written now; null where something can. */
function whyClosed(standing: Standing | null, now: Date): Problem | null {
  if (standing === null) return sessionEnded();
  if (standing.response?.sentAt) return answersClosed();
  if (standing.withdrawal !== null) return stopped();
  if (standing.closedAt !== null) return waveClosed();
  if (hasExpired(standing, now)) return invitationExpired();
  return standing.response?.consent ? null : consentNeeded();
}

export const createAnswering = ({ clock, responses, consent, lastAnswers, version }: Shared): Answering => {
  /** Does what writes an answer; where it finds nothing to write to, says why. */
  const write = async (session: string, now: Date, attempt: () => Promise<Kept>): Promise<Kept> => {
    const first = await attempt();
    if (first !== "CLOSED") return first;
    const problem = whyClosed(await responses.standing(session, now), now);
    if (problem !== null) throw problem;
    // It was opened in between, by the same person on another device: once more.
    const second = await attempt();
    if (second === "CLOSED") throw consentNeeded();
    return second;
  };

  /** What stands where this was not written: itself, saved before, or what was answered later somewhere else. */
  const standsInstead = async (
    holder: RespondentHolder,
    own: SavedAnswer,
    { device, turn }: AnsweredAt,
    now: Date,
  ): Promise<SavedAnswer> => {
    const { invitationId, session } = holder;
    const stands = await responses.standingAnswer(invitationId, own.question);
    if (stands !== null && stands.device === device && stands.turn === turn) return { ...own, savedAt: stands.savedAt };
    // Who has not given the person's own code is shown nothing that was said elsewhere.
    if ((await responses.standing(session, now))?.code === "NEEDED") return own;
    const value = (stands?.value ?? null) as AnswerValue | null;
    return { question: own.question, value, savedAt: stands?.savedAt ?? now, elsewhere: true };
  };

  /**
   * Refuses what cannot stand whatever else was answered. Beside other answers it is looked at when all is sent: saves
   * may come in another order than they were made, and the one that mends the other may still be on its way.
   */
  const expectToStand = async (
    holder: RespondentHolder,
    question: Question,
    definition: SurveyDefinition,
    value: AnswerValue,
    now: Date,
  ): Promise<void> => {
    const { constraint } = question;
    if (constraint === null) return;
    const looksBack = lastAnswersIn(constraint.holds).length > 0;
    const last = looksBack ? lastValues(await lastAnswers(holder, definition)) : new Map<string, never>();
    const scope = {
      answer: () => EMPTY,
      last: (variable: string) => last.get(variable) ?? EMPTY,
      self: EMPTY,
      today: todayAt(now),
    };
    if (!mayStand(question, valueOf(value), scope)) throw answerRefused(constraint.message, [question.id]);
  };

  /** A no is always taken, however late. */
  const choose: SurveyStep["giveConsents"] = (holder, choices, revision) =>
    consent.choose(holder, choices, revision, (standing, now) => {
      if (standing.closedAt !== null) throw waveClosed();
      if (hasExpired(standing, now)) throw invitationExpired();
    });

  return {
    respondent: async (holder) => {
      const now = clock();
      const standing = await responses.standing(holder.session, now);
      if (standing === null) return null;
      const { definition } = await version(holder.versionId);
      const { closedAt, withdrawal, promisedOn, movedFrom, movedBecause, response, code } = standing;
      const order = new Map(definition.questions.map(({ id }, at) => [id, at]));
      const shown = code !== "NEEDED";
      const said = shown ? (response?.answers ?? []).filter((answer) => wasSaid(definition, answer)) : [];
      const answers = said.map(ownAnswer);
      const { history: saidSoFar, ...agreed } = await consent.ownConsent(holder, standing.pseudonym, response);
      const answering = agreed.consent === true && response?.sentAt == null;
      return {
        holder,
        definition,
        ...agreed,
        said: shown ? saidSoFar : [],
        knownAs: standing.pseudonym,
        answers: answers.sort((one, other) => (order.get(one.question) ?? 0) - (order.get(other.question) ?? 0)),
        last: answering && shown ? await lastAnswers(holder, definition) : [],
        today: dayOf(now),
        now,
        ownCode: code,
        sentAt: response?.sentAt ?? null,
        closedAt,
        withdrawal,
        promisedOn,
        movedFrom,
        movedBecause,
      };
    },

    giveConsent: (holder, agreed) =>
      choose(holder, [{ purpose: "TAKE_PART", text: holder.versionId, given: agreed }], null),

    giveConsents: choose,

    saveAnswer: async (holder, questionId, value, given) => {
      const { definition } = await version(holder.versionId);
      const question = definition.questions.find(({ id }) => id === questionId);
      if (question === undefined || question.calculation !== null) throw questionUnknown();
      const checked = checkAnswer(question, value);
      if (!checked.ok) throw new Problem(checked.code, checked.text, [questionId]);

      const now = clock();
      const kept = checked.value;
      if (kept !== null) await expectToStand(holder, question, definition, kept, now);
      const answered = answeredAt(given, now);
      const own = { question: questionId, value: kept, savedAt: now, elsewhere: false };
      const { session } = holder;
      const end = await write(session, now, () =>
        responses.keepAnswer({ session, questionId, value: kept, answered, at: now }),
      );
      return end === "LATER" ? standsInstead(holder, own, answered, now) : own;
    },

    sendResponse: async (holder) => {
      const now = clock();
      const standing = await responses.standing(holder.session, now);
      if (standing === null) throw sessionEnded();
      if (standing.withdrawal !== null) throw stopped();
      if (hasExpired(standing, now)) throw invitationExpired();
      if (standing.response?.consent && standing.response.sentAt === null)
        await consent.expectOpen(holder, standing.pseudonym);
      const { definition } = await version(holder.versionId);
      const last = lastValues(await lastAnswers(holder, definition));
      const outcome = await responses.send(
        holder.invitationId,
        (answers) => settle(definition.questions, { answers, last, today: todayAt(now) }),
        now,
      );
      if (outcome.sent) return;
      if (outcome.closed) throw waveClosed();
      if (outcome.settled === null) throw consentNeeded();
      const { missing, refused } = outcome.settled;
      const [first] = refused;
      if (missing.length > 0 || first === undefined) throw answersMissing(missing);
      throw answerRefused(
        first.message,
        refused.map(({ id }) => id),
      );
    },
  };
};
