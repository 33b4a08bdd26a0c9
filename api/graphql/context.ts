import type { ContactStep } from "../flow/contact/contact.ts";
import type { FeedbackStep } from "../flow/feedback/feedback.ts";
import type { OutcomeStep } from "../flow/outcome/outcome.ts";
import type { ResultStep } from "../flow/result/result.ts";
import type { HandOvers, SnapshotStep } from "../flow/snapshot/snapshot.ts";
import type { StudyStep } from "../flow/study/study.ts";
import type { Alarms, Plans, RespondentHolder, SurveyStep } from "../flow/survey/survey.ts";
import type { MeetingStep } from "../flow/survey/survey.ts";
import type { Asker, People } from "../people/people.ts";
import type { Tried } from "../people/tries.ts";
import type { Locale } from "../../schema/text.ts";

/** The services of the steps, made once in main.ts. */
export interface Steps {
  people: People;
  study: StudyStep;
  survey: SurveyStep;
  meeting: MeetingStep;
  alarms: Alarms;
  plans: Plans;
  contact: ContactStep;
  snapshot: SnapshotStep;
  handOvers: HandOvers;
  result: ResultStep;
  outcome: OutcomeStep;
  feedback: FeedbackStep;
}

/** Who is asking: an account, the holder of a personal link, both, or nobody. */
export interface Askers {
  viewer: Asker;
  respondent: RespondentHolder | null;
}

/** What the answer carries back besides data. */
export interface Reply {
  /** HttpOnly, SameSite=Strict, Path=/, and Secure where the public address is https. */
  setCookie(name: string, value: string, expires: Date): void;
  clearCookie(name: string): void;
}

/** Made anew for every request. */
export interface Context extends Askers {
  /** Language of the sentences in problems and errors, from Accept-Language; Dutch where it does not say. */
  locale: Locale;
  steps: Steps;
  reply: Reply;
  /** Says when the caller is gone before the answer. */
  left: AbortSignal;
  /** Asked over this machine's own loopback, with no proxy between. */
  fromThisMachine: boolean;
  /** Throws the problem TOO_MANY_TRIES where this caller tried too often. */
  countTry(what: Tried): Promise<void>;
  /** Ends the viewer's session and takes its cookie away; false where there was none. */
  endSession(): Promise<boolean>;
}
