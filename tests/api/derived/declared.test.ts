import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type ApiServer, startApi } from "../../testkit/api-server.ts";
import type { StudyData } from "../../testkit/freezer.ts";
import { codes, declare } from "../../testkit/imported-folder.ts";
import { recordImport, recordStudy } from "../../testkit/recorded-study.ts";

const WAVES = ["1", "2"].map((code) => ({ code, label: `ronde ${code}` }));
const home = declare("home", {
  type: "ORDINAL",
  level: "PERSON_WAVE",
  role: "ANSWER",
  label: "Wonen",
  categories: codes("unsafe", "safe"),
});
const STUDY: StudyData = {
  waves: WAVES,
  variables: [
    declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") }),
    home,
    declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER", label: "Werk" }),
    declare("income", {
      type: "NUMBER",
      level: "PERSON_WAVE",
      role: "ANSWER",
      label: "Inkomen",
      bandings: [{ name: "fine", limits: [1000, 2000] }],
    }),
    declare("weight", { type: "NUMBER", level: "PERSON", role: "WEIGHT" }),
    declare("note", { type: "TEXT", level: "PERSON_WAVE", role: "ANSWER" }),
    declare("age", { type: "INTEGER", level: "PERSON_WAVE", role: "ANSWER" }),
  ],
  persons: Array.from({ length: 200 }, (_, i) => ({
    person: `p${i}`,
    values: { sex: i % 2 ? "m" : "v" },
    waves: Object.fromEntries(
      WAVES.map(({ code }, wave) => [
        code,
        {
          home: (i + wave) % 3 === 0 ? "unsafe" : "safe",
          work: i % 5 < 2 + wave,
          income: 900 + 10 * i,
          age: 16 + (i % 9),
        },
      ]),
    ),
  })),
};

const FIELDS = "id name version status reason canDecide computed inputs sentence { nl en } leftOut { nl en }";
const PROPOSE = `mutation ($study: String!, $input: ProposeDerivedVariableInput!) {
  proposeDerivedVariable(study: $study, input: $input) {
    __typename ... on DerivedVariable { ${FIELDS} } ... on Problem { code message path }
  }
}`;
const DECIDE = `mutation ($id: ID!, $decision: DerivedDecision!, $reason: String!) {
  decideDerivedVariable(id: $id, decision: $decision, reason: $reason) {
    __typename ... on DerivedVariable { ${FIELDS} } ... on Problem { code message path }
  }
}`;
const LIST = `query ($study: String, $status: DerivedStatus) { derivedVariables(study: $study, status: $status) { ${FIELDS} } }`;
const VARIABLES = `query { study(slug: "panel") { variables {
  name type level role derived { version inputs sentence { nl en } definition }
} } }`;

interface Given {
  __typename: string;
  id: string;
  code: string;
  message: string;
  path: string[] | null;
  name: string;
  version: number;
  status: string;
  canDecide: boolean;
  computed: boolean;
  sentence: { nl: string; en: string };
  leftOut: { nl: string; en: string } | null;
}

let api: ApiServer;
let studyId: string;
const sessions: Record<"researcher" | "steward" | "both", Record<string, string>> = {
  researcher: {},
  steward: {},
  both: {},
};
type Who = keyof typeof sessions;

beforeAll(async () => {
  api = await startApi();
  sessions.researcher = await api.signIn("onderzoeker@instituut.nl", ["RESEARCHER"]);
  sessions.steward = await api.signIn("beheerder@instituut.nl", ["STEWARD"]);
  sessions.both = await api.signIn("allebei@instituut.nl", ["RESEARCHER", "STEWARD"]);
  studyId = await recordStudy(api.test.database, "panel", STUDY);
  await recordImport(api.test.database, api.folder, studyId, "import-1", STUDY, new Date(0));
});
afterAll(() => api?.stop());

const given = ({ body }: Answer, field: string): Given =>
  (body.data?.[field] as Given | undefined) ?? expect.unreachable(JSON.stringify(body.errors));

