import type { AnswerValue } from "../../../../schema/answer.ts";
import type { Question } from "../../../../schema/survey.ts";
import type { Text } from "../../../../schema/text.ts";
import type { People, Viewer } from "../../../people/people.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Log } from "../../../platform/log.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Queue } from "../../../platform/queue.ts";
import type { SecretStore } from "../../../platform/secrets.ts";
import { createHouseSurvey, type GivenAnswer } from "../house-survey.ts";
import { createHouseSurveyStore } from "../house-survey.store.ts";
import { createWordSeal } from "../sealed-words.ts";
import { createAlarmStore, type AlarmStepKind } from "./alarm.store.ts";
import { createEscalating } from "./escalating.ts";
import { createHandling } from "./handling.ts";
import { alarmDefinition } from "./questionnaire.ts";
import { createRouting } from "./routing.ts";
import { createSounding } from "./sounding.ts";

/**
 * Alarms: an always open survey of the house, whose answers go to a person named for a region, and to the next one where
 * that person says nothing in time. Its sender sees every step.
 */

export const ALARM_STATES = ["WAITING", "ACKNOWLEDGED", "CLOSED"] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

export interface AlarmStep {
  at: Date;
  kind: AlarmStepKind;
  /** Who did it, or whom it was given to; null: the sender, or the house itself. */
  name: string | null;
  words: string | null;
}

export interface Alarm {
  id: string;
  /** null: the sender does not know. */
  region: Text | null;
  state: AlarmState;
  sentAt: Date;
  /** When it goes to the next person if nobody acknowledges; null where it does not. */
  dueAt: Date | null;
  closedAt: Date | null;
  /** When everything about it is deleted; null while it is not closed. */
  clearedOn: Date | null;
  answers: { question: Question; value: AnswerValue }[];
  steps: AlarmStep[];
}

export type ListedAlarm = Omit<Alarm, "answers" | "steps" | "clearedOn">;

export interface AlarmForm {
  /** Somebody reads along; without that nothing is taken in. */
  inUse: boolean;
  /** The longest that anybody has to acknowledge */
  hours: number;
  questions: Question[];
}

/** What a handler can do besides reading. */
export const HANDLER_STEPS = ["ACKNOWLEDGED", "WROTE", "ACTION", "CLOSED"] as const;
export type HandlerStep = (typeof HANDLER_STEPS)[number];

export interface AlarmRoute {
  /** "" for everywhere that has nobody of its own, and after who has. */
  region: string;
  name: Text | null;
  hours: number;
  /** In the order in which they are asked */
  handlers: { id: string; name: string }[];
}

export interface Alarms {
  form(): Promise<AlarmForm>;
  /** `secret`: 32 random bytes that the sender's own device made, in base64url. Sent twice it is one alarm. */
  sound(secret: string, answers: readonly GivenAnswer[]): Promise<Alarm>;
  /** To its sender. */
  open(secret: string): Promise<Alarm>;
  /** More from its sender. */
  add(secret: string, words: string): Promise<Alarm>;

  /** That were given to this person. */
  handledBy(viewer: Viewer): Promise<ListedAlarm[]>;
  /** Reading is a step of its own. */
  read(viewer: Viewer, id: string): Promise<Alarm>;
  step(viewer: Viewer, id: string, step: HandlerStep, words: string): Promise<Alarm>;

  routes(): Promise<AlarmRoute[]>;
  /** `handlers`: ids of accounts, or addresses that people sign in with. */
  route(region: string, handlers: readonly string[], hours: number): Promise<AlarmRoute>;

  /** Mails who was given an alarm, gives what nobody acknowledged to the next, and deletes what was closed long ago. */
  deliver(): Promise<void>;
  /** Begins nothing further; what is being done is waited for. */
  stop(): Promise<void>;
}

export interface AlarmDeps {
  database: Database;
  clock: Clock;
  chance: Chance;
  secrets: SecretStore;
  log: Log;
  queue: Queue;
  people: Pick<People, "accounts" | "accountOf" | "writeTo" | "tellStewards">;
  publicUrl: string;
}

export async function createAlarms(deps: AlarmDeps): Promise<Alarms> {
  const { database, clock, chance } = deps;
  const store = createAlarmStore(database);
  const seal = createWordSeal(await deps.secrets.get("alarms"), "alarm", chance);
  const survey = createHouseSurvey("ALARM", alarmDefinition, { store: createHouseSurveyStore(database), seal, clock });
  const routing = createRouting({ ...deps, store });
  const escalating = createEscalating({ ...deps, store, routing });
  const shared = { ...deps, store, seal, survey, routing, deliverSoon: escalating.deliverSoon };
  return {
    ...createSounding(shared),
    ...createHandling(shared),
    routes: routing.routes,
    async route(region, handlers, hours) {
      const route = await routing.route(region, handlers, hours);
      await store.wake(clock());
      escalating.deliverSoon();
      return route;
    },
    deliver: escalating.deliver,
    stop: escalating.stop,
  };
}

export type { AlarmStepKind };
