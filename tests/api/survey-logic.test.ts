import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSurveyStep, type RespondentHolder, type SurveyStep } from "../../api/flow/survey/survey.ts";
import type { QuestionDraft, SurveyDraft } from "../../schema/survey.ts";
import { seededChance, stillClock, stillSecret } from "../testkit/chance.ts";
import { makeTestDatabase, type TestDatabase } from "../testkit/postgres.ts";
import { PROMISED, PUBLIC_URL, secretIn } from "./survey-questionnaire.ts";

/*
 * Who is asked what, and what is sent of it: the phone may say what it likes, the server goes by the version's logic.
 */

const written = (nl: string, en?: string) => ({ nl, en });
const number = (id: string, extra: Partial<QuestionDraft> = {}): QuestionDraft => ({
  id,
  kind: "NUMBER",
  text: written(`Hoeveel ${id}?`),
  variable: id,
  number: { minimum: -10_000, maximum: 10_000, integer: true },
  ...extra,
});

const QUESTIONS: QuestionDraft[] = [
  number("income"),
  {
    id: "home",
    kind: "SINGLE",
    text: written("Waar woon je?"),
    variable: "home",
    required: true,
    options: [
      { code: "own", label: written("Op mezelf", "On my own") },
      { code: "family", label: written("Bij familie", "With family") },
    ],
  },
  number("rent", {
    required: true,
    relevance: { text: "${home} = 'own'" },
    constraint: {
      holds: { text: ". >= 0 and . <= ${income}" },
      message: written("De huur past niet bij wat je krijgt.", "The rent does not fit what you get."),
    },
  }),
  {
    id: "helpers",
    kind: "MULTIPLE",
    text: written("Wie helpt?"),
    variable: "helpers",
    relevance: { text: "answered(${rent})" },
    options: [{ code: "mentor", label: written("Mentor") }],
  },
  {
    id: "left",
    kind: "CALCULATION",
    text: written("Wat overblijft"),
    variable: "left",
    number: { minimum: -20_000, maximum: 20_000, integer: true },
    calculation: { text: "${income} - coalesce(${rent}, 0)" },
  },
  {
    id: "moved",
    kind: "CALCULATION",
    text: written("Verhuisd"),
    variable: "moved",
    relevance: { text: "answered(${last.home})" },
    calculation: { text: "${last.home} != ${home}" },
  },
  {
    id: "why",
    kind: "TEXT",
    text: written("Eerst {last.home}, nu {home}. Waarom?"),
    variable: "why",
    relevance: { text: "${moved}" },
  },
];

const DRAFT: SurveyDraft = { title: written("Wonen"), consent: written("Mag het?"), questions: QUESTIONS };

let test: TestDatabase;
let survey: SurveyStep;
let studyId: string;
let surveyId: string;
const clock = stillClock();
const fieldings: Record<string, string> = {};

beforeAll(async () => {
  test = await makeTestDatabase();
  const chance = seededChance("logic");
  survey = createSurveyStep({ database: test.database, clock, chance, publicUrl: PUBLIC_URL, secret: stillSecret });
  ({ id: studyId } = await test.database.study.create({ data: { slug: "s", title: "S", createdAt: clock() } }));
  ({ id: surveyId } = await survey.createSurvey({ ...DRAFT, study: "s", slug: "wonen" }));
  await survey.publishSurvey(surveyId);
  for (const wave of ["1", "2"])
    ({ id: fieldings[wave] = "" } = await survey.fieldSurvey({
      surveyId,
      wave,
      waveLabel: wave,
      promisedOn: PROMISED,
    }));
});
afterAll(() => test.drop());

const begin = async (participant: string, wave = "1"): Promise<RespondentHolder> => {
  const [made] = await survey.createInvitations({ fieldingId: fieldings[wave] ?? "", participants: [participant] });
  const { holder } = await survey.openInvitation(secretIn(made?.link));
  await survey.giveConsent(holder, true);
  return holder;
};

const fillIn = async (holder: RespondentHolder, answers: Record<string, unknown>): Promise<void> => {
  for (const [question, value] of Object.entries(answers)) await survey.saveAnswer(holder, question, value);
};