async function propose(definition: object, of: object = {}, who: Who = "researcher", language = "nl"): Promise<Given> {
  const input = { name: "in_order", label: "Op orde", purpose: "Het rapport", definition, ...of };
  const headers = { ...sessions[who], "accept-language": language };
  return given(await api.ask(PROPOSE, { variables: { study: "panel", input }, headers }), "proposeDerivedVariable");
}
async function decide(
  id: string,
  decision: string,
  who: Who = "steward",
  reason = "Past bij de toestemming.",
): Promise<Given> {
  const answer = await api.ask(DECIDE, { variables: { id, decision, reason }, headers: sessions[who] });
  return given(answer, "decideDerivedVariable");
}
const list = async (variables: object = { study: "panel" }): Promise<Given[]> => {
  const { body } = await api.ask(LIST, { variables: { ...variables }, headers: sessions.steward });
  return body.data?.["derivedVariables"] as Given[];
};

const safe = { variable: "home", in: ["safe"] };
const works = { variable: "work", in: ["true"] };
const bothHold = { all: [safe, works] };

describe("a definition that cannot be kept says why, in Dutch and in English, and where", () => {
  it.each<[string, object, string, string?]>([
    ["an unknown input", { all: [safe, { variable: "house", in: ["x"] }] }, "INPUT_UNKNOWN", "all.1.variable"],
    ["free text", { all: [safe, { variable: "note", in: ["x"] }] }, "INPUT_UNFIT"],
    ["a weight", { all: [safe, { variable: "weight", min: 1 }] }, "INPUT_UNFIT"],
    ["a number without bands", { all: [safe, { variable: "age", min: 18 }] }, "INPUT_UNFIT"],
    ["an unknown code", { any: [safe, { variable: "work", in: ["maybe"] }] }, "CODE_UNKNOWN"],
    ["a limit that is none", { all: [safe, { variable: "income", min: 1500 }] }, "LIMIT_NOT_DECLARED"],
    ["codes for a number", { all: [safe, { variable: "income", in: ["1000"] }] }, "CODES_OR_LIMITS"],
    ["limits for codes", { all: [safe, { variable: "home", min: 1 }] }, "CODES_OR_LIMITS"],
    ["codes and limits at once", { all: [safe, { ...safe, min: 1 }] }, "DERIVED_INVALID"],
    ["limits the wrong way round", { all: [safe, { variable: "income", min: 2000, max: 1000 }] }, "DERIVED_INVALID"],
    ["an unknown wave", { all: [safe, { ...works, wave: "9" }] }, "WAVE_UNKNOWN"],
    ["a wave of what has none", { all: [safe, { variable: "sex", in: ["m"], wave: "1" }] }, "NOT_BY_WAVE"],
    ["one condition", { all: [safe] }, "DERIVED_INVALID"],
    ["too many conditions", { any: Array.from({ length: 21 }, () => safe) }, "DERIVED_INVALID"],
    ["the same code twice", recode(["a", "a"]), "DERIVED_INVALID"],
    ["a code that is kept for rare ones", recode(["~other", "b"]), "DERIVED_INVALID"],
    ["one code in all", recode(["a"]), "DERIVED_INVALID"],
    ["a change of what does not change", { change: { variable: "sex", from: "FIRST" } }, "NOT_BY_WAVE"],
    ["a change without limits", { change: { variable: "income", from: "FIRST" } }, "LIMITS_NEEDED"],
    ["one limit of two", { change: { variable: "income", from: "FIRST", minimum: 0 } }, "DERIVED_INVALID"],
    [
      "bands for a change of codes",
      { change: { variable: "home", from: "FIRST", bandings: [{ name: "x", limits: [1] }] } },
      "LIMITS_FOR_CODES",
    ],
    [
      "a band outside the limits",
      { count: { conditions: [safe, works], bandings: [{ name: "x", limits: [3] }] } },
      "BAND_OUTSIDE_LIMITS",
    ],
    ["an event at a fixed wave", { timeSince: { event: [{ ...works, wave: "1" }], atMost: 2 } }, "EVENT_FIXED"],
    [
      "an event of what does not change",
      { timeSince: { event: [{ variable: "sex", in: ["m"] }], atMost: 2 } },
      "EVENT_FIXED",
    ],
    ["no time at all", { timeSince: { event: [works], atMost: 0 } }, "DERIVED_INVALID"],
  ])("%s", async (_what, definition, code) => {
    const dutch = await propose(definition);
    const english = await propose(definition, {}, "researcher", "en");
    expect([dutch.__typename, dutch.code, english.code]).toEqual(["Problem", code, code]);
    expect(dutch.message).not.toBe(english.message);
    expect(dutch.path?.[0]).toBe("input");
    expect(await list()).toEqual([]);
  });

  it.each([
    ["that the study has", "work"],
    ["that differs in capitals only", "WORK"],
  ])("a name %s", async (_what, name) => {
    expect(await propose(bothHold, { name })).toMatchObject({ code: "NAME_TAKEN", path: ["input", "name"] });
  });

  it.each(["1st", 'x"; drop table person; --', "", "a".repeat(64)])("a name like %s", async (name) => {
    expect(await propose(bothHold, { name })).toMatchObject({ code: "DERIVED_INVALID", path: ["input", "name"] });
  });

  it("a study that is not there", async () => {
    const input = { name: "x", label: "x", purpose: "x", definition: bothHold };
    const answer = await api.ask(PROPOSE, { variables: { study: "none", input }, headers: sessions.researcher });
    expect(given(answer, "proposeDerivedVariable").code).toBe("UNKNOWN_STUDY");
  });
});

