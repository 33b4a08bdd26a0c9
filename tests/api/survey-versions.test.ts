import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QuestionDraft } from "../../schema/survey.ts";
import { definitionSchema } from "../../schema/survey.ts";
import { changesBetween } from "../../schema/survey-change.ts";
import { fieldQuestionnaire, PROMISED, questionnaire, type Survey } from "./survey-questionnaire.ts";

const changed = (change: (questions: QuestionDraft[]) => void): QuestionDraft[] => {
  const questions = structuredClone(questionnaire.questions);
  change(questions);
  return questions;
};

const shown = (change: (questions: QuestionDraft[]) => void) =>
  changesBetween(
    definitionSchema.parse(questionnaire),
    definitionSchema.parse({ ...questionnaire, questions: changed(change) }),
  ).map(({ kind, question, from, to, before, after }) => [
    kind,
    question?.id,
    from,
    to,
    before?.nl ?? null,
    after?.nl ?? null,
  ]);

const EXTRA: QuestionDraft = { id: "extra", kind: "TEXT", text: { nl: "Nog iets?" }, variable: "extra" };

describe("what changed between two versions", () => {
  it.each<[string, (questions: QuestionDraft[]) => void, unknown[]]>([
    ["nothing", () => {}, []],
    ["a question more", (q) => q.splice(1, 0, EXTRA), [["ADDED", "extra", null, 2, null, "Nog iets?"]]],
    ["a question less", (q) => q.splice(1, 1), [["REMOVED", "helpers", 2, null, "Bij wie kun je terecht?", null]]],
    ["one question moved to the end", (q) => q.push(...q.splice(0, 1)), [["MOVED", "home", 1, 5, null, null]]],
    ["one question moved to the front", (q) => q.unshift(...q.splice(4, 1)), [["MOVED", "say", 5, 1, null, null]]],
    [
      "other words",
      ([home]) => (home!.text.nl = "Waar woon je nu?"),
      [["WORDING", "home", 1, 1, "Waar woon je?", "Waar woon je nu?"]],
    ],
    [
      "options",
      ([home]) => (home!.options = [{ code: "new", label: { nl: "Anders" } }, ...home!.options!.slice(1)]),
      [
        ["OPTION_REMOVED", "home", 1, 1, "Op mezelf", null],
        ["OPTION_ADDED", "home", 1, 1, null, "Anders"],
      ],
    ],
    ["options in another order", ([home]) => home!.options!.reverse(), [["OPTIONS_MOVED", "home", 1, 1, null, null]]],
    [
      "what an option is called",
      ([home]) => (home!.options![0]!.label.nl = "Alleen"),
      [["OPTION_WORDING", "home", 1, 1, "Op mezelf", "Alleen"]],
    ],
    [
      "logic",
      ([, helpers]) => (helpers!.relevance = { text: "${home}='own'" }),
      [["RELEVANCE", "helpers", 2, 2, null, "${home} = 'own'"]],
    ],
    [
      "limits, kind, need and variable",
      (q) => Object.assign(q[3]!, { number: { minimum: 0, maximum: 9 }, required: true, variable: "money" }),
      [
        ["LIMITS", "income", 4, 4, null, null],
        ["REQUIRED", "income", 4, 4, null, null],
        ["VARIABLE", "income", 4, 4, "income", "money"],
      ],
    ],
    ["the id alone, which nobody sees", ([home]) => (home!.id = "house"), []],
  ])("shows %s", (_name, change, changes) => expect(shown(change)).toEqual(changes));
});