const kept = async (holder: RespondentHolder): Promise<Record<string, unknown>> => {
  const rows = await test.database.answer.findMany({
    where: { response: { invitationId: holder.invitationId } },
    select: { questionId: true, value: true },
  });
  return Object.fromEntries(rows.map(({ questionId, value }) => [questionId, value]));
};

const own = async (holder: RespondentHolder): Promise<Record<string, unknown>> =>
  Object.fromEntries(
    ((await survey.respondent(holder))?.answers ?? []).map(({ question, value }) => [question, value]),
  );

const frozen = async (participant: string, wave: string): Promise<Record<string, unknown> | undefined> => {
  for await (const rows of survey.answersOf(studyId, new Date(clock().getTime() + 1)))
    for (const row of rows) if (row.pseudonym === participant && row.wave === wave) return row.values;
  return undefined;
};

const NOT_ASKED = { missing: "NOT_ASKED" };

describe("a question that is hidden", () => {
  it("keeps its answer for coming back, and is sent as not asked", async () => {
    const holder = await begin("hidden");
    await fillIn(holder, { income: 900, home: "own", rent: 400, helpers: ["mentor"] });
    await survey.saveAnswer(holder, "home", "family");
    expect(await own(holder)).toMatchObject({ rent: 400 });
    await survey.sendResponse(holder);
    expect(await kept(holder)).toEqual({
      income: 900,
      home: "family",
      rent: NOT_ASKED,
      helpers: NOT_ASKED,
      left: 900,
      moved: NOT_ASKED,
      why: NOT_ASKED,
    });
    expect(await own(holder)).toEqual({ income: 900, home: "family" });
    expect(await frozen("hidden", "1")).toEqual({
      income: 900,
      home: "family",
      rent: NOT_ASKED,
      "helpers.mentor": NOT_ASKED,
      left: 900,
      moved: NOT_ASKED,
      why: NOT_ASKED,
    });
    const said = await survey.answersBy(holder);
    expect(said.map(({ question }) => question.id)).toEqual(["income", "home"]);
  });

  it("needs no answer, and needs one once it is asked", async () => {
    const holder = await begin("needed");
    await survey.saveAnswer(holder, "home", "own");
    await expect(survey.sendResponse(holder)).rejects.toMatchObject({ code: "ANSWERS_MISSING", at: ["rent"] });
    await survey.saveAnswer(holder, "home", "family");
    await survey.sendResponse(holder);
    expect((await survey.respondent(holder))?.sentAt).not.toBeNull();
  });

  it("stays apart from one that was left empty", async () => {
    const holder = await begin("empty");
    await fillIn(holder, { home: "own", rent: 0 });
    await survey.sendResponse(holder);
    const values = await frozen("empty", "1");
    expect(values).toMatchObject({ rent: 0, moved: NOT_ASKED });
    // Income was asked and skipped, so what is left cannot be told; nobody is said not to have been asked.
    expect(values).not.toHaveProperty("income");
    expect(values).not.toHaveProperty("left");
    const { missingCodes } = await test.database.variable.findFirstOrThrow({
      where: { studyId, name: "rent" },
      select: { missingCodes: true },
    });
    expect(missingCodes).toMatchObject([{ code: "NOT_ASKED", label: "Niet gevraagd" }]);
  });

  it("sent a second time changes nothing", async () => {
    const holder = await begin("again");
    await fillIn(holder, { home: "family", rent: 3 });
    await survey.sendResponse(holder);
    const before = await kept(holder);
    await survey.sendResponse(holder);
    expect(await kept(holder)).toEqual(before);
  });
});

