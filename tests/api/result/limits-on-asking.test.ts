import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role, Viewer } from "../../../api/people/people.ts";
import type { Refusal, ResultQuery, StoredResult } from "../../../api/flow/result/result.ts";
import { planAll } from "../../../api/flow/result/answer.ts";
import { ASKING_LIMITS, RULES } from "../../../api/flow/result/rules.ts";
import { shapeOf } from "../../../api/flow/result/shape.ts";
import { makeServices, type TestServices } from "../../testkit/services.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";

const BACKGROUND = ["b1", "b2", "b3", "b4", "b5"];
const ANSWERS = ["a1", "a2"];

let house: TestServices;

/** Codes follow from the number by different divisors, so that every variable splits in its own way. */
async function bringIn(name: string): Promise<void> {
  const persons = Array.from({ length: 240 }, (_, person) => person);
  const codeOf = (person: number, place: number) =>
    (person * (place + 3) + (person >> (place + 1))) % 7 < 3 ? "x" : "y";
  const names = [...BACKGROUND, ...ANSWERS];
  const rows = [1, 2].flatMap((wave) =>
    persons.map((person) =>
      [
        `p${person}`,
        wave,
        person % 3 ? "yes" : "no",
        `l${1 + ((person + wave) % 3)}`,
        ...names.map((variable, place) => codeOf(BACKGROUND.includes(variable) ? person : person + wave, place)),
      ].join(","),
    ),
  );
  const fields = [
    { name: "level", type: "string", categories: ["l1", "l2", "l3"], role: "answer" },
    ...names.map((variable) => ({
      name: variable,
      type: "string",
      categories: ["x", "y"],
      ...(BACKGROUND.includes(variable) ? { role: "background", level: "person" } : { role: "answer" }),
    })),
  ];
  await house.steps.study.importStudy(await writePackage(studyPackage({ name, title: `Study ${name}`, fields, rows })));
}

/** Somebody with an account; a member of these workplaces. */
async function somebody(email: string, roles: readonly Role[], workplaces: readonly string[] = []): Promise<Viewer> {
  const account = await house.steps.people.ensureAccount({ email, roles });
  const ids = await Promise.all(
    workplaces.map(async (name) => (await house.steps.people.ensureWorkplace(name, [account.id])).id),
  );
  return { userId: account.id, name: account.name, email, roles, scopes: null, workplaces: ids };
}

/** Subsets of at most three background variables. */
const SETS: string[][] = BACKGROUND.reduce<string[][]>(
  (sets, name) => [...sets, ...sets.filter(({ length }) => length < 3).map((set) => [...set, name])],
  [[]],
);

const split = (names: readonly string[]) => names.map((name) => ({ variable: { name } }));
/** 68 questions of different shapes on one answer: each set of background variables, three ways. */
function shapeOn(study: string, answer: string, at: number): ResultQuery {
  const round = Math.floor(at / SETS.length);
  const sets = round === 2 ? SETS.filter(({ length }) => length < 3) : SETS;
  const by = split(sets[at % SETS.length] ?? expect.unreachable(`there is no shape ${at}`));
  if (round === 0) return { studies: [study], measure: { count: true }, by: [...by, ...split([answer])] };
  if (round === 2) return { studies: [study], measure: { count: true }, by: [...by, ...split([answer, "level"])] };
  const code = answer === "ok" ? "yes" : "x";
  return { studies: [study], measure: { share: { is: { variable: { name: answer }, in: [code] } } }, by };
}

const ask = async (asker: Viewer, query: ResultQuery): Promise<StoredResult | Refusal> => {
  house.clock.pass({ seconds: 2 });
  return house.steps.result.ask(asker, query);
};

const codeOf = (given: StoredResult | Refusal): string => (given.kind === "refusal" ? given.code : "given");

/** Asks one shape after the other until it is refused: how many were given. */
async function spend(asker: Viewer, study: string, answer: string, from = 0): Promise<number> {
  for (let at = from; ; at++) {
    const code = codeOf(await ask(asker, shapeOn(study, answer, at)));
    if (code === "BUDGET_SPENT") return at - from;
    expect(code).toBe("given");
  }
}

beforeAll(async () => {
  house = await makeServices();
  await bringIn("one");
  await bringIn("two");
});
afterAll(() => house?.close());

