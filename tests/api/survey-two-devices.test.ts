import { afterAll, beforeAll, expect, it } from "vitest";
import { RESPONDENT_COOKIE } from "../../api/flow/survey/survey.ts";
import { AnswerSaver, type SaveEnd, type Unsaved } from "../../web/features/answer/saver.ts";
import type { Json } from "../../web/lib/graphql/graphql.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { seededChance } from "../testkit/chance.ts";
import { questionnaire, secretIn } from "./survey-questionnaire.ts";

/*
 * 200 people on two devices each, over real HTTP through a network that loses requests, loses replies, and delivers
 * some requests again much later and in another order. What the phone sends with is the phone's own.
 */

const PEOPLE = 200;
const AT_A_TIME = 16;
/** Answered by each person, over both devices. */
const ANSWERS = 12;

const SAVE = `mutation ($question: ID!, $value: JSON, $given: AnsweredAtInput) {
  saveAnswer(question: $question, value: $value, given: $given) {
    __typename ... on OwnAnswer { value elsewhere } ... on TakenBack { elsewhere } ... on Problem { code } } }`;

/** 0 to 1, the same in every run. */
function dice(seed: string): () => number {
  const chance = seededChance(seed);
  return () => chance(4).readUInt32LE() / 2 ** 32;
}

let api: ApiServer;
let fieldingId: string;
let now: number;

beforeAll(async () => {
  api = await startApi();
  const { survey } = api.steps;
  await api.test.database.study.create({ data: { slug: "thuis", title: "Thuis", createdAt: api.clock() } });
  const { id } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe-gaat-het" });
  await survey.publishSurvey(id);
  const promisedOn = new Date("2026-06-01T00:00:00Z");
  ({ id: fieldingId } = await survey.fieldSurvey({ surveyId: id, wave: "1", waveLabel: "Eerste", promisedOn }));
  now = api.clock().getTime();
});
afterAll(() => api.stop());

/** Time goes on for everybody; no two things are said in the same millisecond. */
function later(): number {
  now += 1;
  api.clock.set(new Date(now).toISOString());
  return now;
}

interface Heard {
  data?: { saveAnswer?: { __typename: string; elsewhere?: boolean; value?: Json; code?: string } };
}

/** What one person loses and does on the way. */
interface Network {
  lost: number;
  again: number;
}

/** Sends as a phone does, through a network that is hardly there. */
function throughTheTunnel(
  cookie: string,
  roll: () => number,
  stragglers: (() => Promise<unknown>)[],
  network: Network,
) {
  const post = async ({ question, value, at, device, turn }: Unsaved): Promise<Heard> => {
    const given = { at: new Date(at).toISOString(), device, turn };
    const response = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `${RESPONDENT_COOKIE}=${cookie}` },
      body: JSON.stringify({ query: SAVE, variables: { question, value, given } }),
    });
    return (await response.json()) as Heard;
  };
  return async (unsaved: Unsaved): Promise<SaveEnd> => {
    const fate = roll();
    if (roll() < 0.2) stragglers.push(() => post(unsaved));
    if (fate < 0.25) {
      network.lost++;
      return { kind: "OFFLINE" };
    }
    const saved = (await post(unsaved)).data?.saveAnswer;
    if (fate < 0.45) {
      network.again++;
      return { kind: "OFFLINE" };
    }
    if (saved === undefined || saved.__typename === "Problem") return { kind: "FAILED" };
    return saved.elsewhere ? { kind: "ELSEWHERE", value: saved.value ?? null } : { kind: "SAVED" };
  };
}

const VALUES: Record<string, (roll: () => number) => Json> = {
  home: (roll) => (roll() < 0.5 ? "own" : "family"),
  helpers: (roll) => (roll() < 0.5 ? ["family"] : ["family", "friend"]),
  heard: (roll) => 1 + Math.floor(roll() * 5),
  income: (roll) => Math.floor(roll() * 5000),
  say: (roll) => `woord ${Math.floor(roll() * 1000)}`,
};
const QUESTIONS = Object.keys(VALUES);

/** Answers on two devices until all is saved; what was said last, by question. */
async function live(person: string, secret: string, network: Network): Promise<Map<string, Json>> {
  const roll = dice(person);
  const { survey } = api.steps;
  const sessions = [await survey.openInvitation(secret), await survey.openInvitation(secret)];
  await survey.giveConsent(sessions[0]!.holder, true);
  const stragglers: (() => Promise<unknown>)[] = [];
  let pages = 0;
  const open = ({ cookie }: { cookie: string }) =>
    new AnswerSaver(throughTheTunnel(cookie, roll, stragglers, network), `${person} ${pages++}`, later);
  const savers = sessions.map(open);
  const said = new Map<string, Json>();
  for (let answer = 0; answer < ANSWERS; answer++) {
    const device = roll() < 0.5 ? 0 : 1;
    const saver = savers[device]!;
    const question = QUESTIONS[Math.floor(roll() * QUESTIONS.length)]!;
    const value = roll() < 0.1 ? null : VALUES[question]!(roll);
    saver.put(question, value);
    said.set(question, value);
    if (roll() < 0.5) await saver.flush();
    if (roll() < 0.1) {
      // The page is opened anew, with what it kept on the phone.
      const anew = open(sessions[device]!);
      anew.restore([...saver.waiting.values()]);
      saver.clear();
      savers[device] = anew;
    }
    if (roll() < 0.2) await stragglers.splice(Math.floor(roll() * stragglers.length), 1)[0]?.();
  }
  for (const saver of savers) while (saver.waiting.size > 0) await saver.flush();
  stragglers.sort(() => roll() - 0.5);
  await Promise.all(stragglers.map((again) => again()));
  return said;
}

it("of everything that 200 people said on two devices each, nothing is lost and nothing is double", async () => {
  const people = Array.from({ length: PEOPLE }, (_, at) => `person-${at}`);
  const made = await api.steps.survey.createInvitations({ fieldingId, participants: people });
  const network: Network = { lost: 0, again: 0 };
  const said = new Map<string, Map<string, Json>>();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let at = next++; at < made.length; at = next++) {
        const { invitation, link } = made[at]!;
        said.set(invitation.participant, await live(invitation.participant, secretIn(link), network));
      }
    }),
  );
  expect(network.lost).toBeGreaterThan(500);
  expect(network.again).toBeGreaterThan(500);

  const rows = await api.test.database.answer.findMany({
    select: {
      questionId: true,
      value: true,
      response: { select: { invitation: { select: { participant: { select: { pseudonym: true } } } } } },
    },
  });
  const kept = rows.map(({ questionId, value, response }) => {
    const pseudonym = response.invitation?.participant.pseudonym;
    return [`${pseudonym} ${questionId}`, value] as const;
  });
  const expected = [...said].flatMap(([person, answers]) =>
    [...answers].map(([question, value]) => [`${person} ${question}`, value] as const),
  );
  const lost = expected.filter(
    ([name, value]) => JSON.stringify(new Map<string, unknown>(kept).get(name)) !== JSON.stringify(value),
  );
  expect(lost).toEqual([]);
  expect(kept.length - expected.length, "doubled").toBe(0);
  expect(said.size).toBe(PEOPLE);
}, 600_000);
