import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOutcomeStep, type OutcomeStep } from "../../api/flow/outcome/outcome.ts";
import { createResultStore } from "../../api/flow/result/result.store.ts";
import { createStudies } from "../../api/flow/study/find-studies.ts";
import { createStudyStore } from "../../api/flow/study/study.store.ts";
import type { Role, Viewer } from "../../api/people/people.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { NewOutcome } from "../../schema/outcome.ts";
import { createSurveyStep } from "../../api/flow/survey/survey.ts";
import { seededChance, stillClock, stillSecret } from "../testkit/chance.ts";
import { makeTestDatabase, type TestDatabase } from "../testkit/postgres.ts";

const clock = stillClock("2026-06-01T10:00:00.000Z");
let base: TestDatabase;
let outcome: OutcomeStep;
let workplace: string;
let elsewhere: string;

const viewer = (role: Role, workplaces: string[] = [], scopes: Viewer["scopes"] = null): Viewer => ({
  userId: `u-${role}`,
  name: role,
  email: `${role}@example.org`,
  roles: [role],
  scopes,
  workplaces,
});
const researcher = viewer("RESEARCHER");
const member = () => viewer("MEMBER", [workplace]);
const day = (iso: string) => new Date(`${iso}T00:00:00.000Z`);

const WORDS = {
  result: "r1",
  title: { nl: "Twee van de drie" },
  words: { nl: "Twee van de drie hadden een plek.", en: "Two in three had a place." },
  picture: "POINTS",
} as const;

beforeAll(async () => {
  base = await makeTestDatabase();
  const { database } = base;
  const results = createResultStore(database);
  await database.study.create({ data: { slug: "own-feet", title: "Own feet", createdAt: clock() } });
  const of = async (name: string) => (await database.workplace.create({ data: { name } })).id;
  [workplace, elsewhere] = [await of("Here"), await of("Elsewhere")];
  for (const [id, study] of [
    ["r1", "own-feet"],
    ["r2", "gone"],
  ] as const) {
    const data: Prisma.StoredResultCreateInput = {
      id,
      query: { studies: [study], measure: { count: true }, by: [{ variable: { name: "housing" } }] },
      variables: [
        { study, variable: "housing" },
        { study: "another", variable: "housing" },
      ],
      snapshots: ["s1"],
      rules: "rules 1",
      released: {
        state: "PRELIMINARY",
        asOf: clock().toISOString(),
        sources: [],
        cells: [],
        withheld: { cells: 0, total: 0, advice: [] },
      },
      givenAt: clock(),
    };
    await database.storedResult.create({ data });
  }
  outcome = createOutcomeStep({
    database,
    clock,
    study: createStudies({ store: createStudyStore(database) }),
    survey: createSurveyStep({
      ...{ database, clock, chance: seededChance("outcomes"), secret: stillSecret },
      publicUrl: "http://weerklank.test",
    }),
    meeting: { openedTheme: async () => null },
    result: { stored: (id) => results.find(id) },
  });
});
afterAll(() => base.drop());

const problem = (code: string, path: string[]) => expect.objectContaining({ code, at: path });

describe("a finding", () => {
  test("is a draft first, seen by researchers only, then public and unchanged", async () => {
    const draft = await outcome.createFinding(researcher, WORDS);
    expect(draft).toMatchObject({ resultId: "r1", publishedAt: null, title: { nl: "Twee van de drie", en: null } });
    expect(await outcome.finding(null, draft.id)).toBeNull();
    expect(await outcome.findings(member(), "own-feet")).toEqual([]);
    expect((await outcome.findings(researcher, "own-feet")).map(({ id }) => id)).toEqual([draft.id]);

    const reworded = await outcome.updateFinding(draft.id, { title: { nl: "Twee op de drie" } });
    expect(reworded).toMatchObject({ title: { nl: "Twee op de drie" }, words: WORDS.words, picture: "POINTS" });

    const published = await outcome.publishFinding(draft.id);
    expect(published.publishedAt).toEqual(clock());
    expect((await outcome.findings(null, "own-feet")).map(({ id }) => id)).toEqual([draft.id]);
    await expect(outcome.updateFinding(draft.id, { picture: "BARS" })).rejects.toEqual(
      problem("FINDING_PUBLISHED", ["id"]),
    );
    clock.pass({ days: 1 });
    expect((await outcome.publishFinding(draft.id)).publishedAt).toEqual(published.publishedAt);
    expect((await outcome.finding(null, draft.id))?.picture).toBe("POINTS");
  });

  test("is found by every variable it rests on, once it is public", async () => {
    const draft = await outcome.createFinding(researcher, WORDS);
    const found = async (study: string, variable: string) =>
      (await outcome.publishedOn([{ study, variable }])).map(({ id }) => id);
    expect(await found("own-feet", "housing")).not.toContain(draft.id);
    await outcome.publishFinding(draft.id);
    expect(await found("own-feet", "housing")).toContain(draft.id);
    expect(await found("another", "housing")).toContain(draft.id);
    expect(await found("own-feet", "hous")).toEqual([]);
    expect(await outcome.publishedOn([])).toEqual([]);
  });

  test("needs a result that was given, of a study that is there, and words", async () => {
    await expect(outcome.createFinding(researcher, { ...WORDS, result: "r9" })).rejects.toEqual(
      problem("UNKNOWN_RESULT", ["input", "result"]),
    );
    await expect(outcome.createFinding(researcher, { ...WORDS, result: "r2" })).rejects.toEqual(
      problem("UNKNOWN_RESULT", ["input", "result"]),
    );
    await expect(outcome.createFinding(researcher, { ...WORDS, title: { nl: "  " } })).rejects.toEqual(
      problem("INVALID_INPUT", ["input", "title", "nl"]),
    );
    await expect(outcome.updateFinding("nothing", {})).rejects.toEqual(problem("UNKNOWN_FINDING", ["id"]));
    await expect(outcome.publishFinding("nothing")).rejects.toEqual(problem("UNKNOWN_FINDING", ["id"]));
    expect(await outcome.findings(researcher, "no-study")).toEqual([]);
  });
});

