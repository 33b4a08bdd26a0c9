import type { AnswerValue, SentValue } from "../../../schema/answer.ts";
import type { Day } from "../../../schema/day.ts";
import type { WrittenSurvey } from "../../../schema/kinds/composed.ts";
import type { Question, SurveyDefinition, SurveyDraft, Written } from "../../../schema/survey.ts";
import type { Problem } from "../../../schema/problem.ts";
import type { SurveyChange } from "../../../schema/survey-change.ts";
import type { Chance } from "../../platform/chance.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/postgres.ts";
import { createAnswering } from "./answering/answering.ts";
import { type BringingIn, createBringingIn } from "./questionnaire/bringing-in.ts";
import { type Coding, createCoding } from "./coding/coding.ts";
import { createCollected } from "./collected.ts";
import type { GuardianState } from "./consent/consent.ts";
import type { PurposeChoice } from "./consent/choosing.ts";
import type { SaidRow } from "./consent/consent.store.ts";
import { type Consents, createConsents } from "./consent/consents.ts";
import type { Choice } from "./consent/record-said.ts";
import type { TurnsSixteen } from "./consent/sixteenth-birthday.ts";
import { createDrafting } from "./questionnaire/drafting.ts";
import { createFieldwork } from "./fieldwork.ts";
import type { SessionFacts } from "./inviting/invitation.store.ts";
import { createInvitationStore } from "./inviting/invitation.store.ts";
import { createInviting } from "./inviting/inviting.ts";
import { createLastAnswers, type LastAnswer } from "./answering/last-answers.ts";
import { createMemory } from "./memory.ts";
import type { AnsweredAt } from "./answering/keep-answers.store.ts";
import { createOwnCodes } from "./answering/own-code.ts";
import { createOwnCodeStore } from "./answering/own-code.store.ts";
import { createPlanInStudyStore } from "./plan/plan-in-study.store.ts";
import { createSharedPlans } from "./plan/shared-plans.ts";
import { createResponseStore, type OwnCodeState } from "./answering/response.store.ts";
import type { RuledOut } from "./questionnaire/routing.ts";
import { createSessions } from "./answering/sessions.ts";
import { createSurveyStore } from "./survey.store.ts";
import { createTickets } from "./inviting/tickets.ts";
import { createVersions } from "./questionnaire/versions.ts";
import { createWithdrawing } from "./withdrawing/withdrawing.ts";
import { createWithdrawalStore, type Withdrawal } from "./withdrawing/withdrawal.store.ts";
import type { VariableValue } from "./variables.ts";

/** Face of the step: questionnaires, the waves they are asked in, invitations, consent and answers. */

export interface Survey {
  id: string;
  studyId: string;
  slug: string;
  /** What the next version will be. */
  draft: SurveyDefinition;
}

/** Never changes once it is there. */
export interface SurveyVersion {
  id: string;
  surveyId: string;
  number: number;
  publishedAt: Date;
  definition: SurveyDefinition;
}

/** How a variable is asked. */
export interface Wording {
  text: Written;
  /** The first version with these words */
  version: number;
  waves: Fielding["wave"][];
}

/** A variable that was asked in several ways, oldest first. */
export interface Rewording {
  variable: string;
  wordings: Wording[];
}

export interface Fielding {
  id: string;
  versionId: string;
  wave: { id: string; ordinal: number; code: string; label: string; openedAt: Date | null; closedAt: Date | null };
  /** Days are midnight UTC. */
  promisedOn: Date;
  /** The day that was promised first. */
  movedFrom: Date | null;
  movedBecause: string | null;
  /** Links that are there, withdrawn ones left out unless answers came through them. */
  invited: number;
  sent: number;
}

export const INVITATION_STATUSES = ["CREATED", "NOT_YET", "OPENED", "USED_UP", "SENT", "REVOKED", "EXPIRED"] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

export interface Invitation {
  id: string;
  /** The pseudonym within the study */
  participant: string;
  status: InvitationStatus;
  createdAt: Date;
  validFrom: Date | null;
  openedAt: Date | null;
  expiresAt: Date | null;
  /** Every link before it is dead. */
  renewedAt: Date | null;
  /** How often it may still be opened; null: without limit. */
  usesLeft: number | null;
}

export interface CreatedInvitation {
  invitation: Invitation;
  /** Shown this once. */
  link: string;
}

/** Somebody who opened a personal link: where the session leads to, which never changes. */
export interface RespondentHolder extends SessionFacts {
  /** SHA-256 of the cookie. Whether it still stands is asked by every statement that reads or writes for it. */
  session: string;
}

