import type { AnswerValue } from "../../../../schema/answer.ts";
import type { Question } from "../../../../schema/survey.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { SecretStore } from "../../../platform/secrets.ts";
import type { RespondentHolder, SurveyStep } from "../survey.ts";
import { createHouseSurvey, type GivenAnswer } from "../house-survey.ts";
import { createHouseSurveyStore } from "../house-survey.store.ts";
import { createWordSeal } from "../sealed-words.ts";
import { createKeepingPlans } from "./keeping-plans.ts";
import { createPlanInStudyStore } from "./plan-in-study.store.ts";
import { createPlanStore, type PlanShareWhat } from "./plan.store.ts";
import { createSharingWithStudies, type PlanOffer, type StudyShare } from "./sharing-with-studies.ts";
import { planDefinition } from "./questionnaire.ts";

/**
 * Future plans: a survey of the house that somebody answers again and again and that belongs to them, without an account.
 * Others look only through a link that the owner made, and a study that the owner takes part in sees how the domains are,
 * while the owner lets them.
 */

export interface PlanRound {
  id: string;
  madeAt: Date;
  /** Later than madeAt where it was corrected */
  changedAt: Date;
  answers: { question: Question; value: AnswerValue }[];
}

export const SHARE_STATES = ["OPEN", "OVER", "REVOKED"] as const;
export type ShareState = (typeof SHARE_STATES)[number];

/** A link that somebody looks through. The link itself was known on the owner's device only. */
export interface PlanShare {
  id: string;
  /** For whom, in the owner's words */
  name: string;
  what: PlanShareWhat;
  state: ShareState;
  madeAt: Date;
  validUntil: Date;
  /** Every time that it was opened */
  openings: Date[];
}

export interface Plan {
  id: string;
  startedAt: Date;
  questions: Question[];
  /** Oldest first */
  rounds: PlanRound[];
  shares: PlanShare[];
}

export interface SharedPlan {
  what: PlanShareWhat;
  validUntil: Date;
  rounds: PlanRound[];
}

export interface ShareWish {
  /** Made by the owner's device: 32 random bytes in base64url */
  link: string;
  name: string;
  what: PlanShareWhat;
  days: number;
}

export interface Plans {
  /** Begins one behind this secret, once; one that is there is opened. */
  start(secret: string): Promise<Plan>;
  open(secret: string): Promise<Plan>;
  /** What is said now, in place of what the round held. `round`: a UUID that the owner's device made. */
  keepRound(secret: string, round: string, answers: readonly GivenAnswer[]): Promise<Plan>;
  removeRound(secret: string, round: string): Promise<Plan>;
  /** All of it, links included. */
  remove(secret: string): Promise<void>;
  share(secret: string, wish: ShareWish): Promise<Plan>;
  revokeShare(secret: string, share: string): Promise<Plan>;
  /** Studies that see how the domains are. */
  studiesOf(planId: string): Promise<StudyShare[]>;
  /** What the study asks whose link was opened on this device; null: nothing. */
  offerTo(planId: string, holder: RespondentHolder | null): Promise<PlanOffer | null>;
  /** With the study that the holder takes part in. `text` names the words that were read. */
  shareWithStudy(secret: string, holder: RespondentHolder | null, text: string): Promise<Plan>;
  /** At once, by whoever has the plan; with the receipt. */
  stopWithStudy(secret: string, studyId: string): Promise<{ plan: Plan; receipt: string | null }>;
  /** To whoever was given a link; each time is kept for the owner to see. */
  look(link: string): Promise<SharedPlan>;
}

export interface PlanDeps {
  database: Database;
  clock: Clock;
  chance: Chance;
  secrets: SecretStore;
  survey: Pick<SurveyStep, "consent" | "respondent">;
}

export async function createPlans({ database, clock, chance, secrets, survey: step }: PlanDeps): Promise<Plans> {
  const seal = createWordSeal(await secrets.get("plans"), "plan", chance);
  const survey = createHouseSurvey("PLAN", planDefinition, { store: createHouseSurveyStore(database), seal, clock });
  const studies = createSharingWithStudies({
    ...{ store: createPlanInStudyStore(database), consent: step.consent, survey: step, clock },
  });
  return createKeepingPlans({ store: createPlanStore(database), survey, seal, clock, studies });
}

export { STUDY_SHARE_STATES } from "./sharing-with-studies.ts";
export type { PlanOffer, PlanShareWhat, StudyShare };
