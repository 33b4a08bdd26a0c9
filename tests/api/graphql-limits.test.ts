import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type ApiServer, startApi } from "../testkit/api-server.ts";

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const code = (answer: Answer) => answer.body.errors?.[0]?.extensions["code"];
const message = (answer: Answer) => answer.body.errors?.[0]?.message;
const ENGLISH = { "accept-language": "en" };

/** study { snapshot { study { snapshot … { id } } } }, so many fields deep. */
const deepStudy = (depth: number): string => {
  const fields = ['study(slug: "x")', ...Array.from({ length: depth - 2 }, (_, i) => (i % 2 ? "study" : "snapshot"))];
  return `{ ${fields.join(" { ")} { id ${"}".repeat(depth - 1)} }`;
};

const deepCondition = (depth: number): unknown => {
  let condition: unknown = { is: { variable: { name: "x" } } };
  for (let level = 0; level < depth; level++) condition = { not: condition };
  return condition;
};
const RESULT = "query ($query: ResultQuery!) { result(query: $query) { __typename } }";

describe("each limit has its own code, in Dutch and in English", () => {
  test("TOO_DEEP: fields within fields", async () => {
    const dutch = await api.ask(deepStudy(13));
    expect([dutch.status, code(dutch), message(dutch)]).toEqual([
      400,
      "TOO_DEEP",
      "Deze vraag gaat te diep: hoogstens 12 velden in elkaar.",
    ]);
    expect(dutch.body.data).toBeUndefined();
    const english = await api.ask(deepStudy(13), { headers: ENGLISH });
    expect(message(english)).toBe("This request goes too deep: at most 12 fields within one another.");
  });

  test("TOO_DEEP: hidden in fragments", async () => {
    const inner = deepStudy(13).replace('{ study(slug: "x") ', "").replace(/ }$/, "");
    const answer = await api.ask(`{ study(slug: "x") { ...A } } fragment A on Study ${inner}`);
    expect(code(answer)).toBe("TOO_DEEP");
  });

  test("TOO_DEEP: conditions, as variables and written out", async () => {
    const query = (depth: number) => ({ studies: ["x"], measure: { count: true }, where: deepCondition(depth) });
    const variables = await api.ask(RESULT, { variables: { query: query(40) } });
    expect([variables.status, code(variables)]).toEqual([400, "TOO_DEEP"]);
    // Deeper than a stack: it has to be measured without one.
    const bottomless = `{"query":${JSON.stringify(RESULT)},"variables":{"query":{"studies":["x"],"measure":{"count":true},"where":${'{"not":'.repeat(20_000)}{}${"}".repeat(20_000)}}}}`;
    expect(code(await api.post("/graphql", bottomless))).toBe("TOO_DEEP");
    const written = `{ result(query: { studies: ["x"], measure: { count: true }, where: ${"{ not: ".repeat(40)}{ is: { variable: { name: "x" } } }${" }".repeat(40)} }) { __typename } }`;
    expect(code(await api.ask(written))).toBe("TOO_DEEP");
  });

  test("TOO_COSTLY", async () => {
    const wide = Array.from({ length: 12 }, (_, i) => `a${i}: studies { edges { node { ...V } } nodes { ...V } }`);
    const query = `{ ${wide.join(" ")} } fragment V on Study { variables { categories { code label } bandings { name limits } } }`;
    const dutch = await api.ask(query);
    expect([dutch.status, code(dutch)]).toEqual([400, "TOO_COSTLY"]);
    expect(message(dutch)).toBe("Deze vraag haalt te veel tegelijk op. Vraag minder velden of kortere lijsten.");
    const english = await api.ask(query, { headers: ENGLISH });
    expect(message(english)).toBe("This request fetches too much at once. Ask for fewer fields or shorter lists.");
    const one = await api.ask(query.replace(/a1: .* fragment/, "} fragment"));
    expect(code(one)).not.toBe("TOO_COSTLY");
  });

  test("TOO_COSTLY: fragments that multiply", async () => {
    const doubling = Array.from(
      { length: 30 },
      (_, i) =>
        `fragment F${i} on Study { a: snapshot { study { ...F${i + 1} } } b: snapshot { study { ...F${i + 1} } } }`,
    );
    const answer = await api.ask(`{ study(slug: "x") { ...F0 } } ${doubling.join("\n")} fragment F30 on Study { id }`);
    expect(answer.status).toBe(400);
    expect(["TOO_DEEP", "TOO_COSTLY"]).toContain(code(answer));
  });

  test("TOO_MANY_FIELDS: aliases and fragments", async () => {
    const many = Array.from({ length: 13 }, (_, i) => `a${i}: __typename`);
    expect(code(await api.ask(`{ ${many.join(" ")} }`))).toBe("TOO_MANY_FIELDS");
    expect(code(await api.ask(`{ ...A } fragment A on Query { ${many.join(" ")} }`))).toBe("TOO_MANY_FIELDS");
    expect((await api.ask(`{ ${many.slice(1).join(" ")} }`)).status).toBe(200);
  });

  test("TOO_LARGE: more words than a query has", async () => {
    const dutch = await api.ask(`{ viewer { ${"id ".repeat(4000)} } }`);
    expect([dutch.status, code(dutch), message(dutch)]).toEqual([
      400,
      "TOO_LARGE",
      "Deze vraag is te groot om te lezen. Stel haar in delen.",
    ]);
    const english = await api.ask(`{ viewer { ${"id ".repeat(4000)} } }`, { headers: ENGLISH });
    expect(message(english)).toBe("This request is too large to read. Send it in parts.");
  });

  test("TOO_LARGE: more bytes than a request has", async () => {
    const answer = await api.ask("{ viewer { id } }", { variables: { filler: "x".repeat(300_000) } });
    expect([answer.status, code(answer)]).toEqual([413, "TOO_LARGE"]);
  });

  test("TOO_MANY_TRIES: guessing at personal links, aliases counted", async () => {
    const guesses = Array.from({ length: 12 }, (_, i) => `g${i}: leaveMessages(secret: "guess ${i}") { __typename }`);
    const query = `mutation { ${guesses.join(" ")} }`;
    for (let times = 0; times < 10; times++) expect((await api.ask(query)).status).toBe(200);
    const answer = await api.ask(query, { headers: ENGLISH });
    expect([answer.status, code(answer)]).toEqual([429, "TOO_MANY_TRIES"]);
    expect(message(answer)).toBe("This was tried too often. Wait a few minutes, then try again.");
    // However often it goes on: refused, and logged the once, with neither the secret nor who it was.
    const more = await Promise.all(Array.from({ length: 50 }, () => api.ask(query)));
    expect(more.every(({ status }) => status === 429)).toBe(true);
    const told = api.lines.filter((line) => line.includes("too_many_tries"));
    expect(told).toHaveLength(1);
    expect(told[0]).not.toMatch(/guess|127\.0\.0\.1/);
    api.clock.pass({ minutes: 2 });
    expect((await api.ask(query)).status).toBe(200);
  });
});

