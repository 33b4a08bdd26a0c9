import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAnswer } from "../../schema/answer.ts";
import { definitionSchema, type Question, type QuestionDraft } from "../../schema/survey.ts";
import { checkDraft } from "../../api/flow/survey/questionnaire/definition.ts";
import type { WrittenQuestion } from "../../schema/kinds/composed.ts";
import { questionVariables, variableValues } from "../../api/flow/survey/survey.ts";
import { makeFreezer } from "../testkit/freezer.ts";

const said = (nl: string) => ({ nl });
const options = (...codes: string[]) => codes.map((code) => ({ code, label: said(code) }));

const parse = (draft: QuestionDraft) =>
  definitionSchema.safeParse({ title: said("T"), consent: said("C"), questions: [draft] });
const question = (kind: Question["kind"], parts: Partial<QuestionDraft>): Question => {
  const { data } = parse({ id: "q", kind, text: said("Q"), variable: "q", ...parts });
  return data?.questions[0] ?? expect.unreachable();
};

describe("a definition is refused", () => {
  const refused: [string, QuestionDraft["kind"], Partial<QuestionDraft>, string, string][] = [
    [
      "an option of one answer that excludes",
      "SINGLE",
      { options: [{ code: "a", label: said("a"), excludes: true }, ...options("b")] },
      "options.0.excludes",
      "not_for_this_kind",
    ],
    ["a ranking of one", "RANKING", { options: options("a") }, "options", "too_few_options"],
    [
      "two faces",
      "SCALE",
      { scale: { minimum: 1, maximum: 2, low: said("l"), high: said("h"), faces: true } },
      "scale.faces",
      "number_of_faces",
    ],
    ["a date without limits", "DATE", {}, "days", "missing"],
    [
      "a day that does not exist",
      "DATE",
      { days: { from: "2025-02-30", to: "2026-01-01" } },
      "days.from",
      "no_such_day",
    ],
    ["days that run back", "MONTH", { days: { from: "2026-01-01", to: "2025-01-01" } }, "days.to", "not_above_minimum"],
    ["a statement that must be answered", "STATEMENT", { required: true }, "required", "not_for_this_kind"],
    ["a statement that offers not to say", "STATEMENT", { ratherNotSay: true }, "ratherNotSay", "not_for_this_kind"],
    ["a short number", "NUMBER", { number: { minimum: 0, maximum: 1 }, short: true }, "short", "not_for_this_kind"],
  ];
  it.each(refused)("with %s", (_, kind, parts, path, message) => {
    const { error } = parse({ id: "q", kind, text: said("Q"), variable: "q", ...parts });
    expect(error?.issues.map((issue) => [issue.path.slice(2).join("."), issue.message])).toContainEqual([
      path,
      message,
    ]);
  });
});

describe("an answer", () => {
  const choices = question("MULTIPLE", {
    options: [...options("a", "b"), { code: "none", label: said("none"), excludes: true }],
    dontKnow: true,
  });
  const ranked = question("RANKING", { options: options("a", "b", "c") });
  const day = question("DATE", { days: { from: "2020-01-01", to: "2020-12-31" } });
  const inMonth = question("MONTH", { days: { from: "2020-01-15", to: "2020-12-31" } });

  const kept: [string, Question, unknown, unknown][] = [
    ["what excludes, alone", choices, ["none"], ["none"]],
    ["a reason that is offered", choices, { missing: "DONT_KNOW" }, { missing: "DONT_KNOW" }],
    ["only the reason of what was sent", choices, { missing: "DONT_KNOW", name: "x" }, { missing: "DONT_KNOW" }],
    ["an order, as it was given", ranked, ["c", "a"], ["c", "a"]],
    ["no order as nothing", ranked, [], null],
    ["a day", day, 18_262, 18_262],
    ["the month that the first day lies in", inMonth, 18_262, 18_262],
  ];
  it.each(kept)("keeps %s", (_, asked, value, expected) => {
    expect(checkAnswer(asked, value)).toEqual({ ok: true, value: expected });
  });

  const refused: [string, Question, unknown, string][] = [
    ["what excludes beside another", choices, ["a", "none"], "ANSWER_OUT_OF_RANGE"],
    ["a reason that is not offered", choices, { missing: "RATHER_NOT_SAY" }, "ANSWER_OUT_OF_RANGE"],
    ["a reason that only the house gives", choices, { missing: "NOT_ASKED" }, "ANSWER_OUT_OF_RANGE"],
    ["an answer twice in an order", ranked, ["a", "a"], "ANSWER_OUT_OF_RANGE"],
    ["an order of only some, where all are needed", { ...ranked, required: true }, ["a"], "ANSWER_OUT_OF_RANGE"],
    ["a day outside the limits", day, 18_261, "ANSWER_OUT_OF_RANGE"],
    ["half a day", day, 18_262.5, "ANSWER_WRONG_KIND"],
    ["another day of the month", inMonth, 18_263, "ANSWER_WRONG_KIND"],
    ["anything to a statement", question("STATEMENT", {}), "x", "ANSWER_WRONG_KIND"],
  ];
  it.each(refused)("refuses %s", (_, asked, value, code) => {
    expect(checkAnswer(asked, value)).toMatchObject({ ok: false, code });
  });
});

