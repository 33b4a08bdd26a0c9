import { describe, expect, it } from "vitest";
import { fixesFor } from "../../web/features/ask/answer/fixes.ts";
import { headlineOf } from "../../web/features/ask/answer/headline.ts";
import type { CodebookStudy, CodebookVariable } from "../../web/lib/question/codebook.ts";
import { canAverage, canRank, canSplit, codebookOf, roomOf } from "../../web/lib/question/codebook.ts";
import { openPoints } from "../../web/lib/question/open-points.ts";
import type { Cell } from "../../web/lib/question/operations.ts";
import { operationText, variablesText } from "../../web/lib/question/print.ts";
import type { Question } from "../../web/lib/question/question.ts";
import { isAskable, questionFromText, questionToText, readQuestion } from "../../web/lib/question/question.ts";
import { questionSentence } from "../../web/lib/question/sentence.ts";

const variable = (name: string, wish: Partial<CodebookVariable>): CodebookVariable => ({
  name,
  label: name,
  type: "CATEGORICAL",
  level: "PERSON_WAVE",
  role: "ANSWER",
  concept: null,
  unit: null,
  categories: [],
  bandings: [],
  ...wish,
});

const codes = (...all: string[]) => all.map((code) => ({ code, label: `${code}!` }));

const study: CodebookStudy = {
  slug: "one",
  title: "One",
  waves: codes("1", "2", "3"),
  variables: [
    variable("home", { label: "Home", categories: codes("stable", "not") }),
    variable("work", { categories: codes("yes", "no") }),
    variable("mood", { categories: codes("good", "bad") }),
    variable("sex", { role: "BACKGROUND", level: "PERSON", categories: codes("f", "m") }),
    variable("region", { role: "BACKGROUND", level: "PERSON", categories: codes("n", "s") }),
    variable("score", {
      type: "INTEGER",
      unit: "points",
      bandings: [
        { name: "rough", limits: [5] },
        { name: "fine", limits: [1, 2, 3, 4, 5, 6, 7] },
      ],
    }),
    variable("born", {
      type: "DATE",
      level: "PERSON",
      role: "BACKGROUND",
      bandings: [{ name: "year", limits: [0, 365] }],
    }),
    variable("alone", { type: "BOOLEAN" }),
    variable("story", { type: "TEXT" }),
    variable("weight", { type: "NUMBER", role: "WEIGHT", bandings: [{ name: "w", limits: [1] }] }),
  ],
};
const other: CodebookStudy = {
  slug: "two",
  title: "Two",
  waves: codes("2", "3", "4"),
  variables: [
    variable("home", { categories: codes("stable", "not") }),
    variable("sex", { role: "BACKGROUND", level: "PERSON", categories: codes("f", "m", "x") }),
  ],
};
const one = codebookOf([study]);
const both = codebookOf([study, other]);

const stable = { is: { variable: { name: "home" }, in: ["stable"] } };
const asked: Question = {
  studies: ["one"],
  measure: { share: stable },
  by: [{ wave: true }, { variable: { name: "sex" } }],
  where: {
    all: [{ not: { is: { variable: { name: "score", banding: "fine" }, min: 2, max: 5 } } }, { any: [stable, stable] }],
  },
  waves: { from: "2" },
};

describe("a question in an address", () => {
  it("comes back as it went", () => {
    expect(questionFromText(questionToText(asked))).toEqual(asked);
  });

  it("says nothing of what says nothing", () => {
    expect(questionToText({ studies: ["one"], by: [], waves: {}, weighted: false })).toBe('{"studies":["one"]}');
  });

  it("is read from what the API keeps, null for what is left out", () => {
    const kept = { studies: ["one"], measure: { mean: { name: "score", at: null } }, where: null, weighted: null };
    expect(readQuestion(kept)).toEqual({ studies: ["one"], measure: { mean: { name: "score" } } });
  });

  it.each([
    ["no JSON", "{"],
    ["no studies", "{}"],
    ["two measures", '{"studies":["one"],"measure":{"count":true,"retention":true}}'],
    ["an unknown moment", '{"studies":["one"],"by":[{"variable":{"name":"a","at":"LATER"}}]}'],
    ["groups without end", `{"studies":[],"where":${'{"not":'.repeat(50)}{}${"}".repeat(50)}}`],
  ])("is none where it holds %s", (_what, text) => {
    expect(questionFromText(text)).toBeNull();
  });
});

describe("what may be chosen", () => {
  const names = (fits: (offer: CodebookVariable) => boolean) => study.variables.filter(fits).map(({ name }) => name);

  it("splits by codes and bands, never by text or weight", () => {
    expect(names(canSplit)).toEqual(["home", "work", "mood", "sex", "region", "score", "born", "alone"]);
  });

  it("averages numbers only, and ranks those with bands enough", () => {
    expect(names(canAverage)).toEqual(["score"]);
    expect(names(canRank)).toEqual(["score"]);
    expect(canRank(variable("rough", { type: "NUMBER", bandings: [{ name: "b", limits: [1, 2, 3, 4, 5, 6] }] }))).toBe(
      false,
    );
  });

  it("offers for several studies what all of them carry with the same codes, and every wave once", () => {
    expect(both.variables.map(({ name }) => name)).toEqual(["home"]);
    expect(both.waves.map(({ code }) => code)).toEqual(["1", "2", "3", "4"]);
    expect(both.weighted).toBe(false);
    expect(one.weighted).toBe(true);
  });

  it("counts an answer at another wave as another answer, and the same one once", () => {
    const at = (moment: "PREVIOUS" | "SAME") => ({ variable: { name: "home", at: moment } });
    expect(roomOf({ studies: ["one"], measure: { share: stable }, by: [at("SAME")] }, one).answer).toBe(1);
    expect(roomOf({ studies: ["one"], measure: { share: stable }, by: [at("PREVIOUS")] }, one).answer).toBe(2);
  });
});