describe("what is not refused", () => {
  test("asking what the API is", async () => {
    const answer = await api.ask(getIntrospectionQuery());
    expect(answer.status).toBe(200);
    expect(answer.body.data).toHaveProperty("__schema");
  });

  test("a query of twelve fields deep", async () => {
    expect(code(await api.ask(deepStudy(12)))).not.toBe("TOO_DEEP");
  });
});

describe("what is wrong with a query keeps GraphQL's own codes", () => {
  test.each([
    ["a field that is not there", { query: "{ nothing }" }, 400, "GRAPHQL_VALIDATION_FAILED"],
    ["what is no GraphQL", { query: "{ viewer " }, 400, "GRAPHQL_PARSE_FAILED"],
    ["variables that do not fit", { query: RESULT, variables: { query: 1 } }, 200, "BAD_USER_INPUT"],
    ["no query", {}, 400, "BAD_REQUEST"],
    ["a batch", [{ query: "{ viewer { id } }" }], 400, "BAD_REQUEST"],
    [
      "an unknown operation",
      { query: "query A { viewer { id } }", operationName: "B" },
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ],
  ])("%s", async (_what, body, status, expected) => {
    const answer = await api.post("/graphql", body);
    expect(code(answer)).toBe(expected);
    if (status === 400) expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/stacktrace|node_modules|\.ts:/);
  });

  test("what is no JSON, and what is sent otherwise", async () => {
    const answer = await api.post("/graphql", "{");
    expect([answer.status, code(answer), message(answer)]).toEqual([400, "BAD_REQUEST", "Dit is geen leesbare JSON."]);
    const got = await fetch(`${api.url}/graphql?query={viewer{id}}`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("requests that a page of another site can make are refused", () => {
  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "%s",
    async (type) => {
      const response = await fetch(`${api.url}/graphql`, {
        method: "POST",
        headers: { "content-type": type },
        body: JSON.stringify({ query: "mutation { signOut }" }),
      });
      expect([400, 415]).toContain(response.status);
      expect(await response.text()).not.toContain('signOut":');
    },
  );

  test("and no other site may read an answer", async () => {
    const preflight = await fetch(`${api.url}/graphql`, {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });
});
