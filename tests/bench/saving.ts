import { once } from "node:events";
import pg from "pg";
import { RESPONDENT_COOKIE } from "../../api/flow/survey/survey.ts";
import type { Services } from "../../api/services.ts";
import { child, timeLoad } from "./at-once.ts";
import { many, ratio, RUNS, sayTable, tell, timed, Times } from "./figures.ts";
import type { Job } from "./load.ts";

/** Respondents who each answer every question, so many at a time. */

const QUESTIONS = 30;
const RESPONDENTS = 96;
const AT_A_TIME = 16;
const ANSWERS = QUESTIONS * RESPONDENTS;
const GROUPS = RUNS + 1;

const STUDY = "answers";
const QUESTION_IDS = Array.from({ length: QUESTIONS }, (_, place) => `q${place + 1}`);
const DOCUMENT =
  "mutation Save($question: ID!, $value: JSON) { saveAnswer(question: $question, value: $value) { __typename ... on OwnAnswer { question value } } }";

/** A cookie a respondent, and where the respondent's answers are kept: a group to warm up with, and one a run. */
export type Groups = { cookie: string; responseId: string }[][];

/** Invites everybody and says yes for them; nothing of it is timed. */
export async function inviteRespondents({ steps: { survey }, database, clock }: Services): Promise<Groups> {
  await database.study.create({ data: { slug: STUDY, title: "Answers to be timed", createdAt: clock() } });
  const { id: surveyId } = await survey.createSurvey({
    study: STUDY,
    slug: STUDY,
    title: { nl: "Dertig vragen", en: "Thirty questions" },
    consent: { nl: "Dit is een meting.", en: "This is a measurement." },
    questions: QUESTION_IDS.map((id) => ({
      id,
      kind: "SCALE",
      text: { nl: `Vraag ${id}?`, en: `Question ${id}?` },
      variable: id,
      scale: { minimum: 1, maximum: 5, low: { nl: "Niet", en: "Not" }, high: { nl: "Wel", en: "Very" } },
    })),
  });
  await survey.publishSurvey(surveyId);
  const promisedOn = new Date(Math.floor(clock().getTime() / DAY) * DAY + 30 * DAY);
  const wave = { surveyId, wave: "1", waveLabel: "First", promisedOn };
  const { id: fieldingId } = await survey.fieldSurvey(wave);
  const participants = Array.from({ length: GROUPS * RESPONDENTS }, (_, number) => `respondent-${number + 1}`);
  const respondents: Groups[number] = [];
  for (const { link } of await survey.createInvitations({ fieldingId, participants })) {
    const { cookie, holder } = await survey.openInvitation(link.split("#")[1] ?? "");
    await survey.giveConsent(holder, true);
    const { id } = await database.response.findUniqueOrThrow({
      where: { invitationId: holder.invitationId },
      select: { id: true },
    });
    respondents.push({ cookie, responseId: id });
  }
  return Array.from({ length: GROUPS }, (_, group) =>
    respondents.slice(group * RESPONDENTS, (group + 1) * RESPONDENTS),
  );
}

const DAY = 24 * 60 * 60 * 1000;

type Way = "API" | "pg" | "Apollo";

export async function timeSaving(groups: Groups, apiUrl: string, databaseUrl: string): Promise<Times<Way>> {
  const times = new Times<Way>();
  const load = child("load.ts");
  const empty = child("empty-mutation.ts");
  const pool = new pg.Pool({ connectionString: databaseUrl, max: AT_A_TIME });
  try {
    const [port] = (await once(empty, "message")) as [number];
    await pool.query('create table bench_answer (like "Answer" including all)');
    await pool.query('alter table bench_answer add foreign key ("responseId") references "Response" (id)');
    for (const [run, group] of groups.entries()) {
      tell(run === 0 ? "saving answers to warm up" : `saving ${ANSWERS} answers, ${run} of ${RUNS}`);
      const api = await timeLoad(load, jobOf(`${apiUrl}/graphql`, group));
      const { ms: plain } = await timed(() => insertAll(pool, group));
      const nothing = await timeLoad(load, jobOf(`http://127.0.0.1:${port}/graphql`, group));
      if (run === 0) continue;
      times.add("API", api);
      times.add("pg", plain);
      times.add("Apollo", nothing);
    }
    await checkKept(pool, groups);
  } finally {
    await pool.end();
    for (const one of [load, empty]) one.kill();
  }
  return times;
}

const jobOf = (url: string, group: Groups[number]): Job => ({
  url,
  connections: AT_A_TIME,
  requests: answersOf(group).map(({ cookie, question, value }) => ({
    body: JSON.stringify({ query: DOCUMENT, variables: { question, value } }),
    headers: { cookie: `${RESPONDENT_COOKIE}=${cookie}` },
  })),
  expected: '"__typename":"OwnAnswer"',
});

/** Question by question, so that respondents answer side by side. */
const answersOf = (group: Groups[number]) =>
  QUESTION_IDS.flatMap((question, place) =>
    group.map((respondent, number) => ({ ...respondent, question, value: 1 + ((place + number) % 5) })),
  );

/** The same rows into a table just like it, keys and all, one statement an answer, prepared once a connection. */
async function insertAll(pool: pg.Pool, group: Groups[number]): Promise<void> {
  const rows = answersOf(group);
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let row = rows[next++]; row !== undefined; row = rows[next++])
        await pool.query({
          name: "insert",
          text: 'insert into bench_answer ("responseId", "questionId", "value", "savedAt") values ($1, $2, $3, $4)',
          values: [row.responseId, row.question, JSON.stringify(row.value), new Date()],
        });
    }),
  );
}

/** Both tables hold the same answers: nothing was timed that was not kept. */
async function checkKept(pool: pg.Pool, groups: Groups): Promise<void> {
  const { rows } = await pool.query<{ kept: number }>(
    `select count(*)::integer as kept from "Answer" a join bench_answer b using ("responseId", "questionId")
     where a."value" = b."value"`,
  );
  const sent = groups.length * ANSWERS;
  if (rows[0]?.kept !== sent) throw new Error(`${rows[0]?.kept} of ${sent} answers were kept`);
}

export function saySaving(times: Times<Way>): void {
  const perSecond = (way: Way) => (1000 * ANSWERS) / times.median(way);
  const row = (name: string, way: Way) => [name, many(perSecond(way)), ratio(perSecond("API") / perSecond(way))];
  sayTable(
    `Answers saved a second, ${AT_A_TIME} at a time, each committed when it answers`,
    ["", "a second", "API / this"],
    [
      row("saveAnswer over HTTP, Apollo on Fastify", "API"),
      row("an empty mutation over HTTP, Apollo on Fastify", "Apollo"),
      row("plain pg, one insert an answer, no HTTP", "pg"),
    ],
  );
}
