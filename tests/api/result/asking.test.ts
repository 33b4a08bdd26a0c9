import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiServer, startApi } from "../../testkit/api-server.ts";
import { studyPackage, writePackage } from "../../testkit/study-package.ts";

const RESULT = /* GraphQL */ `
  query ($query: ResultQuery!) {
    result(query: $query) {
      __typename
      ... on Result {
        id
        state
        rules
        citation
        snapshots {
          id
          number
          persons
        }
        withheld {
          cells
          total
          advice
        }
        cells {
          keys {
            dimension
            code
            label
            missing
          }
          count
          value
          withheld
          asOf
        }
      }
      ... on Refusal {
        code
        rule
        message
        advice
      }
    }
  }
`;

interface Given {
  __typename: "Result" | "Refusal";
  id: string;
  code: string;
  message: string;
  advice: string[];
  citation: string;
  snapshots: { id: string; number: number; persons: number }[];
  withheld: { cells: number; total: number };
  cells: { keys: { code: string | null; label: string }[]; value: number | null; withheld: boolean }[];
}

let api: ApiServer;
let researcher: Record<string, string>;

/** `low` of 60 persons have "no"; a region is background. */
const bringIn = async (name: string, persons: number, low: number) => {
  const rows = Array.from({ length: persons }, (_, i) => [
    `p${i},1,${i < low ? "no" : "yes"},${i % 2 ? "north" : "south"}`,
    `p${i},2,${i % 3 ? "yes" : "no"},${i % 2 ? "north" : "south"}`,
  ]).flat();
  const fields = [
    { name: "region", type: "string", categories: ["north", "south"], role: "background", level: "person" },
  ];
  await api.steps.study.importStudy(await writePackage(studyPackage({ name, title: `Study ${name}`, fields, rows })));
};

const ask = async (query: object, headers = researcher): Promise<Given> => {
  const { body } = await api.ask<{ result: Given }>(RESULT, { variables: { query }, headers });
  expect(body.errors).toBeUndefined();
  return (body.data as { result: Given }).result;
};

const count = (studies: string[], more: object = {}) => ({ studies, measure: { count: true }, ...more });

beforeAll(async () => {
  api = await startApi();
  researcher = await api.signIn("onderzoek@example.nl", ["RESEARCHER"]);
  await bringIn("one", 200, 60);
  await bringIn("two", 300, 90);
});
afterAll(() => api?.stop());

describe("an answer", () => {
  it("is the same every time, under the same citable id, and can be asked for again", async () => {
    const query = count(["one"], { by: [{ wave: true }, { variable: { name: "ok" } }] });
    const [first, again] = [await ask(query), await ask(query)];
    expect(first.__typename).toBe("Result");
    expect(again).toEqual(first);
    expect(first.citation).toContain(first.id);
    expect(first.cells.filter(({ withheld }) => !withheld).length).toBeGreaterThan(0);
    const { body } = await api.ask<{ releasedResult: { id: string; cells: { value: number | null }[] } }>(
      "query ($id: ID!) { releasedResult(id: $id) { id cells { value } } }",
      { variables: { id: first.id }, headers: researcher },
    );
    expect(body.data?.releasedResult).toEqual({ id: first.id, cells: first.cells.map(({ value }) => ({ value })) });
    expect(await api.test.database.storedResult.count({ where: { id: first.id } })).toBe(1);
  });

  it("adds up over studies that carry the variable, each protected by itself", async () => {
    const by = [{ study: true }, { variable: { name: "region" } }];
    const apart = await ask(count(["one", "two"], { by }));
    const together = await ask(count(["one", "two"], { by: by.slice(1) }));
    const valueOf = (given: Given, ...codes: string[]) =>
      given.cells.find(({ keys }) => keys.map(({ code }) => code).join() === codes.join())?.value ?? NaN;
    const sum = valueOf(apart, "one", "north") + valueOf(apart, "two", "north");
    expect(Math.abs(valueOf(together, "north") - sum)).toBeLessThanOrEqual(5);
  });

  it("says the house's own words in the caller's language", async () => {
    const query = count(["one"], { by: [{ variable: { name: "ok", at: "PREVIOUS" } }] });
    const labels = async (language: string) =>
      (await ask(query, { ...researcher, "accept-language": language })).cells.map(({ keys }) => keys[0]?.label);
    expect(await labels("nl")).toContain("geen vorige meting");
    expect(await labels("en")).toContain("no previous wave");
  });

  it("writes every question in the ledger: who, what shape, what came of it", async () => {
    const before = await api.test.database.ledgerEntry.count();
    await ask(count(["one"], { by: [{ variable: { name: "region" } }] }));
    await ask(count(["nowhere"]));
    const lines = await api.test.database.ledgerEntry.findMany({ orderBy: { id: "asc" }, skip: before });
    expect(lines.map(({ refusal }) => refusal)).toEqual([null, "UNKNOWN_STUDY"]);
    expect(lines[0]?.shape).toContain("region");
    expect(lines[0]?.resultId).toBeTruthy();
  });
});

