import { type RespondentHolder, RESPONDENT_COOKIE, type SurveyStep } from "../../api/flow/survey/survey.ts";
import type { Clock } from "../../api/platform/clock.ts";
import type { Database } from "../../api/platform/postgres.ts";
import { AnswerSaver, type SaveEnd, type Unsaved } from "../../web/features/answer/saver.ts";
import type { Json } from "../../web/lib/graphql/graphql.ts";
import { questionnaire, secretIn } from "../api/survey-questionnaire.ts";
import { seededChance } from "./chance.ts";

/*
 * People who answer on two devices each, over real HTTP through a network that loses requests, loses replies, and
 * delivers some requests again much later and in another order. What the phone sends with is the phone's own.
 */

export const PEOPLE = 200;
const AT_A_TIME = 16;
/** Answered by each person, over both devices. */
const ANSWERS = 12;

/** Who opened a link twice and said yes. */
export interface TwoDevices {
  fieldingId: string;
  people: { name: string; cookies: [string, string] }[];
  /** When the last of them had said yes, ms since 1970 */
  agreed: number;
}

/** What one person said last, by question. */
type Said = Map<string, Json>;

export interface Lived {
  said: Map<string, Said>;
  /** Requests that never came, and replies that never came */
  lost: number;
  again: number;
  /** What each save took that was answered, ms */
  took: number[];
}

const SAVE = `mutation ($question: ID!, $value: JSON, $given: AnsweredAtInput) {
  saveAnswer(question: $question, value: $value, given: $given) {
    __typename ... on OwnAnswer { value elsewhere } ... on TakenBack { elsewhere } ... on Problem { code } } }`;

const VALUES: Record<string, (roll: () => number) => Json> = {
  home: (roll) => (roll() < 0.5 ? "own" : "family"),
  helpers: (roll) => (roll() < 0.5 ? ["family"] : ["family", "friend"]),
  heard: (roll) => 1 + Math.floor(roll() * 5),
  income: (roll) => Math.floor(roll() * 5000),
  say: (roll) => `woord ${Math.floor(roll() * 1000)}`,
};
const QUESTIONS = Object.keys(VALUES);

/** Invites everybody in a study of their own, opens each link on two devices and says yes. */
export async function openOnTwoDevices(
  { survey, database, clock }: { survey: SurveyStep; database: Database; clock: Clock },
  slug: string,
): Promise<TwoDevices> {
  await database.study.create({ data: { slug, title: "Two devices", createdAt: clock() } });
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: slug, slug });
  await survey.publishSurvey(surveyId);
  const promisedOn = new Date(`${clock().getUTCFullYear() + 1}-06-01T00:00:00Z`);
  const { id: fieldingId } = await survey.fieldSurvey({ surveyId, wave: "1", waveLabel: "Eerste", promisedOn });
  const participants = Array.from({ length: PEOPLE }, (_, at) => `person-${at}`);
  const people: TwoDevices["people"] = [];
  for (const { invitation, link } of await survey.createInvitations({ fieldingId, participants })) {
    const open = (): Promise<{ cookie: string; holder: RespondentHolder }> => survey.openInvitation(secretIn(link));
    const [here, there] = [await open(), await open()];
    await survey.giveConsent(here.holder, true);
    people.push({ name: invitation.participant, cookies: [here.cookie, there.cookie] });
  }
  return { fieldingId, people, agreed: clock().getTime() };
}

/** 0 to 1, the same in every run. */
function dice(seed: string): () => number {
  const chance = seededChance(seed);
  return () => chance(4).readUInt32LE() / 2 ** 32;
}

interface Heard {
  data?: { saveAnswer?: { __typename: string; elsewhere?: boolean; value?: Json; code?: string } };
}

/** Sends as a phone does, through a network that is hardly there. */
function throughTheTunnel(
  url: string,
  cookie: string,
  roll: () => number,
  stragglers: (() => Promise<unknown>)[],
  lived: Lived,
) {
  const post = async ({ question, value, at, device, turn }: Unsaved): Promise<Heard> => {
    const given = { at: new Date(at).toISOString(), device, turn };
    const from = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `${RESPONDENT_COOKIE}=${cookie}` },
      body: JSON.stringify({ query: SAVE, variables: { question, value, given } }),
    });
    const heard = (await response.json()) as Heard;
    lived.took.push(performance.now() - from);
    return heard;
  };
  return async (unsaved: Unsaved): Promise<SaveEnd> => {
    const fate = roll();
    if (roll() < 0.2) stragglers.push(() => post(unsaved));
    if (fate < 0.25) {
      lived.lost++;
      return { kind: "OFFLINE" };
    }
    const saved = (await post(unsaved)).data?.saveAnswer;
    if (fate < 0.45) {
      lived.again++;
      return { kind: "OFFLINE" };
    }
    if (saved === undefined || saved.__typename === "Problem") return { kind: "FAILED" };
    return saved.elsewhere ? { kind: "ELSEWHERE", value: saved.value ?? null } : { kind: "SAVED" };
  };
}

/** Answers on two devices until all is saved. No two things are said in the same millisecond. */
async function live(url: string, { name, cookies }: TwoDevices["people"][number], agreed: number, lived: Lived) {
  const roll = dice(name);
  let now = agreed;
  const later = (): number => (now += 1);
  const stragglers: (() => Promise<unknown>)[] = [];
  let pages = 0;
  const open = (cookie: string) =>
    new AnswerSaver(throughTheTunnel(url, cookie, roll, stragglers, lived), `${name}-${pages++}`, later);
  const savers = cookies.map(open);
  const said: Said = new Map();
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
      const anew = open(cookies[device]);
      anew.restore([...saver.waiting.values()]);
      saver.clear();
      savers[device] = anew;
    }
    if (roll() < 0.2) await stragglers.splice(Math.floor(roll() * stragglers.length), 1)[0]?.();
  }
  for (const saver of savers)
    while (saver.waiting.size > 0) {
      await saver.flush();
      if (saver.state.kind === "WAITING" && !saver.state.offline) throw new Error("an answer was not taken");
    }
  stragglers.sort(() => roll() - 0.5);
  await Promise.all(stragglers.map((again) => again()));
  lived.said.set(name, said);
}

/** Everybody, so many at a time; the API's clock is further than what was said by then. */
export async function answerOnTwoDevices(url: string, { people, agreed }: TwoDevices): Promise<Lived> {
  const lived: Lived = { said: new Map(), lost: 0, again: 0, took: [] };
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let person = people[next++]; person; person = people[next++]) await live(url, person, agreed, lived);
    }),
  );
  return lived;
}

/** What was said last and is not what is kept, and how many more answers there are than were given. */
export async function lostAndDoubled(
  database: Database,
  { fieldingId }: TwoDevices,
  { said }: Lived,
): Promise<{ lost: string[]; doubled: number }> {
  const rows = await database.answer.findMany({
    where: { response: { invitation: { fieldingId } } },
    select: {
      questionId: true,
      value: true,
      response: { select: { invitation: { select: { participant: { select: { pseudonym: true } } } } } },
    },
  });
  const name = (person: string | undefined, question: string) => `${person} ${question}`;
  const kept = new Map(
    rows.map(({ questionId, value, response }) => [
      name(response.invitation?.participant.pseudonym, questionId),
      JSON.stringify(value),
    ]),
  );
  const given = [...said].flatMap(([person, answers]) =>
    [...answers].map(([question, value]) => ({ what: name(person, question), value: JSON.stringify(value) })),
  );
  return {
    lost: given.filter(({ what, value }) => kept.get(what) !== value).map(({ what }) => what),
    doubled: rows.length - given.length,
  };
}
