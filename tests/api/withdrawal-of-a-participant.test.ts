import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiServer, cookieIn, startApi } from "../testkit/api-server.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { studyPackage, writePackage } from "../testkit/study-package.ts";
import { questionnaire, secretIn } from "./survey-questionnaire.ts";

/*
 * Somebody stops and has everything deleted, over HTTP. The next snapshots have nothing of theirs in any file, not what
 * was imported either; figures that were given stay with their date; and no snapshot is asked that one person changed.
 */

const STOP = `mutation ($all: Boolean!) { stopTakingPart(deleteAnswers: $all) { __typename
  ... on Problem { code }
  ... on Respondent { consent sentAt answers { question } withdrawal { receipt stoppedAt deletedAt questionnaires whatStays } } } }`;
const ASK = `query ($query: ResultQuery!) { result(query: $query) { __typename
  ... on Result { id asOf cells { value count } snapshots { number } } ... on Refusal { code } } }`;
const AGAIN = `query ($id: ID!) { releasedResult(id: $id) { id asOf cells { value count } snapshots { number } } }`;

/** Nobody else has it: whatever file it is in, it is theirs. */
const OWN_INCOME = 4321;
const OWN_SENTENCE = "Alleen ik zeg dit";
const WHO = "p17";

let api: ApiServer;
let studyId: string;
let links: Map<string, string>;
const phones = new Map<string, Record<string, string>>();

beforeAll(async () => {
  api = await startApi();
  const fields = [{ name: "height", type: "number", constraints: { minimum: 0, maximum: 9999 } }];
  await api.steps.study.importStudy(
    await writePackage(studyPackage({ name: "thuis", persons: 60, fields, cells: "150" })),
  );
  const { survey, study } = api.steps;
  ({ id: studyId } = (await study.studyBySlug("thuis")) ?? expect.unreachable());
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "thuis", slug: "hoe" });
  await survey.publishSurvey(surveyId);
  const { id: fieldingId } = await survey.fieldSurvey({
    surveyId,
    wave: "3",
    waveLabel: "Najaar",
    promisedOn: new Date("2026-08-01T00:00:00Z"),
  });
  const made = await survey.createInvitations({
    fieldingId,
    participants: Array.from({ length: 60 }, (_, i) => `p${i + 1}`),
  });
  links = new Map(made.map(({ invitation, link }) => [invitation.participant, link]));
  for (const [participant, link] of links) {
    const { holder } = await survey.openInvitation(secretIn(link));
    await survey.giveConsent(holder, true);
    await survey.saveAnswer(holder, "home", "own");
    await survey.saveAnswer(holder, "heard", 4);
    if (participant === WHO) {
      await survey.saveAnswer(holder, "income", OWN_INCOME);
      await survey.saveAnswer(holder, "say", OWN_SENTENCE);
    }
    await survey.sendResponse(holder);
  }
  await freeze();
});
afterAll(() => api.stop());

async function freeze(): Promise<number> {
  api.clock.pass({ minutes: 2 });
  return (await api.steps.snapshot.take(studyId)).number;
}

/** What the phone of a participant gets back. */
async function onPhone(participant: string, query: string, variables: object): Promise<Record<string, unknown>> {
  api.clock.pass({ seconds: 61 });
  const open = `mutation ($secret: String!) { openInvitation(secret: $secret) { __typename } }`;
  if (!phones.has(participant)) {
    const opened = await api.ask(open, { variables: { secret: secretIn(links.get(participant)) } });
    phones.set(participant, { cookie: cookieIn(opened.headers) });
  }
  const headers = { ...phones.get(participant), "accept-language": "nl" };
  const { body } = await api.ask(query, { variables: { ...variables }, headers });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as Record<string, unknown>;
}

const stop = (participant: string, all: boolean) => onPhone(participant, STOP, { all });

interface Traces {
  persons: number;
  rows: number;
  /** Tables and columns, and the take-away file, in which the one figure or sentence is. */
  found: string[];
}

/** Every value of every file of the newest snapshot, looked through for what only one person has. */
async function newest(): Promise<Traces> {
  const [snapshot] = await api.steps.snapshot.allOf(studyId);
  const { measurePath, manifest } = await api.steps.snapshot.open(snapshot ?? expect.unreachable());
  const dataPath = measurePath.replace("measure.duckdb", "data.parquet");
  const found: string[] = [];
  const measured = await openDuckDB(measurePath, { readOnly: true });
  const columns = await measured.rows<{ t: string; c: string }>(
    "select table_name as t, column_name as c from information_schema.columns order by 1, 2",
  );
  for (const { t, c } of columns) {
    const [row] = await measured.rows<{ n: bigint }>(
      `select count(*) as n from "${t}" where "${c}"::varchar in ('${OWN_INCOME}', '${OWN_INCOME}.0', '${OWN_SENTENCE}', '${WHO}')`,
    );
    if (Number(row?.n) > 0) found.push(`${t}.${c}`);
  }
  const [people] = await measured.rows<{ n: bigint }>("select count(*) as n from person");
  measured.close();
  const reading = await openDuckDB(":memory:", { readOnly: false });
  const [rows] = await reading.rows<{ n: bigint; theirs: bigint }>(
    `select count(*) as n, count(*) filter (person = '${WHO}') as theirs from read_parquet('${dataPath}')`,
  );
  reading.close();
  if (Number(rows?.theirs) > 0) found.push("data.parquet");
  const parquet = await readFile(dataPath);
  if (parquet.includes(OWN_SENTENCE)) found.push("data.parquet, as bytes");
  expect(JSON.stringify(manifest)).not.toContain(OWN_SENTENCE);
  return { persons: Number(people?.n), rows: Number(rows?.n), found };
}