export interface Respondent {
  holder: RespondentHolder;
  definition: SurveyDefinition;
  /** Whether it may be answered; null: nothing was said yet, or others have to say yes first. */
  consent: boolean | null;
  /** What this person said of it; with a guardian's yes to come that is not enough. */
  saidYes: boolean | null;
  guardian: GuardianState;
  /** Names the state that a choice is made on */
  revision: number;
  /** What may be chosen beside taking part, now and at any time */
  choices: PurposeChoice[];
  /** Everything that was said, oldest first */
  said: SaidRow[];
  /** The pseudonym within the study */
  knownAs: string;
  answers: OwnAnswer[];
  /** What the questionnaire uses of what this person said before; while they answer. */
  last: LastAnswer[];
  /** The day in the Netherlands, as the questionnaire counts with it */
  today: Day;
  /** By the clock that answers are put in order with */
  now: Date;
  /** NEEDED: earlier answers are left out until it was given on this device. */
  ownCode: OwnCodeState;
  sentAt: Date | null;
  /** Since when its wave takes no answers any more; null while it does. */
  closedAt: Date | null;
  /** That the person stopped; null where not. */
  withdrawal: Withdrawal | null;
  promisedOn: Date;
  movedFrom: Date | null;
  movedBecause: string | null;
}

export interface OwnAnswer {
  question: string;
  value: AnswerValue;
  savedAt: Date;
}

/** What stands at a question after something was saved. */
export interface SavedAnswer {
  question: string;
  /** null: it was taken back. */
  value: AnswerValue | null;
  savedAt: Date;
  /** It was answered later on another device. */
  elsewhere: boolean;
}

/** Something the holder of a link said and sent, in this or an earlier questionnaire of the study. */
export interface SentAnswer {
  question: Question;
  value: AnswerValue;
  /** Names of the study's variables that it became */
  variables: string[];
  fieldingId: string;
  waveCode: string;
  sentAt: Date;
}

/** What one person said in one wave, over all questionnaires of that wave: only variables that were answered. */
export interface AnswerRow {
  pseudonym: string;
  wave: string;
  values: Record<string, VariableValue>;
}

/** A promise to come back with an answer, and the variables that the answers became. */
export interface FieldingPromise {
  fieldingId: string;
  studyId: string;
  variables: string[];
  /** When the survey was fielded. */
  madeAt: Date;
  promisedOn: Date;
  movedFrom: Date | null;
}

export interface NewSurvey extends WrittenSurvey {
  /** Its slug */
  study: string;
  slug: string;
}

export interface NewFielding {
  surveyId: string;
  wave: string;
  waveLabel?: string | null | undefined;
  promisedOn: Date;
}

export interface NewInvitations {
  fieldingId: string;
  participants: readonly string[];
  validFrom?: Date | null | undefined;
  expiresAt?: Date | null | undefined;
  /** How often each may be opened; without limit where not said */
  uses?: number | null | undefined;
  /** Of whom it is known that they are under 16: then a guardian is asked as well. */
  turnSixteen?: readonly TurnsSixteen[] | null | undefined;
}

export interface SurveyStep extends BringingIn {
  /** What people agree to, by purpose: quotes, further waves, other data. */
  consent: Consents;
  /** What people wrote in their own words: themes, who may read it, quotes. */
  coding: Coding;
  surveysOf(studyId: string): Promise<Survey[]>;
  survey(id: string): Promise<Survey | null>;
  /** By survey, oldest first. */
  versionsOf(surveyIds: readonly string[]): Promise<SurveyVersion[]>;
  version(id: string): Promise<SurveyVersion>;
  fieldingsOf(surveyId: string): Promise<Fielding[]>;
  invitationsOf(fieldingId: string): Promise<Invitation[]>;