describe("a researcher", () => {
  it("asks 20 shapes on an answer, and as many on another and in another study", async () => {
    const asker = await somebody("twenty@example.nl", ["RESEARCHER"]);
    expect(await spend(asker, "one", "a1")).toBe(20);
    expect(await spend(asker, "one", "a2")).toBe(20);
    expect(await spend(asker, "two", "a1")).toBe(20);
  });

  it("asks a shape again for nothing: with other codes, in other words, elsewhere in the question, of other waves", async () => {
    const asker = await somebody("again@example.nl", ["RESEARCHER"]);
    expect(await spend(asker, "one", "a1")).toBe(20);
    const shared: ResultQuery = {
      studies: ["one"],
      measure: { count: true },
      by: split(["b1", "a1"]),
    };
    const same: ResultQuery[] = [
      shared,
      { ...shared, by: split(["a1", "b1"]) },
      { ...shared, by: split(["a1"]), where: { is: { variable: { name: "b1" }, in: ["x"] } } },
      { ...shared, by: split(["a1"]), where: { not: { is: { variable: { name: "b1" }, in: ["y"] } } } },
      { ...shared, by: split(["b1"]), where: { is: { variable: { name: "a1" }, in: ["y"] } } },
      { ...shared, by: [{ wave: true }, ...split(["b1", "a1"])] },
      { ...shared, waves: { from: "2" } },
      { ...shared, waves: { from: "2", to: "2" } },
      { ...shared, by: [...split(["b1"]), { variable: { name: "a1", wave: "1" } }] },
      // without gaps: the last wave in other words
      { ...shared, by: [...split(["b1"]), { variable: { name: "a1", at: "LAST" } }] },
    ];
    for (const query of same)
      expect([JSON.stringify(query), codeOf(await ask(asker, query))]).toEqual([JSON.stringify(query), "given"]);
    const others: ResultQuery[] = [
      { ...shared, by: [...split(["b1", "a1"]), { variable: { name: "a1", at: "PREVIOUS" } }] },
      { ...shared, measure: { share: { is: { variable: { name: "a1" }, in: ["x"] } } }, by: split(["b1"]) },
      { ...shared, by: split(["b1", "a1", "ok"]) },
    ];
    for (const query of others)
      expect([JSON.stringify(query), codeOf(await ask(asker, query))]).toEqual([JSON.stringify(query), "BUDGET_SPENT"]);
  });

  it("pays for what somebody else was given as well, and is given by its id what is cited", async () => {
    const [first, second] = [
      await somebody("first@example.nl", ["RESEARCHER"]),
      await somebody("second@example.nl", ["RESEARCHER"]),
    ];
    expect(await spend(second, "two", "a2")).toBe(20);
    const query = shapeOn("two", "a2", 25);
    const given = (await ask(first, query)) as StoredResult;
    expect(codeOf(await ask(second, query))).toBe("BUDGET_SPENT");
    expect(await house.steps.result.stored(given.id)).toEqual(given);
    expect(codeOf(await ask(second, shapeOn("two", "a2", 3)))).toBe("given");
  });

  it("counts on both answers of a question, and enters neither where one is spent", async () => {
    const asker = await somebody("both@example.nl", ["RESEARCHER"]);
    expect(await spend(asker, "one", "a1")).toBe(20);
    const left = async (name: string) => (await house.steps.result.oversight.budgets(asker, "one", [name]))[0]?.left;
    expect([await left("a1"), await left("a2")]).toEqual([0, 20]);
    const both: ResultQuery = { studies: ["one"], measure: { count: true }, by: split(["a1", "a2"]) };
    expect(codeOf(await ask(asker, both))).toBe("BUDGET_SPENT");
    expect(await left("a2")).toBe(20);
    const other = await somebody("other@example.nl", ["RESEARCHER"]);
    expect(codeOf(await ask(other, { ...both, by: split(["a2", "a1", "b5"]) }))).toBe("given");
    expect(
      (await house.steps.result.oversight.budgets(other, "one", ["a1", "a2"])).map(({ left: more }) => more),
    ).toEqual([19, 19]);
  });

  it("asks about background alone as often as wanted", async () => {
    const asker = await somebody("background@example.nl", ["RESEARCHER"]);
    for (const set of SETS)
      expect(codeOf(await ask(asker, { studies: ["one"], measure: { count: true }, by: split(set) }))).toBe("given");
    expect((await house.steps.result.oversight.budgets(asker, "one", null)).every(({ used }) => used === 0)).toBe(true);
  });

  it("makes curves of a variable with three sets of codes", async () => {
    const asker = await somebody("curves@example.nl", ["RESEARCHER"]);
    const curve = (codes: string[], answer = "a1"): ResultQuery => ({
      studies: ["one"],
      measure: { survival: { is: { variable: { name: answer }, in: codes } } },
      by: [{ wave: true }],
    });
    expect(codeOf(await ask(asker, curve(["x"])))).toBe("given");
    expect(codeOf(await ask(asker, curve(["y"])))).toBe("given");
    expect(codeOf(await ask(asker, { ...curve(["x"]), by: [{ wave: true }, ...split(["b1"])] }))).toBe("given");
    expect(codeOf(await ask(asker, curve(["x", "y"])))).toBe("given");
    expect(codeOf(await ask(asker, curve(["l1"], "level")))).toBe("given");
    expect(codeOf(await ask(asker, curve(["l2"], "level")))).toBe("given");
    expect(codeOf(await ask(asker, curve(["l3"], "level")))).toBe("given");
    expect(await ask(asker, curve(["l1", "l2"], "level"))).toMatchObject({
      code: "BUDGET_SPENT",
      rule: "at most 3 sets of codes and waves for curves of a variable",
    });
    expect(codeOf(await ask(asker, { ...curve(["l2"], "level"), by: [{ wave: true }, ...split(["b2"])] }))).toBe(
      "given",
    );
  });
});