describe("what is written as one question", () => {
  const life = { id: "life", text: said("Hoe is het?"), variable: "life" } as const;
  const lines = [{ code: "one", label: said("Een") }];

  it("is asked as several, which stand together", () => {
    const { questions } = checkDraft({
      title: said("T"),
      consent: said("C"),
      questions: [{ ...life, kind: "LIFE_DOMAINS", why: said("Waarom?") }],
    });
    expect(questions.map(({ id, kind, stem }) => [id, kind, stem?.nl]).slice(0, 3)).toEqual([
      ["life-support", "SINGLE", "Hoe is het?"],
      ["life-support-why", "TEXT", "Steun van mensen om je heen"],
      ["life-housing", "SINGLE", "Hoe is het?"],
    ]);
    expect(questions).toHaveLength(10);
  });

  const refused: [string, Partial<WrittenQuestion> & Pick<WrittenQuestion, "kind">, string[]][] = [
    ["a matrix of nothing", { kind: "MATRIX", options: options("a", "b") }, ["questions", "1", "lines"]],
    [
      "a line twice",
      { kind: "MATRIX", options: options("a", "b"), lines: [...lines, ...lines] },
      ["questions", "1", "lines", "1", "code"],
    ],
    ["lines of something else", { kind: "TEXT", lines }, ["questions", "1", "lines"]],
    ["a matrix without answers", { kind: "MATRIX", lines }, ["questions", "1", "options"]],
    ["why nothing is asked", { kind: "STATEMENT", why: said("Waarom?") }, ["questions", "1", "why"]],
  ];
  it.each(refused)("is refused at its own place: %s", (_, parts, at) => {
    const questions: WrittenQuestion[] = [
      { ...life, kind: "LIFE_DOMAINS" },
      { id: "q", text: said("Q"), variable: "q", ...parts },
    ];
    let problem: unknown;
    try {
      checkDraft({ title: said("T"), consent: said("C"), questions });
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({ code: "SURVEY_INVALID", at });
  });
});

describe("in the snapshot", () => {
  let freezer: Awaited<ReturnType<typeof makeFreezer>>;
  beforeAll(async () => {
    freezer = await makeFreezer();
  });
  afterAll(() => freezer.remove());

  it("not knowing, not saying and leaving empty are kinds of their own", async () => {
    const home = question("SINGLE", {
      variable: "home",
      options: options("own", "other"),
      dontKnow: true,
      ratherNotSay: true,
    });
    const since = question("DATE", {
      variable: "since",
      days: { from: "2020-01-01", to: "2020-12-31" },
      ratherNotSay: true,
    });
    const row = (pseudonym: string, ...answers: [Question, Parameters<typeof variableValues>[1]][]) => ({
      pseudonym,
      wave: "1",
      values: Object.assign({}, ...answers.map(([asked, answer]) => variableValues(asked, answer))),
    });
    const { manifest, takeAway } = await freezer.freeze(
      {
        waves: [{ code: "1", label: "1" }],
        variables: [],
        persons: [],
        survey: {
          variables: [home, since].flatMap(questionVariables),
          roster: ["a", "b", "c", "d"],
          rows: [
            [
              row("a", [home, "other"], [since, 18_300]),
              row("b", [home, { missing: "DONT_KNOW" }], [since, { missing: "RATHER_NOT_SAY" }]),
              row("c", [home, { missing: "RATHER_NOT_SAY" }]),
            ],
          ],
        },
      },
      { rules: { rareCode: 0 } },
    );
    expect(manifest.variables.map(({ type, missingCodes }) => [type, missingCodes.map(({ code }) => code)])).toEqual([
      ["CATEGORICAL", ["DONT_KNOW", "RATHER_NOT_SAY"]],
      ["DATE", ["RATHER_NOT_SAY"]],
    ]);
    expect(manifest.variables[0]?.codings[0]?.missing.map(({ kind, labelEn }) => [kind, labelEn])).toEqual([
      ["EMPTY", undefined],
      ["DONT_KNOW", "I don't know"],
      ["RATHER_NOT_SAY", "I'd rather not say"],
      ["NOT_IN_WAVE", undefined],
    ]);
    // 0 and 1 are the codes, 2 is EMPTY, then the declared reasons; of a date, m1 holds the reason.
    expect(await takeAway("select person, v0, v1, m1 from data where wave is not null order by person")).toEqual([
      { person: "a", v0: 1, v1: 18_300, m1: null },
      { person: "b", v0: 3, v1: null, m1: 1 },
      { person: "c", v0: 4, v1: null, m1: 0 },
    ]);
  });
});