describe("publishing a change", () => {
  let house: Survey;
  let people = 0;
  beforeAll(async () => {
    house = await fieldQuestionnaire("versions");
  });
  afterAll(() => house.test.drop());

  const publish = async (change: (questions: QuestionDraft[]) => void) => {
    await house.survey.updateSurvey(house.surveyId, { questions: changed(change) });
    return house.survey.publishSurvey(house.surveyId);
  };
  const choose = async (home: string) => {
    const [secret = ""] = await house.invite(`person-${people++}`);
    const { holder } = await house.survey.openInvitation(secret);
    await house.survey.giveConsent(holder, true);
    await house.survey.saveAnswer(holder, "home", home);
  };
  const variable = (name: string) =>
    house.test.database.variable.findFirstOrThrow({
      where: { studyId: house.studyId, name },
      select: { id: true, label: true, labelEn: true, categories: true, missingCodes: true },
    });

  it("of words keeps the variable, and notes from which wave on", async () => {
    const before = await variable("home");
    const text = { nl: "Waar woon je nu?", en: "Where do you live now?" };
    const version = await publish(([home]) => {
      home!.text = text;
      home!.options![0]!.label.en = "First";
    });
    await house.survey.fieldSurvey({
      surveyId: house.surveyId,
      wave: "2",
      waveLabel: "Tweede meting",
      promisedOn: PROMISED,
    });
    const [first, ...others] = before.categories as { code: string; label: string }[];
    expect(await variable("home")).toEqual({
      ...{ ...before, label: text.nl, labelEn: text.en },
      categories: [{ ...first, labelEn: "First" }, ...others],
    });
    expect(await house.survey.changesIn(version, 1)).toMatchObject([{ kind: "WORDING" }, { kind: "OPTION_WORDING" }]);
    const rewordings = await house.survey.rewordings(house.studyId);
    expect(
      rewordings.map(({ variable: name, wordings }) => [
        name,
        wordings.map(({ text, version: number, waves }) => [text.nl, number, waves.map(({ code }) => code)]),
      ]),
    ).toEqual([
      [
        "home",
        [
          ["Waar woon je?", 1, ["1"]],
          ["Waar woon je nu?", 2, ["2"]],
        ],
      ],
    ]);
  });

  it("of an option more, or of being asked of some only, gives the variable more that can be", async () => {
    await publish(([home, , heard]) => {
      home!.options!.push({ code: "street", label: { nl: "Op straat" } });
      heard!.relevance = { text: "${home} != 'street'" };
    });
    expect((await variable("home")).categories).toMatchObject([
      { code: "own" },
      { code: "family" },
      { code: "street" },
    ]);
    expect((await variable("heard")).missingCodes).toMatchObject([{ code: "NOT_ASKED" }]);
  });

  it("of an option less stands while nobody chose it, and the variable still knows it", async () => {
    await choose("own");
    const version = await publish(([home]) =>
      home!.options!.splice(1, 1, { code: "street", label: { nl: "Op straat" } }),
    );
    expect(version.definition.questions[0]?.options.map(({ code }) => code)).toEqual(["own", "street"]);
    expect((await variable("home")).categories).toMatchObject([
      { code: "own" },
      { code: "family" },
      { code: "street" },
    ]);
    await expect(
      publish(([home]) => home!.options!.splice(0, 1, { code: "street", label: { nl: "Op straat" } })),
    ).rejects.toMatchObject({
      code: "OPTION_ANSWERED",
      at: ["questions", "0", "options"],
      text: { nl: expect.stringContaining("‘Op mezelf’") },
    });
  });

  it("of what a code is called is another meaning", async () => {
    await expect(publish(([home]) => (home!.options![0]!.label.nl = "In een gezin"))).rejects.toMatchObject({
      code: "VARIABLE_CHANGED",
      at: ["questions", "0", "variable"],
      text: { nl: expect.stringContaining("Het antwoord own was ‘Op mezelf’.") },
    });
    const version = await publish(([home]) =>
      Object.assign(home!, {
        variable: "home_now",
        options: [{ code: "own", label: { nl: "A" } }, ...home!.options!.slice(1)],
      }),
    );
    expect(version.definition.questions[0]?.variable).toBe("home_now");
  });
});
