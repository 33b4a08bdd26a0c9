import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { questionnaire, secretIn } from "./survey-questionnaire.ts";

/** Twenty-four people, two coders, a steward, over HTTP. */

const WRITERS = 24;
const pseudonyms = Array.from({ length: WRITERS }, (_, at) => `writer-${String(at).padStart(2, "0")}`);
const said = (at: number) => (at % 2 === 0 ? `Huis bij Anna ${at}` : `Geld is op ${at}`);

let api: ApiServer;
type Cookie = Record<string, string>;
let ann: Cookie;
let bo: Cookie;
let outsider: Cookie;
let steward: Cookie;
let surveyId: string;
let otherSurveyId: string;
const links: string[] = [];

interface Answered {
  __typename: string;
  [field: string]: unknown;
}

const BOOK = "__typename ... on Codebook { id version themes { code since } } ... on Problem { code path }";
const TEXTS = `__typename ... on TextOpened { total done text { id words themes revision compared quotable place } }
  ... on Problem { code message }`;
const CODED = "__typename ... on TextCoded { revision total done } ... on Problem { code }";

async function ask<T = Answered>(who: Cookie, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { body } = await api.ask<Record<string, T>>(query, { variables, headers: who });
  if (!body.data) throw new Error(JSON.stringify(body.errors));
  return Object.values(body.data)[0] as T;
}

const change = (who: Cookie, id: string, version: number, wanted: object) =>
  ask(
    who,
    `mutation C($id: ID!, $v: Int!, $c: CodebookChangeInput!) { changeCodebook(id: $id, version: $v, change: $c) { ${BOOK} } }`,
    { id, v: version, c: wanted },
  );
const make = (who: Cookie, survey: string, variable: string) =>
  ask(who, `mutation M($s: ID!, $v: String!) { makeCodebook(survey: $s, variable: $v) { ${BOOK} } }`, {
    s: survey,
    v: variable,
  });
const askToCode = (who: Cookie, codebook: string) =>
  ask(who, `mutation A($c: ID!) { askToCode(codebook: $c, purpose: "Thema's zoeken") { ${BOOK} } }`, { c: codebook });
const decideCoder = (who: Cookie, coder: string, decision: string) =>
  ask(
    who,
    `mutation D($c: ID!, $d: CoderDecision!) { decideCoder(coder: $c, decision: $d, reason: "Past bij het doel") { ${BOOK} } }`,
    { c: coder, d: decision },
  );
interface Opened {
  __typename: string;
  code?: string;
  total: number;
  done: number;
  text: {
    id: string;
    words: string;
    themes: string[] | null;
    revision: number;
    compared: boolean;
    place: number;
  } | null;
}
const open = (who: Cookie, codebook: string, go = "NEXT", text?: string) =>
  ask<Opened>(
    who,
    `mutation O($c: ID!, $g: GoToText!, $t: ID) { openText(codebook: $c, go: $g, text: $t) { ${TEXTS} } }`,
    { c: codebook, g: go, t: text },
  );
const code = (who: Cookie, codebook: string, text: string, themes: string[], version: number, revision = 0) =>
  ask(who, `mutation T($c: ID!, $i: CodeTextInput!) { codeText(codebook: $c, input: $i) { ${CODED} } }`, {
    c: codebook,
    i: { text, themes, version, revision },
  });
const coders = async (codebook: string) =>
  (
    await ask<{ coders: { id: string; name: string; status: string; opened: number }[] }>(
      steward,
      "query K($id: ID!) { codebook(id: $id) { coders { id name status opened } } }",
      { id: codebook },
    )
  ).coders;

async function answer(at: number, text = said(at)): Promise<void> {
  const { holder } = await api.steps.survey.openInvitation(links[at] ?? "");
  await api.steps.survey.giveConsent(holder, true);
  for (const [question, value] of [
    ["home", "own"],
    ["heard", 3],
    ["say", text],
  ] as const)
    await api.steps.survey.saveAnswer(holder, question, value);
  await api.steps.survey.sendResponse(holder);
}

let book: string;