describe("an outcome", () => {
  let finding: string;
  const record = (change: Partial<NewOutcome> = {}, asker = member()) =>
    outcome.recordOutcome(asker, {
      finding,
      workplace,
      kind: "ACTION",
      what: { nl: "Vaste begeleider" },
      who: "Het team",
      status: "DONE",
      on: day("2026-06-01"),
      ...change,
    });

  beforeEach(async () => {
    clock.set("2026-06-01T10:00:00.000Z");
    finding = (await outcome.publishFinding((await outcome.createFinding(researcher, WORDS)).id)).id;
  });

  test("hangs on its finding and on the workplace's agenda", async () => {
    const made = await record();
    expect(made).toMatchObject({ what: { nl: "Vaste begeleider", en: null }, reason: null, on: day("2026-06-01") });
    expect((await outcome.finding(null, finding))?.outcomes.map(({ id }) => id)).toEqual([made.id]);
    expect((await outcome.outcomes(member())).map(({ id }) => id)).toContain(made.id);
    expect(await outcome.outcomes(viewer("MEMBER", [elsewhere]))).toEqual([]);
  });

  test("is recorded by a member of that workplace, on a finding that is public", async () => {
    await expect(record({ workplace: elsewhere })).rejects.toEqual(problem("NOT_A_MEMBER", ["input", "workplace"]));
    await expect(record({}, viewer("MEMBER", [elsewhere]))).rejects.toEqual(
      problem("NOT_A_MEMBER", ["input", "workplace"]),
    );
    const draft = await outcome.createFinding(researcher, WORDS);
    await expect(record({ finding: draft.id })).rejects.toEqual(problem("UNKNOWN_FINDING", ["input", "finding"]));
    await expect(record({ finding: "nothing" })).rejects.toEqual(problem("UNKNOWN_FINDING", ["input", "finding"]));
  });

  test("that is a no says why", async () => {
    await expect(record({ status: "NOT_DONE" })).rejects.toEqual(problem("REASON_NEEDED", ["input", "reason"]));
    const made = await record({ status: "NOT_DONE", reason: { nl: "Geen geld." } });
    expect(made.reason).toEqual({ nl: "Geen geld.", en: null });
    await expect(outcome.updateOutcome(member(), made.id, { reason: null })).rejects.toEqual(
      problem("REASON_NEEDED", ["input", "reason"]),
    );
    const done = await record();
    await expect(outcome.updateOutcome(member(), done.id, { status: "NOT_DONE" })).rejects.toEqual(
      problem("REASON_NEEDED", ["input", "reason"]),
    );
    const turned = await outcome.updateOutcome(member(), made.id, { status: "DONE", reason: null });
    expect(turned).toMatchObject({ status: "DONE", reason: null });
  });

  test.each([
    ["DONE", "2026-06-02", "DATE_IN_FUTURE"],
    ["NOT_DONE", "2026-06-02", "DATE_IN_FUTURE"],
    ["PLANNED", "2026-05-31", "DATE_IN_PAST"],
    ["PLANNED", "2060-01-01", "DATE_OUT_OF_RANGE"],
    ["DONE", "1926-06-01", "DATE_OUT_OF_RANGE"],
  ] as const)("%s on %s is refused: %s", async (status, on, code) => {
    const reason = { nl: "Omdat." };
    await expect(record({ status, reason, on: day(on) })).rejects.toEqual(problem(code, ["input", "on"]));
  });

  test("today is today in the Netherlands", async () => {
    clock.set("2026-06-01T22:30:00.000Z");
    await expect(record({ on: day("2026-06-02") })).resolves.toBeDefined();
    await expect(record({ status: "PLANNED", on: day("2026-06-01") })).rejects.toEqual(
      problem("DATE_IN_PAST", ["input", "on"]),
    );
  });

  test("is changed by its workplace only; a plan that is late can be reworded", async () => {
    const made = await record({ status: "PLANNED", on: day("2026-06-10") });
    await expect(outcome.updateOutcome(viewer("MEMBER", [elsewhere]), made.id, { who: "Wij" })).rejects.toEqual(
      problem("NOT_A_MEMBER", ["id"]),
    );
    clock.set("2026-07-01T10:00:00.000Z");
    const changed = await outcome.updateOutcome(member(), made.id, { who: "Wij" });
    expect(changed).toMatchObject({ who: "Wij", status: "PLANNED", on: day("2026-06-10"), updatedAt: clock() });
    await expect(outcome.updateOutcome(member(), made.id, { on: day("2026-06-11") })).rejects.toEqual(
      problem("DATE_IN_PAST", ["input", "on"]),
    );
    await expect(outcome.updateOutcome(member(), "nothing", {})).rejects.toEqual(problem("UNKNOWN_OUTCOME", ["id"]));
  });
});
