import type { OUTCOME_KINDS, OUTCOME_STATUSES, PICTURES } from "../../../schema/outcome.ts";
import type { Written } from "../../../schema/survey.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/postgres.ts";
import type { MeetingStep } from "../survey/survey.ts";
import { createOutcomeStore } from "./outcome.store.ts";
import { createOutcomes } from "./record-outcomes.ts";
import { createFindings, type FindingSources } from "./write-findings.ts";

/** Face of the step: results put into words, and what people do, decide or advise because of them. */

export type Picture = (typeof PICTURES)[number];
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];
export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number];

/** A variable, by the slug of its study and its name there. */
export interface StudyVariable {
  study: string;
  variable: string;
}

export interface Finding {
  id: string;
  studyId: string;
  /** The released result, kept exactly as it was given. */
  resultId: string;
  title: Written;
  words: Written;
  picture: Picture;
  /** What the result rests on. */
  variables: readonly StudyVariable[];
  /** Ids of what people wrote; whether it may be shown is asked each time. */
  quotes: readonly string[];
  publishedAt: Date | null;
  /** Oldest first. */
  outcomes: Outcome[];
}

export interface Outcome {
  id: string;
  /** It rests on a finding, or on a theme of a meeting: on one of them. */
  finding: Finding | null;
  themeId: string | null;
  workplaceId: string;
  kind: OutcomeKind;
  what: Written;
  who: string;
  status: OutcomeStatus;
  reason: Written | null;
  /**
   * A day, as midnight UTC. DONE and NOT_DONE: when it was done or decided; PLANNED: when it will be;
   * UNDERWAY: since when, or until when.
   */
  on: Date;
  updatedAt: Date;
}

export interface OutcomeDeps extends FindingSources {
  database: Database;
  clock: Clock;
  meeting: Pick<MeetingStep, "openedTheme">;
}

export const createOutcomeStep = ({ database, clock, study, survey, meeting, result }: OutcomeDeps) => {
  const store = createOutcomeStore(database);
  return { ...createFindings({ store, clock, study, survey, result }), ...createOutcomes({ store, clock, meeting }) };
};

export type OutcomeStep = ReturnType<typeof createOutcomeStep>;