beforeAll(async () => {
  api = await startApi();
  [ann, bo, outsider] = await Promise.all(["ann", "bo", "els"].map((name) => name)).then(async (names) => {
    const cookies: Cookie[] = [];
    for (const name of names) cookies.push(await api.signIn(`${name}@instituut.test`, ["RESEARCHER"]));
    return cookies as [Cookie, Cookie, Cookie];
  });
  steward = await api.signIn("steward@instituut.test", ["STEWARD"]);
  await api.test.database.study.create({ data: { slug: "thuis", title: "Thuis", createdAt: api.clock() } });
  const { survey } = api.steps;
  const questions = questionnaire.questions.map((question) =>
    question.kind === "TEXT" ? { ...question, maxLength: 400, ratherNotSay: true } : question,
  );
  surveyId = (await survey.createSurvey({ ...questionnaire, questions, study: "thuis", slug: "hoe-gaat-het" })).id;
  otherSurveyId = (
    await survey.createSurvey({
      ...questionnaire,
      questions: [{ id: "more", kind: "TEXT", text: { nl: "Wat nog?" }, variable: "more" }],
      study: "thuis",
      slug: "nog-iets",
    })
  ).id;
  await survey.publishSurvey(surveyId);
  await survey.publishSurvey(otherSurveyId);
  const promisedOn = new Date("2026-06-01T00:00:00Z");
  const { id: fieldingId } = await survey.fieldSurvey({ surveyId, wave: "1", waveLabel: "Eerste", promisedOn });
  const made = await survey.createInvitations({ fieldingId, participants: pseudonyms });
  links.push(...made.map(({ link }) => secretIn(link)));
  book = (await make(ann, surveyId, "say")).id as string;
});
afterAll(() => api.stop());

describe("a codebook", () => {
  it("is made once for an open question that was published, and for nothing else", async () => {
    expect((await make(bo, surveyId, "say")).id).toBe(book);
    expect(await make(ann, surveyId, "home")).toMatchObject({ code: "OPEN_QUESTION_UNKNOWN" });
    expect(await make(ann, book, "say")).toMatchObject({ code: "OPEN_QUESTION_UNKNOWN" });
  });

  it("changes in versions, each on the one before", async () => {
    const home = { code: "home", label: { nl: "Wonen", en: "Housing" }, when: { nl: "Over een plek om te wonen." } };
    expect(await change(ann, book, 1, { add: home })).toMatchObject({
      version: 2,
      themes: [{ code: "home", since: 2 }],
    });
    expect(await change(bo, book, 1, { add: home })).toMatchObject({ code: "CODEBOOK_CHANGED" });
    expect(await change(ann, book, 2, { add: home })).toMatchObject({ code: "THEME_TAKEN" });
    expect(await change(ann, book, 2, { add: { ...home, code: "Met spatie" } })).toMatchObject({
      code: "CODING_INVALID",
    });
    expect(await change(ann, book, 2, { remove: "nergens" })).toMatchObject({ code: "THEME_UNKNOWN" });
    await change(ann, book, 2, { add: { code: "money", label: { nl: "Geld" } } });
    await change(ann, book, 3, { add: { code: "cash", label: { nl: "Contant" } } });
    await change(ann, book, 4, { add: { code: "spare", label: { nl: "Over" } } });
    expect(await change(ann, book, 5, { word: { ...home, label: { nl: "Een huis" } } })).toMatchObject({ version: 6 });
    expect(await change(ann, book, 6, { order: ["money", "home", "cash"] })).toMatchObject({ code: "THEMES_NOT_ALL" });
    const ordered = await change(ann, book, 6, { order: ["money", "home", "cash", "spare"] });
    expect(ordered).toMatchObject({ version: 7, themes: [{ code: "money" }, { code: "home" }, {}, {}] });
    expect(await change(ann, book, 7, { remove: "spare" })).toMatchObject({ version: 8 });
  });
});

