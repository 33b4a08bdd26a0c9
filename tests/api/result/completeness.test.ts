import { afterAll, beforeAll, expect, it } from "vitest";
import type { RespondentHolder } from "../../../api/flow/survey/survey.ts";
import { type ApiServer, startApi } from "../../testkit/api-server.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";
import { questionnaire, secretIn } from "../survey-questionnaire.ts";

/* What is said of how complete the data are: from the snapshot that a result was given from, and never from after it. */

const WAVES = "waves { code label state openedAt closedAt expected answered } mayChange";
const ASK = `query ($query: ResultQuery!) { result(query: $query) { __typename
  ... on Result { id notices completeness { study snapshot state ${WAVES} comparedOn { name } } }
  ... on Refusal { code } } }`;
const COUNTS = `query ($query: ResultQuery!) { result(query: $query) { ... on Result { cells { keys { code } count } } } }`;
const AGAIN = `query ($id: ID!) { releasedResult(id: $id) { completeness { snapshot state ${WAVES} } } }`;
const DIFFERS = `query ($id: ID!, $by: [String!]) { releasedResult(id: $id) { missingDiffers(by: $by) {
  variable label answer { __typename ... on Refusal { code }
  ... on Result { id cells { keys { dimension code } value withheld } } } } } }`;

interface Wave {
  code: string;
  label: string;
  state: string;
  openedAt: string | null;
  closedAt: string | null;
  expected: number;
  answered: number;
}
interface Complete {
  study: string;
  snapshot: number;
  state: string;
  waves: Wave[];
  mayChange: string[];
  comparedOn: { name: string }[];
}
interface Given {
  __typename: string;
  id: string;
  completeness: Complete[];
}

let api: ApiServer;
let researcher: Record<string, string>;
let studyId: string;
let fieldingId: string;
let waveId: string;
let waiting: RespondentHolder[];
let first: Given;

/** 120 persons, all in wave 1; of the boys half are in wave 2, of the girls all. Then 82 are invited and 40 send. */
beforeAll(async () => {
  api = await startApi();
  researcher = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
  const fields = [{ name: "sex", type: "string", categories: ["boy", "girl"], level: "person", role: "background" }];
  const rows = Array.from({ length: 120 }, (_, i) => {
    const sex = i % 2 ? "girl" : "boy";
    const later = i % 4 === 0 ? [] : [`p${i},2,no,${sex}`];
    return [`p${i},1,${i % 3 ? "yes" : "no"},${sex}`, ...later];
  }).flat();
  await api.steps.study.importStudy(await writePackage(studyPackage({ name: "wonen", fields, rows })));
  const { survey, study } = api.steps;
  ({ id: studyId } = (await study.studyBySlug("wonen")) ?? expect.unreachable());
  const { id: surveyId } = await survey.createSurvey({ ...questionnaire, study: "wonen", slug: "hoe" });
  await survey.publishSurvey(surveyId);
  const fielded = await survey.fieldSurvey({
    surveyId,
    wave: "3",
    waveLabel: "Najaar",
    promisedOn: new Date("2026-08-01T00:00:00Z"),
  });
  ({ id: fieldingId } = fielded);
  waveId = fielded.wave.id;
  const links = await survey.createInvitations({
    fieldingId,
    participants: Array.from({ length: 82 }, (_, i) => `p${i}`),
  });
  const holders = await Promise.all(
    links.map(async ({ link }) => (await survey.openInvitation(secretIn(link))).holder),
  );
  await send(holders.slice(0, 40));
  waiting = holders.slice(40);
  await freeze();
  first = await ask({ measure: { count: true }, by: [{ wave: true }] });
});
afterAll(() => api.stop());

async function send(holders: readonly RespondentHolder[]): Promise<void> {
  for (const holder of holders) {
    await api.steps.survey.giveConsent(holder, true);
    await api.steps.survey.saveAnswer(holder, "home", "own");
    await api.steps.survey.saveAnswer(holder, "heard", 4);
    await api.steps.survey.sendResponse(holder);
  }
}

async function freeze(): Promise<void> {
  api.clock.pass({ minutes: 1 });
  await api.steps.snapshot.take(studyId);
}

async function say<T>(query: string, variables: object, headers: Record<string, string> = researcher): Promise<T> {
  const { body } = await api.ask(query, {
    variables: { ...variables },
    headers: { ...headers, "accept-language": "nl" },
  });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data ?? {})[0] as T;
}

const ask = (query: object): Promise<Given> => say(ASK, { query: { studies: ["wonen"], ...query } });

it("says of each wave asked how many of how many answered, and what was open", () => {
  expect(first.__typename).toBe("Result");
  const [complete] = first.completeness;
  expect(complete).toMatchObject({ study: "wonen", snapshot: 2, state: "PRELIMINARY", comparedOn: [{ name: "sex" }] });
  const opened = "2026-03-02T10:00:00.000Z";
  expect(complete?.waves).toMatchObject([
    { code: "1", label: "first", state: "BROUGHT_IN", openedAt: null, closedAt: null },
    { code: "2", label: "second", state: "BROUGHT_IN", openedAt: null, closedAt: null },
    { code: "3", label: "Najaar", state: "OPEN", openedAt: opened, closedAt: null },
  ]);
  // 120, 120 and 82 were asked, 120, 90 and 40 answered; each is disturbed by a few, and rounded to 10
  const truths = [
    [120, 120],
    [120, 90],
    [82, 40],
  ];
  complete?.waves.forEach(({ expected, answered }, at) => {
    const [asked, told] = truths[at] as [number, number];
    expect([expected % 10, answered % 10]).toEqual([0, 0]);
    expect(Math.abs(expected - asked)).toBeLessThanOrEqual(20);
    expect(Math.abs(answered - told)).toBeLessThanOrEqual(20);
    expect(answered).toBeLessThanOrEqual(expected);
  });
  expect(complete?.mayChange).toEqual([
    "Najaar was nog open: er kunnen antwoorden bij komen.",
    "De gegevens van first en second zijn aangeleverd: een nieuwe levering kan ze veranderen.",
    expect.stringContaining("Wie niet meer meedoet"),
  ]);
});