describe("two questions at once", () => {
  it("cannot both take the last place, and the same one is entered once", async () => {
    const asker = await somebody("at-once@example.nl", ["RESEARCHER"]);
    house.clock.pass({ minutes: 2 });
    const given = await Promise.all(
      SETS.map((_, at) => house.steps.result.ask(asker, shapeOn("one", "a2", at)).then(codeOf)),
    );
    expect(given.filter((code) => code === "given")).toHaveLength(20);
    expect(given.filter((code) => code === "BUDGET_SPENT")).toHaveLength(SETS.length - 20);
    const twin = await somebody("twin@example.nl", ["RESEARCHER"]);
    const twice: ResultQuery = {
      studies: ["one"],
      measure: { count: true },
      by: split(["b1", "b5", "a2", "a1"]),
    };
    await Promise.all([1, 2, 3].map(() => house.steps.result.ask(twin, twice)));
    expect((await house.steps.result.oversight.budgets(twin, "one", ["a1", "a2"])).map(({ used }) => used)).toEqual([
      1, 1,
    ]);
  });
});

describe("a workplace", () => {
  it("asks 10 shapes, all its members together; a member of another workplace has none left of the first", async () => {
    const [one, two] = [
      await somebody("one@workplace.nl", ["MEMBER"], ["Workplace A"]),
      await somebody("two@workplace.nl", ["MEMBER"], ["Workplace A"]),
    ];
    for (let at = 0; at < 6; at++) expect(codeOf(await ask(one, shapeOn("two", "ok", at)))).toBe("given");
    expect(await spend(two, "two", "ok", 6)).toBe(4);
    expect(codeOf(await ask(one, shapeOn("two", "ok", 20)))).toBe("BUDGET_SPENT");
    // what a colleague asked is known to the workplace, and free
    const colleagues: ResultQuery = {
      ...shapeOn("two", "ok", 1),
      where: { is: { variable: { name: "ok" }, in: ["no"] } },
    };
    expect(codeOf(await ask(two, colleagues))).toBe("given");
    const [budget] = await house.steps.result.oversight.budgets(one, "two", ["ok"]);
    expect(budget).toMatchObject({ left: 0, most: 10, used: 10, forWorkplace: true });
    const alone = await somebody("alone@workplace.nl", ["MEMBER"]);
    expect(await spend(alone, "two", "a1", 5)).toBe(10);
  });
});