describe("a refusal", () => {
  it.each([
    ["an unknown study", "UNKNOWN_STUDY", count(["nowhere"])],
    ["no study", "INVALID_QUERY", count([])],
    ["the same study twice", "INVALID_QUERY", count(["one", "one"])],
    [
      "an unknown snapshot",
      "UNKNOWN_SNAPSHOT",
      count(["one"], { snapshots: ["01a00000-0000-7000-8000-000000000000"] }),
    ],
    ["a snapshot that is no id", "UNKNOWN_SNAPSHOT", count(["one"], { snapshots: ["1; drop table"] })],
    ["waves of several studies as if they were one", "INVALID_QUERY", count(["one", "two"], { by: [{ wave: true }] })],
  ])("%s: %s, in both languages", async (_what, code, query) => {
    const [dutch, english] = [
      await ask(query, { ...researcher, "accept-language": "nl" }),
      await ask(query, { ...researcher, "accept-language": "en" }),
    ];
    expect([dutch.code, english.code]).toEqual([code, code]);
    expect(dutch.message).not.toBe(english.message);
  });

  it("is what somebody gets who may not ask; a member and a steward may", async () => {
    expect(await ask(count(["one"]), {})).toMatchObject({ __typename: "Refusal", code: "NOT_PERMITTED" });
    for (const role of ["MEMBER", "STEWARD"] as const) {
      const headers = await api.signIn(`${role.toLowerCase()}@example.nl`, [role]);
      expect((await ask(count(["one"]), headers)).__typename).toBe("Result");
    }
  });

  it("follows where studies do not carry the same variable", async () => {
    const fields = [
      { name: "region", type: "string", categories: ["east", "west"], role: "background", level: "person" },
    ];
    const rows = Array.from({ length: 100 }, (_, i) => `p${i},1,${i % 3 ? "no" : "yes"},${i % 2 ? "east" : "west"}`);
    await api.steps.study.importStudy(
      await writePackage(studyPackage({ name: "four", title: "Study four", fields, rows })),
    );
    const given = await ask(count(["one", "four"], { by: [{ variable: { name: "region" } }] }));
    expect(given).toMatchObject({ __typename: "Refusal", code: "NOT_COMPARABLE" });
    expect(given.advice.length).toBeGreaterThan(0);
  });
});

it("gives what was released from a replaced snapshot, and nothing new from it", async () => {
  await bringIn("moving", 200, 60);
  const query = count(["moving"], { by: [{ variable: { name: "region" } }] });
  const old = await ask(query);
  const snapshots = [old.snapshots[0]?.id];
  await bringIn("moving", 250, 90);
  const current = await ask(query);
  expect(current.snapshots[0]?.number).toBe(2);
  expect(await ask({ ...query, snapshots })).toEqual(old);
  expect(await ask({ ...query, snapshots, by: [] })).toMatchObject({ code: "SNAPSHOT_REPLACED" });
});
