import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bandCodes, bands, impliedBandings } from "../../api/flow/study/study.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";

describe("bands", () => {
  test("limits make codes that say where each band begins and ends", () => {
    expect(bandCodes([0, 10, 20])).toEqual(["(,0)", "[0,10)", "[10,20)", "[20,)"]);
    expect(bandCodes([0.5])).toEqual(["(,0.5)", "[0.5,)"]);
    expect(bandCodes([-10, -2.5])).toEqual(["(,-10)", "[-10,-2.5)", "[-2.5,)"]);
  });

  test("an integer of at most twelve declared values is its own banding", () => {
    const age = { type: "INTEGER", minimum: 14, maximum: 17, bandings: [] } as const;
    const [values] = impliedBandings({ ...age, bandings: [] });
    expect(values).toEqual({ name: "values", limits: [15, 16, 17] });
    expect(bands(values ?? { name: "", limits: [] })).toEqual([
      { code: "(,15)", label: "14" },
      { code: "[15,16)", label: "15" },
      { code: "[16,17)", label: "16" },
      { code: "[17,)", label: "17" },
    ]);
    const none = (change: object) => impliedBandings({ ...age, bandings: [], ...change });
    expect(none({ maximum: 25 })[0]?.limits).toHaveLength(11);
    expect(none({ maximum: 26 })).toEqual([]);
    expect(none({ maximum: 14 })).toEqual([]);
    expect(none({ maximum: null })).toEqual([]);
    expect(none({ type: "NUMBER" })).toEqual([]);
    const declared = [{ name: "two", limits: [16] }];
    expect(none({ bandings: declared })).toEqual(declared);
  });

  test("other bands are told by their ends", () => {
    expect(bands({ name: "clinical", limits: [16, 24] }).map(({ label }) => label)).toEqual([
      "< 16",
      "16 – < 24",
      "≥ 24",
    ]);
  });
});

describe("studies", () => {
  let api: ApiServer;
  beforeAll(async () => {
    api = await startApi();
    const variable = (name: string, ordinal: number, concept: string | null) => ({
      name,
      label: `Label of ${name}`,
      ordinal,
      concept,
      type: "CATEGORICAL" as const,
      level: "PERSON_WAVE" as const,
      role: "ANSWER" as const,
      origin: "IMPORT" as const,
      categories: [
        { code: "n", label: "No" },
        { code: "y", label: "Yes" },
      ],
      bandings: [{ name: "b", limits: [1, 2.5] }],
      unit: "punten",
      unitEn: "points",
    });
    for (const [i, slug] of ["one", "two", "three", "four", "five"].entries())
      await api.test.database.study.create({
        data: {
          slug,
          title: `Study ${slug}`,
          description: slug === "two" ? "About 50% of young people" : null,
          synthetic: slug === "one",
          // Three of one moment: the id decides.
          createdAt: new Date(Date.UTC(2026, 0, i < 3 ? 1 : i)),
          waves: {
            create: [
              { ordinal: 1, code: "b", label: "second" },
              { ordinal: 0, code: "a", label: "first" },
            ],
          },
          variables: {
            create: [variable("home", 1, slug === "four" ? "housing" : null), variable("Bread", 0, "income")],
          },
        },
      });
  });
  afterAll(() => api.stop());

  interface Page {
    studies: {
      totalCount: number;
      nodes: { slug: string }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
    };
  }
  const page = async (args: string) => {
    const { body } = await api.ask<Page>(
      `{ studies(${args}) { totalCount nodes { slug } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
    );
    if (!body.data) throw new Error(JSON.stringify(body));
    return body.data.studies;
  };

  test("come newest first, in pages that neither skip nor repeat", async () => {
    const all = (await page("first: 10")).nodes.map(({ slug }) => slug);
    expect(all.slice(0, 2)).toEqual(["five", "four"]);
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 5; pages++) {
      const next: Page["studies"] = await page(`first: 2${after === null ? "" : `, after: "${after}"`}`);
      expect(next.totalCount).toBe(5);
      expect(next.pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...next.nodes.map(({ slug }) => slug));
      after = next.pageInfo.endCursor;
      if (!next.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(all);
    const { body } = await api.ask(`{ studies(after: "nonsense") { totalCount } }`);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: "INVALID_CURSOR" });
  });

  test("are found by their words, their variables and what these speak about", async () => {
    const found = async (args: string) => (await page(args)).nodes.map(({ slug }) => slug);
    expect(await found(`search: "YOUNG people"`)).toEqual(["two"]);
    expect(await found(`search: "label of home"`)).toHaveLength(5);
    expect(await found(`concept: "housing"`)).toEqual(["four"]);
    expect(await found(`search: "two", concept: "housing"`)).toEqual([]);
    expect((await page(`search: "  "`)).totalCount).toBe(5);
  });

  test("tell anybody what they mean, in declared order", async () => {
    const { body } = await api.ask(
      `{ study(slug: "four") { title synthetic citation canImport waves { ordinal code label }
           variables { name label type level role concept unit categories { code label } bandings { name limits } }
           housing: variables(concept: "housing") { name } bread: variables(search: "BREAD") { name } }
         one: study(slug: "one") { synthetic } none: study(slug: "no-such") { id } }`,
      { headers: { "accept-language": "en" } },
    );
    const variable = {
      type: "CATEGORICAL",
      level: "PERSON_WAVE",
      role: "ANSWER",
      unit: "points",
      categories: [
        { code: "n", label: "No" },
        { code: "y", label: "Yes" },
      ],
      bandings: [{ name: "b", limits: [1, 2.5] }],
    };
    expect(body.data).toEqual({
      study: {
        title: "Study four",
        synthetic: false,
        citation: "Study four. Study “four” in Weerklank.",
        canImport: false,
        waves: [
          { ordinal: 0, code: "a", label: "first" },
          { ordinal: 1, code: "b", label: "second" },
        ],
        variables: [
          { name: "Bread", label: "Label of Bread", concept: "income", ...variable },
          { name: "home", label: "Label of home", concept: "housing", ...variable },
        ],
        housing: [{ name: "home" }],
        bread: [{ name: "Bread" }],
      },
      one: { synthetic: true },
      none: null,
    });
    const researcher = await api.signIn("iris@instituut.nl", ["RESEARCHER"]);
    const may = await api.ask(`{ study(slug: "four") { canImport } }`, { headers: researcher });
    expect(may.body.data).toEqual({ study: { canImport: true } });
  });

  test("begin here as well, with a name that no other has", async () => {
    const headers = await api.signIn("noa@instituut.nl", ["RESEARCHER"]);
    const start = async (input: object) => {
      const { body } = await api.ask(
        `mutation ($input: StartStudyInput!) { startStudy(input: $input) {
           __typename ... on Study { slug title description waves { code } } ... on Problem { code path } } }`,
        { variables: { input }, headers },
      );
      return body.data?.["startStudy"];
    };
    expect(await start({ slug: "thuis", title: " Thuis ", description: "" })).toEqual({
      ...{ __typename: "Study", slug: "thuis", title: "Thuis", description: null, waves: [] },
    });
    const problem = { __typename: "Problem" };
    expect(await start({ slug: "thuis", title: "Nog een" })).toEqual({
      ...{ ...problem, code: "STUDY_EXISTS", path: ["slug"] },
    });
    expect(await start({ slug: "Niet zo", title: "Nog een" })).toEqual({
      ...{ ...problem, code: "STUDY_INVALID", path: ["slug"] },
    });
    expect(await start({ slug: "leeg", title: "  " })).toEqual({
      ...{ ...problem, code: "STUDY_INVALID", path: ["title"] },
    });
  });
});