describe("the right to read", () => {
  it("is a steward's to give, and everybody else is told nothing", async () => {
    expect(await open(ann, book)).toMatchObject({ code: "NO_CODER" });
    expect(await open(ann, surveyId)).toMatchObject({ code: "NO_CODER" });
    expect(await askToCode(ann, book)).toMatchObject({ __typename: "Codebook" });
    expect(await askToCode(ann, book)).toMatchObject({ code: "CODER_ALREADY" });
    await askToCode(bo, book);
    const [first, second] = await coders(book);
    expect(await open(ann, book)).toMatchObject({ code: "NO_CODER" });
    expect(await decideCoder(steward, first?.id ?? "", "GRANT")).toMatchObject({ __typename: "Codebook" });
    expect(await decideCoder(steward, first?.id ?? "", "DECLINE")).toMatchObject({ code: "CODER_DECIDED" });
    await decideCoder(steward, second?.id ?? "", "GRANT");
    expect(await open(outsider, book)).toMatchObject({ code: "NO_CODER" });
  });

  it("shows nothing until ten people wrote, so that nobody can guess whose a text is", async () => {
    for (let at = 0; at < 9; at++) await answer(at);
    expect(await open(ann, book)).toMatchObject({ code: "TOO_FEW_TEXTS" });
    await answer(9);
    expect(await open(ann, book)).toMatchObject({ total: 10, done: 0 });
    await answer(10);
    expect(await open(ann, book)).toMatchObject({ total: 10 });
    for (let at = 11; at < WRITERS - 1; at++) await answer(at);
    expect(await open(ann, book)).toMatchObject({ total: WRITERS - 1 });
  });
});

const themesFor = (words: string) => (words.startsWith("Huis") ? ["home"] : ["money"]);