  createSurvey(survey: NewSurvey): Promise<Survey>;
  /** With the `revision` that was written on: refused where somebody changed the draft since. */
  updateSurvey(id: string, draft: Partial<WrittenSurvey>, revision?: string | null): Promise<Survey>;
  /** Only where it was never published. */
  deleteSurvey(id: string): Promise<void>;
  /** Since the version of that number; none where there is no such version. */
  changesIn(version: SurveyVersion, since: number): Promise<SurveyChange[]>;
  draftChanges(survey: Survey): Promise<SurveyChange[]>;
  rewordings(studyId: string): Promise<Rewording[]>;
  /** Everything that stands in the way of publishing the draft, each with its place. */
  draftProblems(survey: Survey): Promise<Problem[]>;
  /** The newest version as it is, where the draft has not changed since. */
  publishSurvey(id: string, revision?: string | null): Promise<SurveyVersion>;
  fieldSurvey(fielding: NewFielding): Promise<Fielding>;
  movePromise(fieldingId: string, to: Date, explanation: string): Promise<Fielding>;
  createInvitations(invitations: NewInvitations): Promise<CreatedInvitation[]>;
  revokeInvitation(id: string): Promise<Invitation>;
  invitation(id: string): Promise<{ fieldingId: string; invitation: Invitation } | null>;
  /** For a message: one more link into an invitation, which nobody else sees. */
  addLink(invitationId: string): Promise<string>;
  /** For a message: makes every link and session until now dead; what was answered stays. */
  renewInvitation(id: string): Promise<Invitation>;
  fielding(id: string): Promise<{ studyId: string; open: boolean } | null>;
  /** Which of these people of a study stopped taking part. */
  stoppedOf(studyId: string, pseudonyms: readonly string[]): Promise<Set<string>>;

  /** `cookie` is what the browser keeps and this house does not. */
  openInvitation(
    secret: string,
    fromThisMachine?: boolean,
  ): Promise<{ cookie: string; endsAt: Date; holder: RespondentHolder }>;
  /** A link for the demo's made-up people: once, for 30 minutes, from this machine only. */
  demoLink(invitationId: string): string;
  holderOf(cookie: string): Promise<RespondentHolder | null>;
  closeSession(holder: RespondentHolder): Promise<void>;
  /** null: the session has ended. */
  respondent(holder: RespondentHolder): Promise<Respondent | null>;
  giveConsent(holder: RespondentHolder, agreed: boolean): Promise<void>;
  /** Says yes or no to purposes; with the `revision` that was read, a yes is refused where something was said since. */
  giveConsents(holder: RespondentHolder, choices: readonly Choice[], revision: number | null): Promise<void>;
  /**
   * Resolves once the answer is kept, with what stands then. With `given` it does not matter how often or in which order
   * saves come: what was answered last counts.
   */
  saveAnswer(
    holder: RespondentHolder,
    questionId: string,
    value: unknown,
    given?: AnsweredAt | null,
  ): Promise<SavedAnswer>;
  /** A code that a new device has to give before earlier answers are shown; null: none any more. */
  setOwnCode(holder: RespondentHolder, code: string | null): Promise<void>;
  giveOwnCode(holder: RespondentHolder, code: string): Promise<void>;
  sendResponse(holder: RespondentHolder): Promise<void>;
  /** Stops, over all questionnaires of the study; with `deleteAnswers` nothing of the person is in a later snapshot. */
  stopTakingPart(holder: RespondentHolder, deleteAnswers: boolean): Promise<void>;
  /** To the holder alone; a problem where the session has ended. Oldest first. */
  answersBy(holder: RespondentHolder): Promise<SentAnswer[]>;

  /** For the snapshot: what was sent with consent before a moment, some thousand rows at a time. */
  answersOf(studyId: string, before: Date): AsyncIterable<AnswerRow[]>;
  /** For the snapshot: everybody ever invited, answered or not, but for who had everything deleted. */
  participantsOf(studyId: string): Promise<string[]>;
  /** For the snapshot: who had everything deleted. They are in no source of it, imports included. */
  deletedOf(studyId: string): Promise<string[]>;
  /** Who stopped, or took a consent back and did not give it again: nothing of them is handed over. */
  withdrawnOf(studyId: string): Promise<string[]>;
  /** For the snapshot: names apart of people, beside the names that they are known by. One person may stand under both. */
  namesApart(studyId: string): Promise<Map<string, string>>;
  /** Who let the study see a plan once and does not now: theirs is not handed over. Since when they said no. */
  plansKeptBack(studyId: string): Promise<{ pseudonym: string; since: Date | null }[]>;
  /** For the snapshot: by variable, codes of the waves in which a questionnaire was put that asks it. */
  wavesAsked(studyId: string): Promise<Map<string, string[]>>;
  /** For the snapshot: by variable that a theme became, the version of the codebook it is coded with. */
  codebookVersions(studyId: string): Promise<Map<string, number>>;
  /** For the snapshot: by code of a wave, which answers the routing of its questionnaires makes impossible. */
  ruledOut(studyId: string): Promise<Map<string, RuledOut[]>>;
  /** For the snapshot: by wave id, how many different persons were invited and sent with consent before a moment. */
  waveCounts(studyId: string, before: Date): Promise<Map<string, { invited: number; sent: number }>>;
  promises(): Promise<FieldingPromise[]>;
}

