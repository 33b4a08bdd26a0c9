import type { Clock } from "../../../platform/clock.ts";
import type { Consents } from "../consent/consents.ts";
import { consentNotAsked } from "../consent/problems.ts";
import type { RespondentHolder, SurveyStep, Written } from "../survey.ts";
import { anotherPlanShared, planNotShared } from "./problems.ts";
import type { PlanInStudyStore } from "./plan-in-study.store.ts";

/** GIVEN_BY_YOUNG: a guardian's yes has to come to it. LAPSED: to other words, or of before the owner was 16. */
export const STUDY_SHARE_STATES = ["SHARED", "GIVEN_BY_YOUNG", "LAPSED"] as const;
export type StudyShareState = (typeof STUDY_SHARE_STATES)[number];

/** A study that sees how the domains of a plan are, or would. */
export interface StudyShare {
  studyId: string;
  sharedAt: Date;
  state: StudyShareState;
}

/** What the study asks whose link was opened on this device. */
export interface PlanOffer {
  studyId: string;
  /** Names the words */
  text: string;
  words: Written;
  /** A guardian's yes has to come to it. */
  young: boolean;
}

interface Shared {
  store: PlanInStudyStore;
  consent: Pick<Consents, "planConsent" | "sharePlan" | "stopSharingPlan">;
  survey: Pick<SurveyStep, "respondent">;
  clock: Clock;
}

export const createSharingWithStudies = ({ store, consent, survey, clock }: Shared) => ({
  async studiesOf(planId: string): Promise<StudyShare[]> {
    const rows = await store.ofPlan(planId);
    return Promise.all(
      rows.map(async ({ studyId, participantId, pseudonym, sharedAt }) => {
        const { state, young } = await consent.planConsent({ studyId, participantId, pseudonym });
        const open = young ? "GIVEN_BY_YOUNG" : "LAPSED";
        return { studyId, sharedAt, state: state === "GIVEN" ? "SHARED" : open };
      }),
    );
  },

  /** null: no personal link is open here, its study does not ask for plans, or the plan is shared with it. */
  async offerTo(planId: string, holder: RespondentHolder | null): Promise<PlanOffer | null> {
    const person = holder && (await survey.respondent(holder));
    if (holder === null || person === null || person.withdrawal !== null) return null;
    const { studyId, participantId } = holder;
    const { text, young, state } = await consent.planConsent({ studyId, participantId, pseudonym: person.knownAs });
    const shared = (await store.ofPlan(planId)).some((row) => row.participantId === participantId);
    if (!text.asked || (shared && (state === "GIVEN" || young))) return null;
    return { studyId, text: text.id, words: text.words, young };
  },

  /** By whoever has both links: of the plan, and of the study. */
  async shareWith(planId: string, holder: RespondentHolder, text: string): Promise<void> {
    const { participantId, invitationId } = holder;
    const row = { planId, participantId, invitationId, sharedAt: clock() };
    if (text === "") throw consentNotAsked();
    await consent.sharePlan(holder, text, async (transaction) => {
      if ((await store.join(transaction, row)) !== planId) throw anotherPlanShared();
    });
  },

  /** The receipt. */
  async stopWith(planId: string, studyId: string): Promise<string | null> {
    const rows = (await store.ofPlan(planId)).filter((row) => row.studyId === studyId);
    if (rows.length === 0) throw planNotShared();
    const receipts = await Promise.all(rows.map((row) => consent.stopSharingPlan(row)));
    return receipts[0] ?? null;
  },

  /** Before a plan is deleted: the studies that saw it are told that it is a no. */
  async stopWithAll(planId: string): Promise<void> {
    for (const row of await store.ofPlan(planId)) await consent.stopSharingPlan(row);
  },
});

export type SharingWithStudies = ReturnType<typeof createSharingWithStudies>;