describe("coding", () => {
  it("gives texts alone, in an order of each coder's own that stays", async () => {
    const one = await open(ann, book);
    expect(Object.keys(one.text ?? {}).sort()).toEqual([
      "compared",
      "id",
      "place",
      "quotable",
      "revision",
      "themes",
      "words",
    ]);
    expect(await open(ann, book)).toEqual(one);
    const order = async (who: Cookie) => {
      const ids: string[] = [];
      let at = await open(who, book);
      while (at.text) {
        ids.push(at.text.id);
        at = await open(who, book, "AFTER", at.text.id);
      }
      return ids;
    };
    const [anns, bos] = [await order(ann), await order(bo)];
    expect(anns).toHaveLength(WRITERS - 1);
    expect([...bos].sort()).toEqual([...anns].sort());
    expect(bos).not.toEqual(anns);
    expect(await open(ann, book, "BEFORE", anns[1])).toMatchObject({ text: { id: anns[0], place: 1 } });
  });

  it("refuses what does not belong, by stable codes", async () => {
    const { text } = await open(ann, book);
    const id = text?.id ?? "";
    expect(await code(ann, book, id, ["elders"], 8)).toMatchObject({ code: "THEME_UNKNOWN" });
    expect(await code(ann, book, id, ["home"], 7)).toMatchObject({ code: "CODEBOOK_CHANGED" });
    expect(await code(ann, book, "geen-tekst", ["home"], 8)).toMatchObject({ code: "TEXT_UNKNOWN" });
    expect(await code(outsider, book, id, ["home"], 8)).toMatchObject({ code: "NO_CODER" });
    const other = (await make(ann, otherSurveyId, "more")).id as string;
    await askToCode(ann, other);
    await decideCoder(steward, (await coders(other))[0]?.id ?? "", "GRANT");
    expect(await code(ann, other, id, [], 1)).toMatchObject({ code: "TEXT_UNKNOWN" });
  });

  it("keeps every text once, replayed or not, and never an older save over a newer one", async () => {
    const { text } = await open(ann, book);
    const id = text?.id ?? "";
    expect(await code(ann, book, id, ["cash"], 8)).toMatchObject({ revision: 1, done: 1 });
    expect(await code(ann, book, id, ["cash"], 8)).toMatchObject({ revision: 1, done: 1 });
    expect(await code(ann, book, id, themesFor(text?.words ?? ""), 8, 1)).toMatchObject({ revision: 2, done: 1 });
    expect(await code(ann, book, id, ["cash"], 8, 0)).toMatchObject({ code: "CODING_CHANGED" });
    expect(await open(ann, book, "THIS", id)).toMatchObject({ text: { themes: themesFor(text?.words ?? "") } });
    for (const who of [ann, bo]) {
      for (let next = await open(who, book); next.text; next = await open(who, book)) {
        const found = themesFor(next.text.words);
        // The two differ on one text.
        const chosen = who === bo && next.text.words.endsWith(" 3") ? ["cash"] : found;
        expect((await code(who, book, next.text.id, chosen, 8)).__typename).toBe("TextCoded");
      }
      expect(await open(who, book)).toMatchObject({ text: null, total: WRITERS - 1, done: WRITERS - 1 });
    }
  });

  it("records every opening by name, and never a word", async () => {
    const [first] = await coders(book);
    expect(first?.opened).toBeGreaterThan(WRITERS - 1);
    const openings = await api.test.database.textOpening.findMany();
    expect(JSON.stringify(openings, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
      "Anna",
    );
    expect(api.lines.join("")).not.toContain("Anna");
    const answered = await api.ask(`mutation O($c: ID!) { openText(codebook: $c, go: NEXT) { ${TEXTS} } }`, {
      variables: { c: book },
      headers: ann,
    });
    expect(answered.headers.get("cache-control")).toContain("no-store");
  });
});

describe("two coders", () => {
  const AGREEMENT = `query G($id: ID!) { codebook(id: $id) { differences
    agreement { coders themes { theme { code } texts share kappa { value low high } } } } }`;
  interface Agreed {
    differences: number;
    agreement: {
      coders: string[];
      themes: { theme: { code: string }; texts: number; share: number; kappa: { value: number } | null }[];
    }[];
  }

  it("see how well they agree, theme by theme", async () => {
    const { agreement, differences } = await ask<Agreed>(ann, AGREEMENT, { id: book });
    expect(differences).toBe(1);
    expect(agreement).toHaveLength(1);
    const [money, home, cash] = agreement[0]?.themes ?? [];
    expect(home).toMatchObject({ texts: 23, share: 1, kappa: { value: 1 } });
    // 12 texts of houses, 11 of money, one of which the other called cash: agreed .9565, by chance .5009
    expect(money?.share).toBeCloseTo(22 / 23, 10);
    expect(money?.kappa?.value).toBeCloseTo((22 / 23 - 265 / 529) / (1 - 265 / 529) + 0, 1);
    expect(cash?.kappa?.value).toBeCloseTo(0, 10);
  });

  it("settle where they differ; from then on what each found stands", async () => {
    const OPEN = `mutation P($c: ID!) { openDifference(codebook: $c) { __typename
      ... on DifferenceOpened { difference { id words left codings { coder themes } } } ... on Problem { code } } }`;
    const SETTLE = `mutation S($c: ID!, $i: SettleTextInput!) { settleText(codebook: $c, input: $i) { __typename
      ... on TextSettled { left } ... on Problem { code } } }`;
    const untouched = (await open(ann, book, "AFTER", (await open(bo, book, "NEXT")).text?.id ?? "x")).text?.id;
    const { difference } = await ask<{ difference: { id: string; codings: { themes: string[] }[] } }>(bo, OPEN, {
      c: book,
    });
    expect(difference.codings.map(({ themes }) => themes).sort()).toEqual([["cash"], ["money"]]);
    expect(await code(ann, book, difference.id, ["home"], 8, 1)).toMatchObject({ code: "TEXT_COMPARED" });
    expect(await ask(outsider, OPEN, { c: book })).toMatchObject({ code: "NO_CODER" });
    const settle = (text: string, themes: string[]) => ask(ann, SETTLE, { c: book, i: { text, themes, version: 8 } });
    expect(await settle(difference.id, ["elders"])).toMatchObject({ code: "THEME_UNKNOWN" });
    if (untouched) expect(await settle(untouched, [])).toMatchObject({ code: "NOTHING_TO_SETTLE" });
    expect(await settle(difference.id, ["money"])).toMatchObject({ left: 0 });
    const kept = await api.test.database.settledCoding.findMany();
    expect(kept).toMatchObject([{ themes: ["money"], settledByName: "ann" }]);
  });

  it("cannot lose a theme that was given, only merge it; a new one is looked for again", async () => {
    expect(await change(ann, book, 8, { remove: "cash" })).toMatchObject({ code: "THEME_USED" });
    expect(await change(ann, book, 8, { merge: { from: "cash", into: "money" } })).toMatchObject({ version: 9 });
    expect((await ask<Agreed>(ann, AGREEMENT, { id: book })).agreement[0]?.themes[0]).toMatchObject({ share: 1 });
    await change(ann, book, 9, { add: { code: "hope", label: { nl: "Hoop", en: "Hope" } } });
    expect(await open(ann, book)).toMatchObject({ done: 1, total: 23, text: { themes: expect.any(Array) } });
  });
});