function recode(all: string[]) {
  return { recode: { cases: all.map((code) => ({ code, label: code, when: [safe] })) } };
}

describe("from proposal to answer", () => {
  let proposal: Given;

  it("waits for a steward, and says what it is in words", async () => {
    proposal = await propose(bothHold);
    expect(proposal).toMatchObject({ status: "PROPOSED", version: 1, canDecide: false, computed: false });
    expect(proposal.sentence).toEqual({
      nl: "Ja als dit allemaal klopt: “Wonen” is “label of safe”; “Werk” is “ja”. Nee zodra één ervan niet klopt. Niet ingevuld als het niet te zeggen is.",
      en: "Yes where all of this holds: “Wonen” is “label of safe”; “Werk” is “yes”. No as soon as one of it does not. Empty where it cannot be told.",
    });
    expect(await propose(bothHold)).toMatchObject({ code: "ALREADY_PROPOSED" });
    expect((await list({ status: "PROPOSED" })).map(({ name, canDecide }) => [name, canDecide])).toEqual([
      ["in_order", true],
    ]);
    expect(await derivedOf("in_order")).toBeUndefined();
  });

  it("is nobody's own to decide on", async () => {
    const own = await propose(bothHold, { name: "own" }, "both");
    expect(own.canDecide).toBe(false);
    expect(await decide(own.id, "DECLARE", "both")).toMatchObject({ code: "OWN_PROPOSAL" });
    expect(await decide(own.id, "WITHDRAW")).toMatchObject({ code: "NOT_DECLARED" });
    expect(await decide(own.id, "TURN_DOWN", "steward", "  ")).toMatchObject({ code: "DERIVED_INVALID" });
    expect(await decide(own.id, "TURN_DOWN", "steward", "Niet nodig.")).toMatchObject({
      status: "TURNED_DOWN",
      reason: "Niet nodig.",
    });
    expect(await decide(own.id, "DECLARE")).toMatchObject({ code: "ALREADY_DECIDED" });
    expect(await derivedOf("own")).toBeUndefined();
    expect(await decide("none", "DECLARE")).toMatchObject({ code: "UNKNOWN_DERIVED" });
  });

  it("stands among the study's variables once it is declared, and nothing else is made of it", async () => {
    expect(await decide(proposal.id, "DECLARE")).toMatchObject({ status: "DECLARED", computed: false });
    expect(await derivedOf("in_order")).toMatchObject({ version: 1, inputs: ["home", "work"] });
    expect(await propose({ any: [safe, { variable: "in_order", in: ["true"] }] }, { name: "more" })).toMatchObject({
      code: "INPUT_DERIVED",
    });
  });

  it("is computed with the next snapshot, and asked about like any other", async () => {
    await api.steps.snapshot.take(studyId);
    expect((await list({ study: "panel", status: "DECLARED" }))[0]).toMatchObject({ computed: true, leftOut: null });
    const answer = await ask({ share: { is: { variable: { name: "in_order" }, in: ["true"] } } });
    expect(answer.__typename).toBe("Result");
    // 40 and 60 of 100 work in the two waves, two thirds of them live safely.
    const truth = [1, 2].map((wave) => STUDY.persons.filter(({ waves }) => holdsIn(waves[String(wave)])).length / 200);
    answer.cells.forEach(({ value }, at) => expect(Math.abs((value ?? 9) - (truth[at] ?? 0))).toBeLessThan(0.12));
  });

  it("counts as asked of its inputs: an answer rests on them too", async () => {
    const answer = await ask({ share: { is: { variable: { name: "in_order" }, in: ["true"] } } });
    const kept = await api.test.database.storedResult.findUnique({ where: { id: answer.id } });
    expect(kept?.variables).toEqual(["in_order", "home", "work"].map((variable) => ({ study: "panel", variable })));
  });

  it("keeps its version in force until another is declared, and says which one answers rest on", async () => {
    const second = await propose({ all: [safe, works, { variable: "income", min: 1000 }] });
    expect(second).toMatchObject({ version: 2, status: "PROPOSED" });
    expect(await derivedOf("in_order")).toMatchObject({ version: 1 });
    expect(await decide(second.id, "DECLARE")).toMatchObject({ status: "DECLARED" });
    expect(await derivedOf("in_order")).toMatchObject({ version: 2, inputs: ["home", "work", "income"] });
    const statuses = (await list()).filter(({ name }) => name === "in_order");
    expect(statuses.map(({ version, status }) => [version, status])).toEqual([
      [2, "DECLARED"],
      [1, "REPLACED"],
    ]);
    // Nine or fewer earn less than 1000 and have the rest in order: the difference would be about them.
    await api.steps.snapshot.take(studyId);
    const [now] = await list({ study: "panel", status: "DECLARED" });
    expect(now).toMatchObject({ computed: false });
    expect(now?.leftOut?.nl).toBe(
      "in_order verschilt voor minder dan 10 mensen van in_order (1). Het verschil zou over hen gaan.",
    );
    expect((await ask({ share: { is: { variable: { name: "in_order" }, in: ["true"] } } })).code).toBe(
      "UNKNOWN_VARIABLE",
    );
  });

  it("goes once it is withdrawn", async () => {
    const [now] = await list({ study: "panel", status: "DECLARED" });
    expect(await decide(now?.id ?? "", "WITHDRAW", "steward", "Te dicht bij de vorige.")).toMatchObject({
      status: "WITHDRAWN",
    });
    expect(await derivedOf("in_order")).toBeUndefined();
  });

  it("is computed again under the next version, and stands behind what was asked", async () => {
    const { id, version } = await propose(bothHold);
    expect(version).toBe(3);
    await decide(id, "DECLARE");
    expect((await api.steps.study.variables(studyId)).at(-1)).toMatchObject({ name: "in_order", origin: "DERIVED" });
    await api.steps.snapshot.take(studyId);
    expect((await list({ study: "panel", status: "DECLARED" }))[0]?.leftOut?.nl).toContain("in_order (2)");
  });
});

const holdsIn = (row: Record<string, unknown> | undefined) => row?.["home"] === "safe" && row["work"] === true;

async function derivedOf(name: string): Promise<object | null | undefined> {
  const { body } = await api.ask(VARIABLES);
  const study = body.data?.["study"] as { variables: { name: string; derived: object | null }[] };
  return study.variables.find((variable) => variable.name === name)?.derived;
}

async function ask(
  measure: object,
): Promise<{ __typename: string; id: string; code: string; cells: { value: number | null }[] }> {
  const query = { studies: ["panel"], measure, by: [{ wave: true }] };
  const { body } = await api.ask(
    `query ($query: ResultQuery!) { result(query: $query) {
      __typename ... on Result { id cells { value } } ... on Refusal { code } } }`,
    { variables: { query }, headers: sessions.researcher },
  );
  return body.data?.["result"] as Awaited<ReturnType<typeof ask>>;
}
