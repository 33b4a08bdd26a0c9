import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProtectedCell } from "../../../api/flow/result/protect/protect.ts";
import { RULES } from "../../../api/flow/result/rules.ts";
import { makeServices, type TestServices } from "../../testkit/services.ts";
import { openAskedStudy, type AskedStudy } from "../../testkit/asked-study.ts";
import { codes, declare, type ImportedPerson, writeImported } from "../../testkit/imported-folder.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";

/** What was not asked is a dash, and what is too little is withheld: the one from what is declared, the other from data. */

const WAVES = ["1", "2", "3"].map((code) => ({ code, label: code }));
const VARIABLES = [
  declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "f") }),
  declare("home", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "ANSWER", categories: codes("yes", "no") }),
  declare("work", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "ANSWER", categories: codes("yes", "no") }),
  declare("score", { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER", minimum: 0, maximum: 10 }),
];

/** 300 persons in three waves; work and score were asked in waves 1 and 3. In wave 3 nobody answered about work. */
const people: ImportedPerson[] = Array.from({ length: 300 }, (_, i) => ({
  person: `p${i}`,
  values: { sex: i % 2 ? "f" : "m" },
  waves: Object.fromEntries(
    WAVES.map(({ code }) => [
      code,
      {
        home: i % 3 ? "yes" : "no",
        work: code === "1" ? (i % 4 ? "yes" : "no") : null,
        score: code === "2" ? null : i % 11,
      },
    ]),
  ),
}));

let study: AskedStudy;
let plain: AskedStudy;
const open = (askedIn?: Record<string, string[]>): Promise<AskedStudy> =>
  openAskedStudy(
    async (root) => {
      const folder = join(root, "import");
      await writeImported(folder, WAVES, VARIABLES, people);
      return { slug: "panel", folder, waves: WAVES, variables: VARIABLES, ...(askedIn && { askedIn }) };
    },
    { rules: RULES, rareCode: 30 },
  );
beforeAll(async () => {
  study = await open({ work: ["1", "3"], score: ["1", "3"], home: ["1", "2", "3"] });
  plain = await open();
});
afterAll(() => Promise.all([study?.close(), plain?.close()]));

const is = (name: string, ...list: string[]) => ({ is: { variable: { name }, in: list } });
const wave = { wave: true };
const marks = (cells: readonly ProtectedCell[]) =>
  cells.map(({ notAsked, withheld, value }) => (notAsked ? "–" : withheld ? "withheld" : typeof value));

describe("a wave in which a variable was not asked", () => {
  it("is a dash for what is told of it, and not for what too few said", async () => {
    expect(marks(await study.ask({ measure: { share: is("work", "yes") }, by: [wave] }))).toEqual([
      "number",
      "–",
      "withheld",
    ]);
    expect(marks(await study.ask({ measure: { mean: { name: "score" } }, by: [wave] }))).toEqual([
      "number",
      "–",
      "number",
    ]);
  });

  it("is a dash for its codes; how many have no value stays a number", async () => {
    const cells = await study.ask({ measure: { count: true }, by: [wave, { variable: { name: "work" } }] });
    // yes, no, left empty, by wave
    expect(marks(cells)).toEqual([
      "number",
      "number",
      "withheld",
      "–",
      "–",
      "number",
      "withheld",
      "withheld",
      "number",
    ]);
    const dashes = cells.filter(({ notAsked }) => notAsked);
    for (const { value, count, missing, low, high } of dashes)
      expect([value, count, missing, low, high]).toEqual([null, null, null, null, null]);
  });

  it("is declared, never seen in the data: without a declaration the same data are withheld", async () => {
    expect(marks(await plain.ask({ measure: { share: is("work", "yes") }, by: [wave] }))).toEqual([
      "number",
      "withheld",
      "withheld",
    ]);
  });

  it("adds nothing where waves are added up: no draw of a wave in which nobody was asked", async () => {
    const width = ([cell]: readonly ProtectedCell[]) => (cell?.high ?? NaN) - (cell?.low ?? NaN);
    const asked = { measure: { count: true }, where: is("work", "yes", "no") };
    expect(width(await study.ask(asked))).toBeLessThan(width(await plain.ask(asked)));
  });

  it("keeps what was asked in every wave as it is", () => {
    expect(study.manifest.variables.map(({ name, askedIn }) => [name, askedIn])).toEqual([
      ["sex", undefined],
      ["home", undefined],
      ["work", [0, 2]],
      ["score", [0, 2]],
    ]);
  });
});

describe("what the routing of a questionnaire makes impossible", () => {
  const places = declare("place", {
    type: "CATEGORICAL",
    level: "PERSON_WAVE",
    role: "ANSWER",
    categories: codes("own", "family", "none"),
  });
  let routed: AskedStudy;
  /** In wave 1 whoever has no place was not asked about work. */
  beforeAll(async () => {
    const asked = Array.from({ length: 300 }, (_, i): ImportedPerson => {
      const place = ["own", "family", "none"][i % 3] ?? null;
      const said = { place, home: i % 2 ? "yes" : "no", work: place === "none" ? null : i % 4 < 2 ? "yes" : "no" };
      return { person: `p${i}`, values: {}, waves: { "1": said, "2": said } };
    });
    const variables = [places, ...VARIABLES.slice(1, 3)];
    routed = await openAskedStudy(
      async (root) => {
        const folder = join(root, "import");
        await writeImported(folder, WAVES.slice(0, 2), variables, asked);
        const ruledOut = { "1": [{ variable: "work", given: "place", codes: ["none"], missing: ["EMPTY"] }] };
        return { slug: "routed", folder, waves: WAVES.slice(0, 2), variables, ruledOut };
      },
      { rules: RULES, rareCode: 30 },
    );
  });
  afterAll(() => routed?.close());

  const inWave = (code: string) => ({ waves: { from: code, to: code } });
  const place = { variable: { name: "place" } };

  it("is a dash in the waves in which it was so; what is possible and what has no value stay as they are", async () => {
    const table = { measure: { count: true }, by: [place, { variable: { name: "work" } }] };
    // work yes, no, empty; of own, family, none, empty
    const possible = ["number", "number", "withheld", "number", "number", "withheld"];
    const noPlace = ["–", "–", "withheld", "–", "–", "withheld"];
    expect(marks(await routed.ask({ ...table, ...inWave("1") }))).toEqual([...possible, ...noPlace]);
    expect(marks(await routed.ask({ ...table, ...inWave("2") }))).not.toContain("–");
  });

  it("is a dash for what is told of those who were not asked, and hides nothing else to protect it", async () => {
    const share = { measure: { share: is("work", "yes") }, by: [place] };
    expect(marks(await routed.ask({ ...share, ...inWave("1") }))).toEqual(["number", "number", "–", "–"]);
    expect(marks(await routed.ask({ ...share, ...inWave("2") }))).toEqual([
      "number",
      "withheld",
      "withheld",
      "withheld",
    ]);
  });

  it("changes no figure of what is asked without the other", async () => {
    const shares = await routed.ask({ measure: { share: is("work", "yes") }, by: [wave] });
    const ofHome = await routed.ask({ measure: { share: is("work", "yes") }, by: [{ variable: { name: "home" } }] });
    expect([...marks(shares), ...marks(ofHome).slice(0, 2)]).toEqual(["number", "number", "number", "number"]);
  });
});

describe("where it is declared", () => {
  let house: TestServices;
  beforeAll(async () => {
    house = await makeServices();
  });
  afterAll(() => house?.close());

  it("in the description of an import, which is refused where it names a wave that is none", async () => {
    const rows = [1, 2].flatMap((at) => Array.from({ length: 40 }, (_, i) => `p${i},${at},yes,${at === 1 ? "a" : ""}`));
    const field = { name: "once", type: "string", categories: ["a", "b"], role: "answer" };
    const bringIn = async (name: string, waves: unknown[]) =>
      house.steps.study.importStudy(
        await writePackage({
          ...studyPackage({ name, title: name, fields: [{ ...field, waves }], rows }),
        }),
      );
    await expect(bringIn("wrong", [1, 7])).rejects.toMatchObject({
      problems: [{ code: "WAVES_DIFFER", field: "once" }],
    });
    const { studyId } = await bringIn("once", [1]);
    const imported = await house.steps.study.latestImport(studyId);
    expect(imported?.askedIn).toEqual({ once: ["1"] });
    const current = await house.steps.snapshot.current(studyId);
    if (current === null) return expect.unreachable("it was frozen");
    const { manifest } = await house.steps.snapshot.open(current);
    expect(manifest.variables.find(({ name }) => name === "once")?.askedIn).toEqual([0]);
  });
});