export interface SurveyDependencies {
  database: Database;
  clock: Clock;
  chance: Chance;
  /** Where personal links lead, without a slash at the end: https://weerklank.example */
  publicUrl: string;
  /** 32 bytes by name, the same ever after: for what is sealed. */
  secret: (name: string) => Promise<Buffer>;
  /** Before somebody is noted as stopped: what others keep of the person goes first. */
  beforeStop?: (studyId: string, pseudonym: string) => Promise<void>;
}

/** Name of the cookie that a personal link is exchanged for. */
export const RESPONDENT_COOKIE = "weerklank.respondent";

export function createSurveyStep(deps: SurveyDependencies): SurveyStep {
  const { database, clock, chance, publicUrl } = deps;
  const surveys = createSurveyStore(database);
  const invitations = createInvitationStore(database);
  const responses = createResponseStore(database);

  const versions = createMemory<SurveyVersion>(500);
  const version = async (id: string): Promise<SurveyVersion> => {
    const found = versions.get(id) ?? (await surveys.version(id));
    if (found === null) throw new Error("A fielding names a version that is not there");
    versions.set(id, found);
    return found;
  };
  const tickets = createTickets(clock, chance);
  const withdrawals = createWithdrawalStore(database);
  const lastAnswers = createLastAnswers({ responses, version });
  const consent = createConsents({ ...deps, responses, withdrawals, version });
  const coding = createCoding({ database, clock, chance, surveys, mayBeQuoted: consent.mayBeQuoted });
  const plans = createSharedPlans({ store: createPlanInStudyStore(database), consent });
  const shared = {
    tickets,
    database,
    clock,
    chance,
    publicUrl,
    surveys,
    invitations,
    responses,
    withdrawals,
    lastAnswers,
    version,
    consent,
    coding,
    plans,
    beforeStop: deps.beforeStop,
  };
  const drafting = createDrafting(shared);

  return {
    coding,
    consent,
    surveysOf: surveys.surveysOf,
    survey: (id) => surveys.survey(id),
    versionsOf: (ids) => surveys.versionsOf(ids),
    version,
    fielding: async (id) => {
      const found = await surveys.fielding(id, database);
      return found === null ? null : { studyId: found.studyId, open: found.fielding.wave.closedAt === null };
    },
    stoppedOf: withdrawals.stoppedOf,
    demoLink: (invitationId) => `${publicUrl}/v#${tickets.issue(invitationId)}`,
    ...drafting,
    ...createBringingIn(drafting),
    ...createVersions(shared),
    ...createFieldwork(shared),
    ...createInviting(shared),
    ...createSessions(shared),
    ...createAnswering(shared),
    ...createOwnCodes({ ...shared, codes: createOwnCodeStore(database) }),
    ...createCollected(shared),
    ...createWithdrawing(shared),
  };
}

export { type Alarms, createAlarms } from "./alarm/alarm.ts";
export { createPlans, type Plans } from "./plan/plan.ts";
export { createMeetingStep, type HostedMeeting, type HostedTheme, type MeetingStep } from "./meeting/meeting.ts";
export type { DiscussedTheme, MeetingPromise, OwnMeeting, OwnTheme, Theme } from "./meeting/meeting.ts";
export { type OpenedRoom, ROOM_STATES, type Room } from "./room/room.ts";
export type { PurposeChoice } from "./consent/choosing.ts";
export type { GuardianChoice, Guardianship } from "./consent/guardian.ts";
export type { ConsentEntry, OwnQuestionnaire } from "./consent/own-data.ts";
export type { StudyPurpose } from "./consent/texts.ts";
export { NO_ROUND_NEAR, NOT_SHARED } from "./plan/study-variables.ts";
export { apartName } from "./consent/standing.ts";
export { revisionOf } from "./questionnaire/drafting.ts";
export type { RuledOut } from "./questionnaire/routing.ts";
export { optionVariable, questionVariables, variableValues } from "./variables.ts";
export { whatStays } from "./withdrawing/withdrawing.ts";
export { OWN_CODE_STATES } from "./answering/response.store.ts";
export type { AnsweredAt, Withdrawal };
export type { AnswerValue, LastAnswer, Question, SentValue, SurveyDefinition, SurveyDraft, VariableValue, Written };