describe("a constraint", () => {
  it("on the answer alone is refused at once, in the maker's words", async () => {
    const holder = await begin("alone");
    await expect(survey.saveAnswer(holder, "rent", -1)).rejects.toMatchObject({
      code: "ANSWER_REFUSED",
      text: { nl: "De huur past niet bij wat je krijgt.", en: "The rent does not fit what you get." },
      at: ["rent"],
    });
    expect(await kept(holder)).toEqual({});
  });

  it("beside other answers is refused when all is sent, in whatever order they came in", async () => {
    const holder = await begin("beside");
    await fillIn(holder, { rent: 500, home: "own", income: 300 });
    await expect(survey.sendResponse(holder)).rejects.toMatchObject({ code: "ANSWER_REFUSED", at: ["rent"] });
    expect((await survey.respondent(holder))?.sentAt).toBeNull();
    await survey.saveAnswer(holder, "income", 700);
    await survey.sendResponse(holder);
    expect(await kept(holder)).toMatchObject({ rent: 500, left: 200 });
  });

  it("on a hidden question, or on one without an answer to compare with, holds", async () => {
    const hidden = await begin("held");
    await fillIn(hidden, { income: 1, rent: 500, home: "family" });
    await survey.sendResponse(hidden);
    const alone = await begin("nothing to compare with");
    await fillIn(alone, { rent: 500, home: "own" });
    await survey.sendResponse(alone);
    expect(await kept(alone)).toMatchObject({ rent: 500 });
  });
});

describe("what is computed", () => {
  it("is not anybody's to say", async () => {
    const holder = await begin("cheat");
    await expect(survey.saveAnswer(holder, "left", 5)).rejects.toMatchObject({ code: "QUESTION_UNKNOWN" });
  });
});

describe("what was said last time", () => {
  const last = async (holder: RespondentHolder) =>
    (await survey.respondent(holder))?.last.map(({ variable, value }) => [variable, value]);

  it("comes along for the one who said it, as far as the version uses it", async () => {
    const first = await begin("mover");
    await fillIn(first, { income: 1_000, home: "own", rent: 100 });
    expect(await last(first)).toEqual([]);
    await survey.sendResponse(first);

    const second = await begin("mover", "2");
    expect(await last(second)).toEqual([["home", "own"]]);
    expect(await last(await begin("stranger", "2"))).toEqual([]);
    await fillIn(second, { home: "family", why: "Te duur." });
    await survey.sendResponse(second);
    expect(await kept(second)).toMatchObject({ moved: true, why: "Te duur." });
    expect(await frozen("mover", "2")).toMatchObject({ moved: "true", why: "Te duur." });
    expect(await last(second)).toEqual([]);
  });

  it("is hidden until there is a yes, and gone with a no to what it was said in", async () => {
    const first = await begin("no longer");
    await fillIn(first, { home: "family" });
    await survey.sendResponse(first);
    const [made] = await survey.createInvitations({
      fieldingId: fieldings["2"] ?? "",
      participants: ["no longer"],
    });
    const { holder } = await survey.openInvitation(secretIn(made?.link));
    expect(await last(holder)).toEqual([]);
    await survey.giveConsent(holder, true);
    expect(await last(holder)).toEqual([["home", "family"]]);
    await survey.giveConsent(first, false);
    expect(await last(holder)).toEqual([]);
  });
});

describe("publishing", () => {
  it("refuses logic that cannot be, and says where; the draft tells of everything", async () => {
    const questions = structuredClone(QUESTIONS);
    questions[1]!.relevance = { text: "${rent} > 3" };
    questions[2]!.relevance = { text: "${hoem} = 'own'" };
    const draft = await survey.createSurvey({ ...DRAFT, questions, study: "s", slug: "fout" });
    await expect(survey.publishSurvey(draft.id)).rejects.toMatchObject({ at: ["questions", "1", "relevance"] });
    const problems = await survey.draftProblems(draft);
    expect(problems.map(({ code, at }) => [code, at?.join(".")])).toEqual(
      expect.arrayContaining([
        ["LOGIC_LATER_QUESTION", "questions.1.relevance"],
        ["LOGIC_UNKNOWN_NAME", "questions.2.relevance"],
        ["VARIABLE_TAKEN", "questions.0.variable"],
      ]),
    );
    expect(await survey.versionsOf([draft.id])).toEqual([]);
  });

  it("a formula that cannot be read is no draft", async () => {
    const questions = structuredClone(QUESTIONS);
    questions[2]!.relevance = { text: "${home} = " };
    await expect(survey.updateSurvey(surveyId, { questions })).rejects.toMatchObject({
      code: "SURVEY_INVALID",
      at: ["questions", "2", "relevance"],
      text: { nl: "Hier ontbreekt iets. (teken 11)" },
    });
  });
});
