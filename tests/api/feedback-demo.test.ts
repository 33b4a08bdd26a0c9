import { afterAll, beforeAll, expect, test } from "vitest";
import type { RespondentHolder } from "../../api/flow/survey/survey.ts";
import { createAnswers, invitedAmong } from "../../prisma/demo/answers.ts";
import { demoTables } from "../../prisma/demo/package.ts";
import { createPanel } from "../../prisma/demo/panel.ts";
import { seedDemo, type SeededLinks } from "../../prisma/seed.ts";
import { makeServices, type TestServices } from "../testkit/services.ts";

let house: TestServices;
let links: SeededLinks;

beforeAll(async () => {
  house = await makeServices();
  links = await seedDemo(house);
});
afterAll(() => house.close());

const open = async (link: string): Promise<RespondentHolder> => {
  expect(link).toMatch(/^http:\/\/weerklank\.test\/v#[\w-]{43}$/);
  return (await house.steps.survey.openInvitation(link.slice(link.indexOf("#") + 1))).holder;
};

test("the same seed makes the same people, and they are visibly made up", () => {
  expect(demoTables(createPanel())).toEqual(demoTables(createPanel()));
  expect(createPanel(1)).not.toEqual(createPanel(2));
  const { persons, rows } = createPanel();
  expect(persons).toHaveLength(1200);
  expect(persons.every(({ id }) => /^demo-\d{4}$/.test(id))).toBe(true);
  const inWave = (age: string) => rows.filter((row) => row.age === age).length;
  expect(["17", "18", "19", "20"].map(inWave)).toEqual([1200, inWave("18"), inWave("19"), inWave("20")]);
  expect(inWave("20")).toBeLessThan(inWave("18"));
});

test("the study is in, says that it is synthetic, and is answered from its second snapshot", async () => {
  const { study, snapshot } = house.steps;
  const demo = await study.studyBySlug("op-eigen-benen");
  expect(demo).toMatchObject({ synthetic: true, description: expect.stringContaining("verzonnen") });
  expect(await snapshot.current(demo?.id ?? "")).toMatchObject({ number: 2, notAsked: null });
  const names = (await study.variables(demo?.id ?? "")).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["wonen", "inkomen_maand", "gehoord", "bij_wie.familie"]));
});

test("most of those invited answered", async () => {
  const { study, survey } = house.steps;
  const demo = await study.studyBySlug("op-eigen-benen");
  const [made] = await survey.surveysOf(demo?.id ?? "");
  const [fielding] = await survey.fieldingsOf(made?.id ?? "");
  expect(fielding).toMatchObject({ invited: 900, sent: createAnswers(invitedAmong(createPanel())).length });
  expect(fielding?.sent).toBeGreaterThan(600);
});

test("alarms have somebody who reads them, by region and everywhere", async () => {
  const { alarms } = house.steps;
  expect(await alarms.form()).toMatchObject({ inUse: true, hours: 24 });
  const named = (await alarms.routes()).filter(({ handlers }) => handlers.length > 0);
  expect(named.map(({ region, handlers }) => [region, handlers.map(({ name }) => name)])).toEqual([
    ["", ["Samir Bakker", "Ilse van Dam"]],
    ["utrecht", ["Noor de Wit"]],
  ]);
});

test("a meeting is under way: one theme is read, one is written on, and its room is open", async () => {
  const { meeting, people } = house.steps;
  const host = await people.ensureAccount({ email: "lid@demo.invalid", name: "Samir Bakker", roles: ["MEMBER"] });
  const viewer = { ...host, userId: host.id, scopes: null, workplaces: [] };
  expect(await meeting.meeting(viewer, links.meeting)).toMatchObject({ over: false, joined: 4 });
  expect(await meeting.room(viewer, links.meeting)).toMatchObject({ state: "OPEN" });
  const themes = await meeting.hostedThemes(links.meeting);
  expect(themes.map(({ stage, givers }) => [stage, givers])).toEqual([
    ["OPEN", 4],
    ["WRITING", 2],
  ]);
});

test("a plan has a history, was looked at, and may be shared with the study", async () => {
  const { plans } = house.steps;
  const plan = await plans.open(links.plan);
  expect(plan.rounds).toHaveLength(3);
  expect(plan.shares).toMatchObject([{ name: "Mijn mentor", state: "OPEN", openings: [expect.any(Date)] }]);
  const offer = await plans.offerTo(plan.id, await open(links.answered));
  expect(offer?.words.nl).toContain("Jullie mogen zien hoe de vijf dingen in mijn plan ervoor staan");
});

test("who answered sees the chain: counted, found, done or not done and why", async () => {
  const stories = await house.steps.feedback.stories(await open(links.answered));
  const heard = stories.find(({ question }) => question.id === "gehoord");
  expect(heard).toMatchObject({ counted: true, rings: 3 });
  const bands = ["(,2)", "[2,3)", "[3,4)", "[4,5)", "[5,)"];
  expect(heard?.findings.map(({ ownCode }) => ownCode)).toContain(bands[Number(heard?.ownAnswer) - 1]);
  const outcomes = heard?.findings.flatMap(({ finding }) => finding.outcomes) ?? [];
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["DONE", "NOT_DONE"]);
  expect(outcomes.find(({ status }) => status === "NOT_DONE")?.reason?.nl).toContain("geen geld");
  const workers = stories.find(({ question }) => question.id === "begeleiders");
  expect(workers?.findings.map(({ ownCode }) => ownCode)).toEqual([expect.stringMatching(/^[[(].*\)$/)]);
});

test("who did not answer has nothing to see yet, and can still answer", async () => {
  const holder = await open(links.fresh);
  expect(await house.steps.feedback.stories(holder)).toEqual([]);
  expect(await house.steps.survey.respondent(holder)).toMatchObject({ consent: null, sentAt: null });
});

test("the promise that is due was kept before its day; that of the meeting is ahead", async () => {
  expect(await house.steps.feedback.loop()).toEqual({ promises: 2, due: 1, kept: 1, share: 1 });
});

test("the demo's figures are mostly shown, and its words say what they show", async () => {
  const findings = await house.steps.outcome.findings(null, "op-eigen-benen");
  expect(findings).toHaveLength(2);
  for (const { resultId, words, title } of findings) {
    const result = await house.steps.result.stored(resultId);
    const cells = result?.released.cells.filter(({ keys }) => keys.every(({ code }) => code !== null)) ?? [];
    expect(cells.length).toBeGreaterThan(2);
    expect(cells.every(({ withheld }) => !withheld)).toBe(true);
    expect(`${title.nl}${words.nl}${title.en}${words.en}`).not.toMatch(/NaN|null|undefined/);
  }
});