describe("a steward's yes", () => {
  it("makes it 40 on one variable, for a reason; not for oneself, a workplace, or twice", async () => {
    const asker = await somebody("more@example.nl", ["RESEARCHER"]);
    const steward = await somebody("steward@example.nl", ["STEWARD"]);
    const member = await somebody("member@example.nl", ["MEMBER"], ["Workplace B"]);
    const { oversight } = house.steps.result;
    expect(await spend(asker, "one", "ok")).toBe(20);
    const wish = { asker: `user:${asker.userId}`, study: "one", variable: "ok", reason: "A second paper." };
    const refused = (change: object) =>
      oversight.grant(steward, { ...wish, ...change }).then(
        () => "granted",
        (error: { code?: string }) => error.code,
      );
    expect(await refused({ reason: "  " })).toBe("GRANT_INVALID");
    expect(await refused({ study: "nowhere" })).toBe("UNKNOWN_STUDY");
    expect(await refused({ variable: "b1" })).toBe("UNKNOWN_VARIABLE");
    expect(await refused({ asker: "user:nobody" })).toBe("UNKNOWN_ASKER");
    expect(await refused({ asker: `user:${steward.userId}` })).toBe("OWN_GRANT");
    expect(await refused({ asker: `user:${member.userId}` })).toBe("WORKPLACE_LIMIT");
    expect(await oversight.grant(steward, wish)).toMatchObject({ most: 40, grantedBy: steward.name });
    expect(await refused({})).toBe("ALREADY_GRANTED");
    expect(await spend(asker, "one", "ok", 20)).toBe(20);
    expect(await spend(asker, "one", "a1", 30)).toBe(20);
    await oversight.grant(steward, { ...wish, variable: null });
    expect(codeOf(await ask(asker, shapeOn("one", "a1", 2)))).toBe("given");
  });
});

describe("what a steward is told", () => {
  it("says who used how much of what, and raises an alert at 60 shapes of all askers together", async () => {
    const { oversight } = house.steps.result;
    await bringIn("watched");
    expect(await oversight.alerts()).toEqual([]);
    for (const [at, name] of ["u1", "u2", "u3"].entries()) {
      const asker = await somebody(`${name}@watched.nl`, ["RESEARCHER"]);
      for (let place = 0; place < 20; place++) {
        const query = shapeOn("watched", "a1", at * 20 + place);
        expect(codeOf(await ask(asker, query))).toBe("given");
        if (at === 2 && place === 18) expect(await oversight.alerts()).toEqual([]);
      }
    }
    const [alert] = await oversight.alerts();
    expect(alert).toMatchObject({ shapes: 60, variable: { name: "a1" }, study: { slug: "watched" } });
    expect(alert?.since).toEqual(house.clock());
    const told = await oversight.ofStudy("watched");
    expect(told?.alerts).toHaveLength(1);
    const onOne = told?.uses.filter(({ variable }) => variable.name === "a1") ?? [];
    expect(onOne.map(({ asker, used, most }) => [asker.name, used, most]).sort()).toEqual([
      ["u1", 20, 20],
      ["u2", 20, 20],
      ["u3", 20, 20],
    ]);
    expect(told?.blocked).toEqual([]);
    expect(await oversight.ofStudy("nowhere")).toBeNull();
  });
});

describe("two accounts", () => {
  // Caps are for one asker: who has two accounts has twice as much. What is asked by all together is what stewards are told.
  it("have twice the budget, and the same answers", async () => {
    const [left, right] = [
      await somebody("left@example.nl", ["RESEARCHER"]),
      await somebody("right@example.nl", ["RESEARCHER"]),
    ];
    const both = shapeOn("two", "a1", 40);
    expect(((await ask(left, both)) as StoredResult).id).toBe(((await ask(right, both)) as StoredResult).id);
    expect(await spend(left, "two", "a2", 0)).toBe(20);
    expect(codeOf(await ask(right, shapeOn("two", "a2", 20)))).toBe("given");
  });
});

describe("questions a minute", () => {
  it("are 60; whoever asks faster is told to wait, and nobody else", async () => {
    const [fast, calm] = [
      await somebody("fast@example.nl", ["RESEARCHER"]),
      await somebody("calm@example.nl", ["RESEARCHER"]),
    ];
    const query: ResultQuery = { studies: ["one"], measure: { count: true }, by: split(["b1"]) };
    const at = Array.from({ length: ASKING_LIMITS.perMinute + 5 }, () =>
      house.steps.result.ask(fast, query).then(codeOf),
    );
    const given = await Promise.all(at);
    expect(given.filter((code) => code === "given")).toHaveLength(60);
    expect(given.filter((code) => code === "BUSY")).toHaveLength(5);
    expect(codeOf(await house.steps.result.ask(calm, query))).toBe("given");
    house.clock.pass({ seconds: 40 });
    const busy = await house.steps.result.ask(fast, query);
    expect(busy).toMatchObject({ code: "BUSY", advice: [{ nl: "Vraag het over 20 seconden opnieuw." }] });
    house.clock.pass({ seconds: 20 });
    expect(codeOf(await house.steps.result.ask(fast, query))).toBe("given");
  });
});

