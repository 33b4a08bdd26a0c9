import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { ResponseStore } from "../answering/response.store.ts";
import type { RespondentHolder, SurveyVersion } from "../survey.ts";
import type { Connection, Transaction } from "../survey.store.ts";
import type { WithdrawalStore } from "../withdrawing/withdrawal.store.ts";
import { type Choosing, createChoosing } from "./choosing.ts";
import { createConsentStore } from "./consent.store.ts";
import { createGuardians, type Guardians } from "./guardian.ts";
import { createGuardianStore } from "./guardian.store.ts";
import { createOwnData, type OwnData } from "./own-data.ts";
import { createOwnDataStore } from "./own-data.store.ts";
import { createPlanSharing, type PlanSharing } from "./plan-sharing.ts";
import { ALL_PURPOSES, createRecording, takenBackBy } from "./record-said.ts";
import { createSixteenthBirthdays, type SixteenthBirthdays } from "./sixteenth-birthday.ts";
import { createSixteenthBirthdayStore } from "./sixteenth-birthday.store.ts";
import { type ConsentStanding, createConsentStanding } from "./standing.ts";
import { createConsentTexts, type NewWords, type StudyPurpose } from "./texts.ts";

/** What people agree to: purposes of their own, each with its words, taken back one by one. */
export interface Consents
  extends
    Pick<Choosing, "ownConsent" | "choose" | "expectOpen">,
    Pick<ConsentStanding, "mayBeQuoted" | "refusing" | "apartAmong" | "apartIn" | "apartNames" | "sharingPlan">,
    PlanSharing,
    Guardians,
    OwnData {
  purposesOf(studyId: string): Promise<StudyPurpose[]>;
  writeWords(studyId: string, words: NewWords, by: string): Promise<void>;
  /** Who is under 16, as far as it is told. */
  noteBirthdays: SixteenthBirthdays["note"];
  youngOf: SixteenthBirthdays["young"];
  forgetBirthday: SixteenthBirthdays["forget"];
  /** Of somebody who stops, and is held. */
  takeBack(transaction: Transaction, holder: RespondentHolder, deleting: boolean, at: Date): Promise<void>;
}

interface Shared {
  database: Database;
  clock: Clock;
  chance: Chance;
  publicUrl: string;
  /** 32 bytes by name, the same ever after */
  secret: (name: string) => Promise<Buffer>;
  responses: ResponseStore;
  withdrawals: WithdrawalStore;
  version: (id: string) => Promise<SurveyVersion>;
}

export function createConsents(deps: Shared): Consents {
  const { database, clock, chance, secret } = deps;
  const consents = createConsentStore(database);
  const birthdays = createSixteenthBirthdays({
    ...{ clock, chance, store: createSixteenthBirthdayStore(database) },
    key: () => secret("sixteenth-birthdays"),
  });
  const standing = createConsentStanding({ consents, birthdays });
  const shared = { ...deps, consents, birthdays, standing, record: createRecording({ consents, chance }) };
  const choosing = createChoosing(shared);
  return {
    ...standing,
    ...choosing,
    ...createPlanSharing({ ...shared, ...choosing }),
    ...createGuardians({ ...shared, guardians: createGuardianStore(database) }),
    ...createConsentTexts(shared),
    ...createOwnData({ ...shared, ownData: createOwnDataStore(database) }),
    noteBirthdays: (studyId, people, connection?: Connection) => birthdays.note(studyId, people, connection),
    youngOf: birthdays.young,
    forgetBirthday: birthdays.forget,
    takeBack: async (transaction, { participantId, invitationId }, deleting, at) => {
      const rows = await consents.said([participantId], ALL_PURPOSES, transaction);
      await consents.add(transaction, takenBackBy(rows, { deleting, invitationId, at, chance }));
    },
  };
}
