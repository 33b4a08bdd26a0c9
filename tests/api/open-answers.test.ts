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

async function answer(at: number, text: unknown = said(at)): Promise<void> {
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
    // In how many texts a theme is can be worked out from it: not for every researcher.
    expect((await ask<Agreed>(outsider, AGREEMENT, { id: book })).agreement).toEqual([]);
    expect((await ask<Agreed>(steward, AGREEMENT, { id: book })).agreement).toEqual(agreement);
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

describe("themes as variables", () => {
  const PROPOSE = `mutation P($c: ID!, $v: Int!) { proposeThemes(codebook: $c, version: $v, purpose: "Wat speelt er?") { ${BOOK} } }`;
  const DECIDE = `mutation D($c: ID!, $v: Int!) { decideThemes(codebook: $c, version: $v, decision: DECLARE, reason: "Past") { ${BOOK} } }`;
  const studyId = async () => (await api.steps.study.studyBySlug("thuis"))?.id ?? "";

  it("are declared by a steward who did not propose them", async () => {
    const both = await api.signIn("dubbel@instituut.test", ["RESEARCHER", "STEWARD"]);
    expect(await ask(ann, PROPOSE, { c: book, v: 9 })).toMatchObject({ code: "CODEBOOK_CHANGED" });
    expect(await ask(steward, DECIDE, { c: book, v: 10 })).toMatchObject({ code: "NOT_PROPOSED" });
    expect(await ask(both, PROPOSE, { c: book, v: 10 })).toMatchObject({ __typename: "Codebook" });
    expect(await ask(ann, PROPOSE, { c: book, v: 10 })).toMatchObject({ code: "ALREADY_PROPOSED" });
    expect(await ask(both, DECIDE, { c: book, v: 10 })).toMatchObject({ code: "OWN_PROPOSAL" });
    expect(await ask(steward, DECIDE, { c: book, v: 10 })).toMatchObject({ __typename: "Codebook" });
  });

  it("say yes, no, not coded yet, or why there is no answer, each apart, in the next snapshot", async () => {
    await answer(WRITERS - 1, { missing: "RATHER_NOT_SAY" });
    // A snapshot has what was sent before it.
    api.clock.pass({ seconds: 1 });
    const id = await studyId();
    const rows = new Map<string, Record<string, unknown>>();
    for await (const some of api.steps.survey.answersOf(id, api.clock()))
      for (const { pseudonym, values } of some) rows.set(pseudonym, values);
    const themes = (at: number) =>
      ["say.home", "say.money", "say.hope"].map((name) => rows.get(pseudonyms[at] ?? "")?.[name]);
    expect(themes(0)).toEqual(["true", "false", { missing: "NOT_CODED" }]);
    expect(themes(1)).toEqual(["false", "true", { missing: "NOT_CODED" }]);
    // The one that was settled: money.
    expect(themes(3)).toEqual(["false", "true", { missing: "NOT_CODED" }]);
    const refused = { missing: "RATHER_NOT_SAY" };
    expect(themes(WRITERS - 1)).toEqual([refused, refused, refused]);

    const { manifest } = await api.steps.snapshot.open(await api.steps.snapshot.take(id));
    const home = manifest.variables.find(({ name }) => name === "say.home");
    expect(home).toMatchObject({ type: "BOOLEAN", role: "ANSWER", level: "PERSON_WAVE", codebook: 10 });
    expect(home?.codings[0]?.missing.map(({ kind }) => kind)).toEqual([
      "EMPTY",
      "RATHER_NOT_SAY",
      "NOT_CODED",
      "NOT_IN_WAVE",
    ]);
    expect(manifest.variables.some(({ name }) => name === "say.cash")).toBe(false);
  });

  it("are asked about like any other variable", async () => {
    const query = { studies: ["thuis"], measure: { count: true }, by: [{ variable: { name: "say.home" } }] };
    const asked = await ask(
      ann,
      `query R($q: ResultQuery!) { result(query: $q) { __typename
        ... on Result { withheld { total } cells { keys { code } } } ... on Refusal { code } } }`,
      { q: query },
    );
    expect(asked).toMatchObject({ __typename: "Result" });
  });

  it("lead from what somebody wrote to what was found", async () => {
    const { holder } = await api.steps.survey.openInvitation(links[0] ?? "");
    const own = (await api.steps.survey.answersBy(holder)).find(({ question }) => question.id === "say");
    expect(own?.variables).toEqual(["say", "say.money", "say.home", "say.hope"]);
  });

  it("go with a theme that is merged away, and stay missing for every reason the question has", async () => {
    await change(ann, book, 10, { merge: { from: "hope", into: "home" } });
    const names = (await api.steps.study.variables(await studyId())).map(({ name }) => name);
    expect(names).toContain("say.home");
    expect(names).not.toContain("say.hope");
    const { draft } = (await api.steps.survey.survey(surveyId)) ?? expect.unreachable();
    const questions = draft.questions.map((each) => (each.id === "say" ? { ...each, dontKnow: true } : each));
    await api.steps.survey.updateSurvey(surveyId, { questions });
    await api.steps.survey.publishSurvey(surveyId);
    const home = (await api.steps.study.variables(await studyId())).find(({ name }) => name === "say.home");
    expect(home?.missingCodes.map(({ code }) => code).sort()).toEqual(["DONT_KNOW", "NOT_CODED", "RATHER_NOT_SAY"]);
  });
});

describe("a quote", () => {
  const MAKE = `mutation Q($c: ID!, $t: ID!, $i: MakeQuoteInput!) { makeQuote(codebook: $c, text: $t, input: $i) { __typename
    ... on Quote { id words } ... on Problem { code } } }`;
  const OPEN = `mutation O($c: ID!) { openQuote(codebook: $c) { __typename
    ... on QuoteOpened { quote { id words text madeBy } } ... on Problem { code } } }`;
  const DECIDE = `mutation D($q: ID!) { decideQuote(quote: $q, confirmed: true) { __typename
    ... on Quote { id } ... on Problem { code } } }`;
  const CREATE = `mutation F($q: [ID!]) { createFinding(input: { result: "r1", title: { nl: "Wonen" }, words: { nl: "Velen schrijven over wonen." },
    picture: POINTS, quotes: $q }) { __typename ... on Finding { id } ... on Problem { code } } }`;
  const shown = async (id: string) =>
    (
      await ask<{ quotes: { words: string | null }[] }>(
        {},
        "query F($id: ID!) { finding(id: $id) { quotes { words } } }",
        {
          id,
        },
      )
    ).quotes.map(({ words }) => words);
  const usable = async () =>
    (
      await ask<{ usableQuotes: { id: string; words: string }[] | null }>(
        ann,
        `{ study(slug: "thuis") { usableQuotes { id words } } }`,
      )
    ).usableQuotes;

  async function sayToQuoting(at: number, given: boolean): Promise<void> {
    const { holder } = await api.steps.survey.openInvitation(links[at] ?? "");
    const choice = (await api.steps.survey.respondent(holder))?.choices.find(({ purpose }) => purpose === "BE_QUOTED");
    const choices = [{ purpose: "BE_QUOTED" as const, text: choice?.text.id ?? null, given }];
    await api.steps.survey.giveConsents(holder, choices, null);
  }
  /** The text with these words, found as a coder finds it. */
  async function textOf(words: string): Promise<string> {
    let at = await open(
      ann,
      book,
      "THIS",
      (await api.test.database.openText.findFirstOrThrow({ where: { codebookId: book } })).id,
    );
    while (at.text && at.text.place > 1) at = await open(ann, book, "BEFORE", at.text.id);
    while (at.text && at.text.words !== words) at = await open(ann, book, "AFTER", at.text.id);
    return at.text?.id ?? expect.unreachable();
  }
  const anna = { start: 0, end: said(0).length, removed: [{ start: 9, end: 13, kind: "NAME" }] };
  let quote: string;
  let finding: string;

  it("is made of what somebody agreed to, without names, and waits for a second person", async () => {
    const id = (await api.steps.study.studyBySlug("thuis"))?.id ?? "";
    for (const { purpose, words } of await api.steps.survey.consent.purposesOf(id))
      await api.steps.survey.consent.writeWords(id, { purpose, words, asked: true, instead: 0 }, "vera");
    await api.test.database.storedResult.create({
      data: {
        id: "r1",
        query: { studies: ["thuis"] },
        variables: [{ study: "thuis", variable: "say.home" }],
        snapshots: [],
        rules: "rules",
        released: {
          state: "PRELIMINARY",
          asOf: api.clock().toISOString(),
          sources: [],
          cells: [],
          withheld: { cells: 0, total: 0, advice: [] },
        },
        givenAt: api.clock(),
      },
    });
    const text = await textOf(said(0));
    const make = (who: Cookie, input: object) => ask(who, MAKE, { c: book, t: text, i: input });
    expect(await make(ann, anna)).toMatchObject({ code: "QUOTE_NOT_CONSENTED" });
    await sayToQuoting(0, true);
    expect(await make(ann, { ...anna, end: 900 })).toMatchObject({ code: "QUOTE_INVALID" });
    expect(await make(outsider, anna)).toMatchObject({ code: "NO_CODER" });
    const made = await make(ann, anna);
    expect(made).toMatchObject({ words: "Huis bij [naam] 0" });
    quote = made.id as string;
    expect((await make(ann, anna)).id).toBe(quote);
    expect(await usable()).toEqual([]);
    expect(await ask(ann, CREATE, { q: [quote] })).toMatchObject({ code: "QUOTE_NOT_USABLE" });
  });

  it("is checked by somebody else, beside the text, once", async () => {
    expect(await ask(ann, OPEN, { c: book })).toMatchObject({ quote: null });
    expect(await ask(ann, DECIDE, { q: quote })).toMatchObject({ code: "OWN_QUOTE" });
    expect(await ask(outsider, DECIDE, { q: quote })).toMatchObject({ code: "NO_CODER" });
    expect(await ask(bo, DECIDE, { q: book })).toMatchObject({ code: "QUOTE_UNKNOWN" });
    expect(await ask(bo, OPEN, { c: book })).toMatchObject({ quote: { id: quote, text: said(0), madeBy: "ann" } });
    expect(await ask(bo, DECIDE, { q: quote })).toMatchObject({ id: quote });
    expect(await ask(bo, DECIDE, { q: quote })).toMatchObject({ code: "QUOTE_DECIDED" });
    expect(await usable()).toEqual([{ id: quote, words: "Huis bij [naam] 0" }]);
  });

  it("stands with a finding as long as whoever wrote it agrees, and not a moment longer", async () => {
    finding = (await ask(ann, CREATE, { q: [quote] })).id as string;
    await ask(ann, "mutation P($id: ID!) { publishFinding(id: $id) { __typename } }", { id: finding });
    expect(await shown(finding)).toEqual(["Huis bij [naam] 0"]);
    await sayToQuoting(0, false);
    expect(await shown(finding)).toEqual([null]);
    expect(await usable()).toEqual([]);
    await sayToQuoting(0, true);
    expect(await shown(finding)).toEqual(["Huis bij [naam] 0"]);
  });

  it("is gone with the answer, and so is everything that was found in it", async () => {
    const text = await textOf(said(0));
    const { holder } = await api.steps.survey.openInvitation(links[0] ?? "");
    await api.steps.survey.stopTakingPart(holder, true);
    expect(await shown(finding)).toEqual([null]);
    expect(await open(ann, book, "THIS", text)).toMatchObject({ code: "TEXT_UNKNOWN" });
    const { database } = api.test;
    expect(await Promise.all([database.coding.count({ where: { textId: text } }), database.quote.count()])).toEqual([
      0, 0,
    ]);
    // Who read it stays on record; what it said does not.
    expect(await database.textOpening.count({ where: { textId: text } })).toBeGreaterThan(2);
  });

  it("ends for somebody whose right was taken back", async () => {
    const [first] = await coders(book);
    await decideCoder(steward, first?.id ?? "", "WITHDRAW");
    expect(await open(ann, book)).toMatchObject({ code: "NO_CODER" });
  });
});