async function ask(): Promise<{ id: string; asOf: string; cells: object[]; snapshots: { number: number }[] }> {
  api.clock.pass({ minutes: 15 });
  const headers = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
  const query = { studies: ["thuis"], measure: { mean: { name: "income" } }, waves: { from: "3", to: "3" } };
  const { body } = await api.ask(ASK, { variables: { query: { ...query } }, headers });
  return body.data?.["result"] as Awaited<ReturnType<typeof ask>>;
}

it("walks from stopping to figures that were computed without them", async () => {
  const before = await newest();
  expect(before).toMatchObject({ persons: 60, rows: 180 });
  // The looking glass works: they are there now.
  expect(before.found).toEqual(expect.arrayContaining(["data.parquet"]));
  expect(before.found.some((place) => place.startsWith("person."))).toBe(true);
  const given = await ask();
  expect(given).toMatchObject({ __typename: "Result", snapshots: [{ number: 2 }] });

  // Stopping alone: what was sent stays sent, and nothing more comes in.
  const stopped = await stop(WHO, false);
  const at = api.clock().toISOString();
  expect(stopped).toMatchObject({
    consent: true,
    withdrawal: {
      stoppedAt: at,
      deletedAt: null,
      questionnaires: 0,
      receipt: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
    },
  });
  const receipt = (stopped["withdrawal"] as { receipt: string }).receipt;
  const again = `mutation ($agreed: Boolean!) { giveConsent(agreed: $agreed) { __typename ... on Problem { code } } }`;
  expect(await onPhone(WHO, again, { agreed: true })).toMatchObject({ code: "STOPPED" });

  // And having everything deleted: the same receipt, and what cannot be undone.
  const deleted = await stop(WHO, true);
  expect(deleted).toMatchObject({ consent: false, sentAt: null, answers: [] });
  expect(deleted["withdrawal"]).toMatchObject({ receipt, stoppedAt: at, questionnaires: 1 });
  const { whatStays, deletedAt } = deleted["withdrawal"] as { whatStays: string[]; deletedAt: string };
  expect(deletedAt).not.toBeNull();
  expect(whatStays.join(" ")).toContain("Cijfers die al zijn gegeven, blijven.");
  expect((await stop(WHO, true))["withdrawal"]).toMatchObject({ receipt, deletedAt, questionnaires: 1 });
  expect(await api.test.database.answer.count({ where: { value: { equals: OWN_SENTENCE } } })).toBe(0);

  // The next snapshot has nothing of theirs, imported rows included; one person alone is never asked about.
  expect(await freeze()).toBe(3);
  expect(await newest()).toEqual({ persons: 59, rows: 177, found: [] });
  const [third] = await api.steps.snapshot.allOf(studyId);
  expect(third?.notAsked?.reason).toBe("TOO_FEW_CHANGED");
  expect((await ask()).id).toBe(given.id);

  // With nine more the newest is asked, and the answer is made of the 50 that are left.
  for (const participant of ["p20", "p21", "p22", "p23", "p24", "p25", "p26", "p27"]) await stop(participant, true);
  await freeze();
  expect((await api.steps.snapshot.current(studyId))?.number).toBe(2);
  await stop("p28", true);
  await freeze();
  expect((await api.steps.snapshot.current(studyId))?.number).toBe(5);
  expect(await newest()).toEqual({ persons: 50, rows: 150, found: [] });
  const after = await ask();
  expect(after.id).not.toBe(given.id);
  expect(after.snapshots).toEqual([{ number: 5 }]);

  // What was given before stands as it was given, with its date.
  const headers = await api.signIn("bas@instituut.nl", ["RESEARCHER"]);
  const { body } = await api.ask(AGAIN, { variables: { id: given.id }, headers });
  expect(body.data?.["releasedResult"]).toMatchObject({ id: given.id, asOf: given.asOf, cells: given.cells });
});

it("stays gone when the study is delivered once more, and is not invited again", async () => {
  api.clock.pass({ minutes: 5 });
  const fields = [{ name: "height", type: "number", constraints: { minimum: 0, maximum: 9999 } }];
  await api.steps.study.importStudy(
    await writePackage(studyPackage({ name: "thuis", persons: 60, fields, cells: "160" })),
  );
  expect(await newest()).toEqual({ persons: 50, rows: 150, found: [] });
  const [fielding] = await api.test.database.fielding.findMany({ select: { id: true } });
  await expect(
    api.steps.survey.createInvitations({ fieldingId: fielding?.id ?? "", participants: ["new", WHO] }),
  ).rejects.toMatchObject({ code: "PARTICIPANTS_STOPPED", at: ["participants", "1"] });
});

it("hastens the next snapshot once ten people left, never one at a time and never within a week", async () => {
  await api.steps.snapshot.scheduleSnapshots(
    { userId: "u", name: "Anna", email: "anna@instituut.nl", roles: ["STEWARD"], scopes: null, workplaces: [] },
    "thuis",
    "OFF",
  );
  const leave = (from: number, to: number) =>
    api.test.database.participant.findMany({ select: { id: true }, where: { withdrawal: null } }).then((people) =>
      api.test.database.participantWithdrawal.createMany({
        data: people.slice(0, to - from).map(({ id }, i) => ({
          participantId: id,
          receipt: `R${from + i}`,
          stoppedAt: api.clock(),
          deletedAt: api.clock(),
        })),
      }),
    );
  await leave(0, 9);
  api.clock.pass({ days: 8 });
  expect(await api.steps.snapshot.takeDue()).toEqual([]);
  await leave(9, 10);
  expect(await api.steps.snapshot.takeDue()).toHaveLength(1);
  await leave(10, 20);
  expect(await api.steps.snapshot.takeDue()).toEqual([]);
});
