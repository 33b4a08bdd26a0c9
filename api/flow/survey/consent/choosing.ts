import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import { consentNeeded, ownCodeNeeded, sessionEnded, stopped } from "../answering/problems.ts";
import type { ResponseStore, Standing } from "../answering/response.store.ts";
import type { RespondentHolder, SurveyVersion } from "../survey.ts";
import type { Transaction } from "../survey.store.ts";
import type { WithdrawalStore } from "../withdrawing/withdrawal.store.ts";
import {
  type ConsentState,
  type GuardianState,
  guardianState,
  isAsked,
  isAskedWithQuestions,
  isOpenTo,
  OPTIONAL_PURPOSES,
  type OptionalPurpose,
  ownWord,
  stateOf,
} from "./consent.ts";
import type { ConsentStore, SaidRow } from "./consent.store.ts";
import {
  choicesInvalid,
  chosenAtThePlan,
  consentNotAsked,
  consentSinceChanged,
  consentTextChanged,
  guardianNeeded,
} from "./problems.ts";
import { ALL_PURPOSES, type Choice, historyOf, type RecordSaid } from "./record-said.ts";
import type { SixteenthBirthdays } from "./sixteenth-birthday.ts";
import { counting, type PresentText, presentText } from "./standing.ts";

export interface ConsentShared {
  database: Database;
  clock: Clock;
  responses: ResponseStore;
  withdrawals: WithdrawalStore;
  consents: ConsentStore;
  birthdays: SixteenthBirthdays;
  record: RecordSaid;
  version: (id: string) => Promise<SurveyVersion>;
}

/** A purpose that a person may choose for themselves, now and at any time. */
export interface PurposeChoice {
  purpose: OptionalPurpose;
  text: PresentText;
  state: ConsentState;
  /** Nobody asked yet, or has to ask again. */
  ask: boolean;
}

/** What the holder of a link agreed to. */
export interface OwnConsent {
  /** Whether the questionnaire may be answered; null: not said, or others have to say it first. */
  consent: boolean | null;
  /** What the person said of it. */
  saidYes: boolean | null;
  guardian: GuardianState;
  /** Names the state that a choice is made on: how much was said so far */
  revision: number;
  choices: PurposeChoice[];
  /** Everything that was said, oldest first */
  history: SaidRow[];
}

/** As far as the record of a response says it. */
export interface ResponseFacts {
  consent: boolean;
  sentAt: Date | null;
}

const repeats = (choices: readonly Choice[]): boolean =>
  new Set(choices.map(({ purpose }) => purpose)).size < choices.length;

/** The words of now of everything that a study may ask. */
export async function presentTextsOf(consents: ConsentStore, studyId: string): Promise<PresentText[]> {
  const written = await consents.presentTexts([studyId]);
  return OPTIONAL_PURPOSES.map((purpose) => presentText(purpose, written.get(`${studyId} ${purpose}`)));
}

export const createChoosing = (shared: ConsentShared) => {
  const { database, clock, responses, withdrawals, consents, birthdays, record, version } = shared;

  const isYoung = async (studyId: string, pseudonym: string): Promise<boolean> =>
    (await birthdays.young(studyId, [pseudonym])).has(pseudonym);

  return {
    isYoung,

    /** `pseudonym` and `response` as they were read with the session. */
    async ownConsent(
      { participantId, invitationId, studyId }: RespondentHolder,
      pseudonym: string,
      response: ResponseFacts | null,
    ): Promise<OwnConsent> {
      const [rows, texts, young] = await Promise.all([
        consents.said([participantId], ALL_PURPOSES),
        presentTextsOf(consents, studyId),
        isYoung(studyId, pseudonym),
      ]);
      const known = counting(rows);
      const takePart = historyOf(known, "TAKE_PART", invitationId);
      const saidYes = ownWord(takePart, young);
      const stands = response?.consent === true && (response.sentAt !== null || isOpenTo(takePart, young));
      return {
        consent: stands ? true : saidYes === false ? false : null,
        saidYes,
        guardian: guardianState(takePart, young),
        revision: rows.length,
        choices: texts.flatMap((text) => {
          const history = historyOf(known, text.purpose, invitationId);
          const here = isAskedWithQuestions(text.purpose);
          if ((!text.asked || !here) && history.length === 0) return [];
          const state = stateOf(history, text.id, young);
          return [{ purpose: text.purpose, text, state, ask: text.asked && here && isAsked(history, text.id, young) }];
        }),
        history: rows,
      };
    },

    /** Before something is sent: who turned 16 meanwhile says it anew. */
    async expectOpen({ participantId, invitationId, studyId }: RespondentHolder, pseudonym: string): Promise<void> {
      const rows = counting(await consents.said([participantId], ["TAKE_PART"]));
      const history = historyOf(rows, "TAKE_PART", invitationId);
      const young = await isYoung(studyId, pseudonym);
      if (isOpenTo(history, young)) return;
      throw ownWord(history, young) === true ? guardianNeeded() : consentNeeded();
    },

    /**
     * Says yes or no to purposes, all at once. A yes is taken only to the words of now, by somebody who takes part, and
     * only while nothing else was said since `revision`; null where a caller read none. To more than taking part, only who
     * gave the person's own code on this device, where there is one. A no is always taken. A yes to sharing a plan is
     * taken with what joins that plan to the person, in the same transaction.
     */
    async choose(
      holder: RespondentHolder,
      choices: readonly Choice[],
      revision: number | null,
      mayBegin: (standing: Standing, now: Date) => void,
      joinPlan?: (transaction: Transaction) => Promise<void>,
    ): Promise<void> {
      const { participantId, studyId, versionId } = holder;
      const at = clock();
      const standing = await responses.standing(holder.session, at);
      if (standing === null) throw sessionEnded();
      if (choices.length === 0 || repeats(choices)) throw choicesInvalid();
      const yes = choices.filter(({ given }) => given);
      if (yes.length > 0 && standing.withdrawal !== null) throw stopped();
      if (joinPlan === undefined && !yes.every(({ purpose }) => isAskedWithQuestions(purpose))) throw chosenAtThePlan();
      if (standing.code === "NEEDED" && yes.some(({ purpose }) => purpose !== "TAKE_PART")) throw ownCodeNeeded();
      if (yes.some(({ purpose }) => purpose === "TAKE_PART")) mayBegin(standing, at);
      const texts = await presentTextsOf(consents, studyId);
      for (const { purpose, text } of yes) {
        const present = texts.find((each) => each.purpose === purpose);
        if (present !== undefined && !present.asked) throw consentNotAsked();
        if (text !== (present?.id ?? versionId))
          throw consentTextChanged(present?.words ?? (await version(versionId)).definition.consent);
      }
      const young = await isYoung(studyId, standing.pseudonym);
      await database.$transaction(async (transaction) => {
        await consents.hold(transaction, participantId);
        if (yes.length > 0 && (await withdrawals.stopped(transaction, [participantId])).size > 0) throw stopped();
        const rows = await consents.said([participantId], ALL_PURPOSES, transaction);
        if (yes.length > 0 && revision !== null && revision !== rows.length) throw consentSinceChanged();
        await record(transaction, { ...holder, source: young ? "YOUNG" : "SELF", young, choices, texts, at }, rows);
        await joinPlan?.(transaction);
      });
    },
  };
};

export type Choosing = ReturnType<typeof createChoosing>;
