import { createHash } from "node:crypto";
import { isMissing } from "../../../../schema/missing.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { HouseSurvey } from "../house-survey.ts";
import type { WordSeal } from "../sealed-words.ts";
import type { Alarm, Alarms, ListedAlarm } from "./alarm.ts";
import type { AlarmRow, AlarmStore, ListedAlarm as ListedRow } from "./alarm.store.ts";
import { clearedOn } from "./escalating.ts";
import {
  alarmClosed,
  alarmFull,
  alarmNotInUse,
  alarmSecretInvalid,
  alarmUnknown,
  alarmWordsInvalid,
} from "./problems.ts";
import { REGION_QUESTION, REGIONS } from "./questionnaire.ts";
import type { Routing } from "./routing.ts";

export interface AlarmShared {
  store: AlarmStore;
  survey: HouseSurvey;
  seal: WordSeal;
  routing: Routing;
  clock: Clock;
  deliverSoon(): void;
}

type Sounding = Pick<Alarms, "form" | "sound" | "open" | "add">;

/** 32 bytes in base64url */
const SECRET = /^[\w-]{43}$/;
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export const MOST_WORDS = 4_000;
/** How often a sender can add to one alarm */
const MOST_ADDED = 50;

export function wordsIn(written: string): string {
  const words = written.trim();
  if (words.length < 1 || words.length > MOST_WORDS) throw alarmWordsInvalid(MOST_WORDS);
  return words;
}

export function listedFrom({ id, region, sentAt, dueAt, acknowledgedAt, closedAt }: ListedRow): ListedAlarm {
  return {
    ...{ id, sentAt, dueAt, closedAt },
    region: REGIONS.find(({ code }) => code === region)?.name ?? null,
    state: closedAt ? "CLOSED" : acknowledgedAt ? "ACKNOWLEDGED" : "WAITING",
  };
}

export async function alarmFrom(row: AlarmRow, { survey, seal }: AlarmShared): Promise<Alarm> {
  const definition = await survey.versionOf(row.versionId);
  return {
    ...listedFrom(row),
    clearedOn: row.closedAt && clearedOn(row.closedAt),
    answers: survey.opened(row.hash, definition, row.response.answers),
    steps: row.steps.map(({ words, ...step }) => ({
      ...step,
      words: words === null ? null : seal.open(row.hash, words),
    })),
  };
}

/** What its sender does, with the secret of a link and without an account. */
export function createSounding(shared: AlarmShared): Sounding {
  const { store, survey, seal, routing, clock, deliverSoon } = shared;

  const found = async (secret: string): Promise<AlarmRow> => {
    // Found by its hash in an index: how long that takes says nothing about a secret that is close to it.
    const row = await store.byHash(hashOf(secret));
    if (row === null) throw alarmUnknown();
    return row;
  };

  return {
    async form() {
      return { ...(await routing.inUse()), questions: survey.definition.questions };
    },

    async sound(secret, given) {
      if (!SECRET.test(secret)) throw alarmSecretInvalid();
      const answers = survey.check(given);
      survey.expectWhole(answers);
      const said = answers.get(REGION_QUESTION);
      const region = typeof said === "string" && !isMissing(said) ? said : null;
      const [first] = await routing.candidates(region);
      if (first === undefined || !(await routing.inUse()).inUse) throw alarmNotInUse();
      const hash = hashOf(secret);
      await store.add({
        ...{ hash, region, first, at: clock() },
        versionId: await survey.version(),
        answers: survey.sealed(hash, answers),
      });
      deliverSoon();
      return alarmFrom(await found(secret), shared);
    },

    open: async (secret) => alarmFrom(await found(secret), shared),

    async add(secret, written) {
      const words = wordsIn(written);
      const { id, hash } = await found(secret);
      const step = { at: clock(), kind: "ADDED" as const, words: seal.seal(hash, words) };
      const row = await store.step(id, step, ({ closedAt, steps }) => {
        if (closedAt !== null) throw alarmClosed();
        if (steps.filter(({ kind }) => kind === "ADDED").length >= MOST_ADDED) throw alarmFull();
        return {};
      });
      return alarmFrom(row, shared);
    },
  };
}