it("the refusal says what is left, what stays free and how to get more, in both languages, and never a figure", async () => {
  const asker = await somebody("words@example.nl", ["RESEARCHER"]);
  expect(await spend(asker, "two", "a1")).toBe(20);
  const refusal = await ask(asker, { studies: ["two"], measure: { count: true }, by: split(["a1", "a2", "b3", "b4"]) });
  expect(refusal).toMatchObject({
    code: "BUDGET_SPENT",
    rule: "at most 20 shapes of questions an ANSWER variable",
    message: {
      nl: "Je hebt over “a1” al 20 soorten vragen gesteld; meer dan 20 kan niet, dus er zijn er 0 over. Over “a2” kunnen er nog 20.",
      en: "You have asked 20 shapes of questions on “a1”; 20 is the most, so 0 are left. On “a2” 20 more are left.",
    },
  });
  const { advice } = refusal as Refusal;
  expect(advice).toHaveLength(2);
  expect(advice[0]?.nl).toContain("aantal: “a1”; aantal: “a1”, “b1”");
  expect(advice[0]?.en).toContain("count: “a1”; count: “a1”, “b1”");
  expect(advice[1]?.nl).toContain("dataverantwoordelijke");
  expect(advice[1]?.en).toContain("data steward");
});

it("the ledger has who, shape, variables, frames, snapshot and outcome, and is written with the answer", async () => {
  const asker = await somebody("ledger@example.nl", ["RESEARCHER"]);
  const query: ResultQuery = { studies: ["one", "two"], measure: { count: true }, by: split(["b2", "b1", "a1"]) };
  const [first, again] = [await ask(asker, query), await ask(asker, query)];
  await ask(asker, { ...query, by: split(["nothing"]) });
  const lines = await house.database.ledgerEntry.findMany({ where: { userId: asker.userId }, orderBy: { id: "asc" } });
  const id = (first as StoredResult).id;
  expect(again.kind).toBe("result");
  expect(lines).toMatchObject([
    {
      studies: ["one", "two"],
      shape: '["count",["a1"],["b1"],["b2"]]',
      variables: ["one/a1", "two/a1"],
      frames: ["one/b1", "one/b2", "two/b1", "two/b2"],
      resultId: id,
      refusal: null,
      again: false,
    },
    { resultId: id, again: true, variables: ["one/a1", "two/a1"] },
    { resultId: null, refusal: "UNKNOWN_VARIABLE", shape: "", variables: [], frames: [] },
  ]);
  expect(lines[0]?.snapshots).toHaveLength(2);
});

it("counts a derived variable on every answer that it is made of", async () => {
  const study = await house.steps.study.studyBySlug("one");
  const current = await house.steps.snapshot.current(study?.id ?? "");
  const { manifest } = await house.steps.snapshot.open(current ?? expect.unreachable("no snapshot"));
  const variables = manifest.variables.map((variable) =>
    variable.name === "level" ? { ...variable, derivedFrom: ["a1", "b1", "ok"] } : variable,
  );
  const [plan] = planAll(
    { studies: ["one"], measure: { count: true }, by: split(["level", "b2"]) },
    [{ ...manifest, variables }],
    RULES,
  );
  const { answers, frames } = shapeOf(plan ?? expect.unreachable("no plan"), false);
  expect(answers.map(({ variable }) => variable).sort()).toEqual(["a1", "level", "ok"]);
  expect(frames).toEqual(["b2"]);
});

it("the rules in force are told with all their numbers, in both languages", () => {
  const numbersIn = (value: unknown): number[] =>
    typeof value === "number"
      ? [value]
      : typeof value === "object" && value !== null
        ? Object.values(value).flatMap(numbersIn)
        : [];
  const { rules } = house.steps.result.oversight.rules();
  for (const locale of ["nl", "en"] as const) {
    const said =
      rules
        .map(({ words }) => words[locale])
        .join("\n")
        .match(/\d+/g)
        ?.map(Number) ?? [];
    const share = RULES.dominance?.share ?? 0;
    const expected = [...numbersIn(RULES), ...numbersIn(ASKING_LIMITS)].map((number) =>
      number === share ? share * 100 : number,
    );
    expect(expected.filter((number) => !said.includes(number))).toEqual([]);
  }
});