it("says of who answered what a question about it says, and nothing more", async () => {
  const { cells } = await say<{ cells: { keys: { code: string }[]; count: number }[] }>(COUNTS, {
    query: { studies: ["wonen"], measure: { count: true }, by: [{ wave: true }] },
  });
  const waves = first.completeness[0]?.waves ?? [];
  expect(waves).toHaveLength(3);
  for (const { code, answered } of waves) {
    const count = cells.find(({ keys }) => keys[0]?.code === code)?.count ?? NaN;
    // one number, rounded to 5 there and to 10 here
    expect([count - 5, count, count + 5]).toContain(answered);
  }
});

it("looks only at the waves that the question looks at", async () => {
  const codes = async (query: object) => {
    const { completeness } = await ask(query);
    return completeness[0]?.waves.map(({ code }) => code);
  };
  const ok = { is: { variable: { name: "ok" }, in: ["yes"] } };
  expect(await codes({ measure: { share: ok }, waves: { from: "2", to: "2" } })).toEqual(["2"]);
  expect(await codes({ measure: { share: { is: { variable: { name: "ok", wave: "1" }, in: ["yes"] } } } })).toEqual([
    "1",
  ]);
  expect(await codes({ measure: { count: true }, by: [{ variable: { name: "sex" } }] })).toEqual(["1", "2", "3"]);
});

it("stays as it was given, whatever comes in after it", async () => {
  const { id, completeness } = first;
  await send(waiting.slice(0, 9));
  expect((await say<Given>(AGAIN, { id })).completeness[0]?.waves).toEqual(completeness[0]?.waves);
  await freeze();
  // 9 more are too few to be asked at all; with 3 more the number moves, and with 12 it is 52.
  await send(waiting.slice(9, 12));
  await api.steps.study.closeWave({ userId: "u", name: "Vera" }, waveId);
  await api.steps.snapshot.settleSnapshots();
  await freeze();
  expect((await say<Given>(AGAIN, { id })).completeness[0]).toMatchObject({
    snapshot: 2,
    waves: completeness[0]?.waves,
    mayChange: completeness[0]?.mayChange,
  });
  const after = await ask({ measure: { count: true }, by: [{ wave: true }] });
  const [complete] = after.completeness;
  expect(complete?.waves.at(-1)).toMatchObject({ state: "CLOSED", expected: completeness[0]?.waves.at(-1)?.expected });
  expect(complete?.mayChange[0]).toBe("Najaar was gesloten: er komen geen antwoorden meer bij.");
});

it("compares who is there with who is missing as a question like any other", async () => {
  const { id } = await ask({ measure: { count: true }, by: [{ wave: true }] });
  const before = await api.test.database.ledgerEntry.count();
  interface Differs {
    missingDiffers: {
      variable: string;
      answer: { id: string; cells: { keys: { code: string }[]; value: number | null }[] };
    }[];
  }
  const { missingDiffers } = await say<Differs>(DIFFERS, { id, by: ["sex"] });
  expect(missingDiffers.map(({ variable }) => variable)).toEqual(["sex"]);
  expect(await api.test.database.ledgerEntry.count()).toBe(before + 1);
  const [differs] = missingDiffers;
  const shares = new Map(
    differs?.answer.cells.map(({ keys, value }) => [keys.map(({ code }) => code).join("/"), value]) ?? [],
  );
  // True shares: 0.5 of the boys and all the girls; 60 of each, disturbed by a few persons.
  expect(shares.get("boy/2")).toBeGreaterThan(0.3);
  expect(shares.get("boy/2")).toBeLessThan(0.7);
  // The same question asked outright has the same id.
  const direct = await ask({
    measure: { retention: true },
    by: [{ variable: { name: "sex" } }, { wave: true }],
    waves: { from: "1", to: "3" },
  });
  expect(direct.id).toBe(differs?.answer.id);
  expect((await say<Differs>(DIFFERS, { id, by: ["ok", "nothing"] })).missingDiffers).toEqual([]);
});

it("goes along in every file", async () => {
  const file = await fetch(`${api.url}/results/${first.id}.txt?lang=nl`, { headers: researcher });
  const text = await file.text();
  const { expected, answered } = first.completeness[0]?.waves.at(-1) ?? expect.unreachable();
  expect(text).toContain(`Najaar: ongeveer ${answered} van de ${expected} mensen antwoordden.`);
  expect(text).toContain("Najaar was nog open: er kunnen antwoorden bij komen.");
});

it("stands with every snapshot, and says so where one is final", async () => {
  const SNAPSHOTS = `{ study(slug: "wonen") { snapshots { id number state ${WAVES} } } }`;
  const { snapshots } = await say<{ snapshots: (Complete & { id: string; number: number })[] }>(SNAPSHOTS, {});
  expect(snapshots.at(-1)?.waves).toHaveLength(2);
  await api.test.database.snapshot.update({ where: { id: snapshots[0]?.id ?? "" }, data: { state: "FINAL" } });
  const again = await say<{ snapshots: Complete[] }>(SNAPSHOTS, {});
  expect(again.snapshots[0]?.mayChange).toEqual(["Deze gegevens zijn definitief: ze veranderen niet meer."]);
});