describe("what is still open", () => {
  it.each<[string, Question, string[]]>([
    ["everything", { studies: [] }, ["STUDY", "MEASURE"]],
    ["the number", { studies: ["one"], measure: { mean: { name: "" } } }, ["MEASURE_VARIABLE"]],
    [
      "the code",
      { studies: ["one"], measure: { share: { is: { variable: { name: "home" }, in: [] } } } },
      ["MEASURE_CONDITION"],
    ],
    ["the wave", { studies: ["one"], measure: { retention: true } }, ["WAVE_NEEDED"]],
    ["the split", { studies: ["one"], measure: { count: true }, by: [{ variable: { name: "" } }] }, ["SPLIT_VARIABLE"]],
    ["the group", { studies: ["one"], measure: { count: true }, where: { any: [stable, { all: [] }] } }, ["CONDITION"]],
    ["the study", { studies: ["one", "two"], measure: { count: true }, by: [{ wave: true }] }, ["STUDY_NEEDED"]],
    [
      "room",
      {
        studies: ["one"],
        measure: { share: stable },
        by: [{ variable: { name: "work" } }, { variable: { name: "mood" } }],
      },
      ["TOO_MANY_VARIABLES"],
    ],
    ["nothing", asked, []],
  ])("%s", (_what, question, points) => {
    expect(openPoints(question, question.studies.length > 1 ? both : one)).toEqual(points);
  });
});

describe("the whole question as a sentence", () => {
  it("says it in Dutch", () => {
    expect(questionSentence(asked, one, "nl")).toBe(
      "Voor welk deel van de mensen geldt: “Home” is stable!, per meting, naar “sex”? " +
        "Alleen mensen voor wie geldt: “score” (in groepen: fine) is niet van 2 points tot 5 points en (“Home” is stable! of “Home” is stable!). " +
        "Vanaf meting 2!. In “One”.",
    );
  });

  it("says it in English", () => {
    expect(questionSentence({ ...asked, where: undefined, weighted: true }, one, "en")).toBe(
      "For what share of people does this hold: “Home” is stable!, per wave, by “sex”? From wave 2!. Weighted. In “One”.",
    );
  });

  it("leaves open what is open, and says a date as a date", () => {
    expect(questionSentence({ studies: [], measure: { mean: { name: "" } } }, one, "en")).toBe(
      "How high is … on average?",
    );
    const where = { is: { variable: { name: "born" }, min: 365 } };
    expect(questionSentence({ studies: [], measure: { count: true }, where }, one, "nl")).toContain(
      "1 januari 1971 of meer",
    );
  });
});

describe("the question as GraphQL", () => {
  it("is the operation of this client, with the question as its variable", () => {
    if (!isAskable(asked)) throw new Error("a measure was chosen");
    expect(operationText()).toMatch(/^query Result\(\$query: ResultQuery!\)/);
    expect(operationText()).toContain("fragment ResultFields on Result");
    expect(JSON.parse(variablesText(asked))).toEqual({ query: asked });
  });
});

describe("what helps against a refusal", () => {
  const ids = (code: Parameters<typeof fixesFor>[0], question: Question) =>
    fixesFor(code, question).map(({ id }) => id);

  it("offers only what changes something", () => {
    expect(ids("TOO_FEW_PERSONS", asked)).toEqual(["DROP_WHERE", "ALL_WAVES"]);
    expect(ids("TOO_FEW_PERSONS", { studies: ["one"], measure: { count: true } })).toEqual([]);
    expect(ids("BUDGET_SPENT", asked)).toEqual([]);
  });

  it("keeps the split by wave that the measure needs", () => {
    const question: Question = {
      studies: ["one"],
      measure: { retention: true },
      by: [{ wave: true }, { variable: { name: "sex" } }],
    };
    expect(fixesFor("TOO_MANY_CELLS", question).map((fix) => fix.question.by)).toEqual([
      [{ wave: true }],
      [{ wave: true }],
    ]);
  });
});

describe("what is seen", () => {
  const cell = (label: string, value: number | null, low = value, high = value, dimension = "sex"): Cell => ({
    keys: [{ dimension, code: label, label, missing: null }],
    value,
    low,
    high,
    count: 100,
    missing: 0,
    withheld: value === null,
    notAsked: false,
    asOf: "2026-03-02T10:00:00.000Z",
  });

  it("is nothing where all is withheld", () => {
    expect(headlineOf([cell("a", null)]).seen).toBe("NOTHING");
  });

  it("is no difference where intervals overlap", () => {
    expect(headlineOf([cell("a", 0.4, 0.3, 0.5), cell("b", 0.45, 0.35, 0.55)]).seen).toBe("ALIKE");
    expect(headlineOf([cell("a", 0.4, 0.38, 0.42), cell("b", 0.5, 0.48, 0.52)]).seen).toBe("APART");
  });

  it("is from first to last over waves, and leaves missing values out", () => {
    const missing = {
      ...cell("?", 0.9, 0.9, 0.9, "wave"),
      keys: [{ dimension: "wave", code: null, label: "?", missing: "EMPTY" }],
    };
    expect(headlineOf([cell("1", 0.4, 0.4, 0.4, "wave"), cell("2", 0.6, 0.6, 0.6, "wave"), missing])).toMatchObject({
      seen: "OVER_TIME",
      fromLabel: "1",
      toLabel: "2",
    });
  });
});
