import { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify, { type FastifyInstance } from "fastify";
import {
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLFieldConfig,
  type OperationDefinitionNode,
  parse,
} from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAskedBefore } from "../../api/graphql/asked-before.ts";
import type { Context } from "../../api/graphql/context.ts";
import { executedBy, executingWith } from "../../api/graphql/execute.ts";
import { schema as house } from "../../api/graphql/schema.ts";
import { guessesIn } from "../../api/graphql/tries-plugin.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";

/*
 * What was asked before is answered without Apollo, in the same words; everything that goes wrong is still Apollo's.
 */

describe("who answers", () => {
  let app: FastifyInstance;
  let byApollo = 0;
  let written = 0;
  let refused = false;
  beforeEach(() => {
    byApollo = written = 0;
    refused = false;
  });

  const write: GraphQLFieldConfig<unknown, unknown> = {
    type: new GraphQLNonNull(GraphQLInt),
    args: { number: { type: new GraphQLNonNull(GraphQLInt) } },
    resolve: (_root, { number }: { number: number }) => {
      written++;
      if (number < 0) throw new Error("below zero");
      return number;
    },
  };
  const fields = {
    number: { type: GraphQLInt, resolve: () => 1 },
    word: { type: GraphQLString, resolve: () => "één" },
  };
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({ name: "Query", fields }),
    mutation: new GraphQLObjectType({ name: "Mutation", fields: { write } }),
  });

  beforeAll(async () => {
    const before = createAskedBefore(schema, executingWith(schema, schema));
    const apollo = new ApolloServer<Context>({ gateway: executedBy(schema, before.execute), plugins: [before.plugin] });
    await apollo.start();
    app = Fastify();
    const handler = before.handler(
      (contextOf) => {
        const handle = fastifyApolloHandler(apollo, { context: contextOf }).bind(app);
        return (request, reply) => {
          byApollo++;
          return handle(request, reply);
        };
      },
      async () => {
        if (refused) throw new Error("nobody");
        return { reply: {} } as Context;
      },
    );
    app.post("/", handler);
  });
  afterAll(() => app.close());

  const ask = async (body: object, headers: Record<string, string> = {}) => {
    const {
      statusCode,
      headers: told,
      body: text,
    } = await app.inject({ method: "POST", url: "/", payload: body, headers });
    return { status: statusCode, type: told["content-type"], length: told["content-length"], text };
  };
  const ACCEPTS = [
    "",
    "*/*",
    "application/json",
    "application/graphql-response+json, application/json;q=0.9",
    "text/html",
  ];

  test.each(ACCEPTS)("the second time the same is answered as the first, accepting %j", async (accept) => {
    const headers: Record<string, string> = accept === "" ? {} : { accept };
    const once = await ask({ query: "query Twice { number word }", operationName: "Twice" }, headers);
    byApollo = 0;
    expect(await ask({ query: "query Twice { number word }" }, headers)).toEqual(once);
    expect(byApollo).toBe(accept === "text/html" ? 1 : 0);
  });

  const WRITE = "mutation ($number: Int!) { write(number: $number) }";
  const wrote = (number: unknown) => ask({ query: WRITE, variables: { number } });

  test("what went wrong while it was executed is told by Apollo, and was done once", async () => {
    const first = await wrote(-1);
    expect((await wrote(1)).text).toBe('{"data":{"write":1}}\n');
    byApollo = written = 0;
    expect(await wrote(-1)).toEqual(first);
    expect([byApollo, written]).toEqual([1, 1]);
  });

  test.each([
    ["variables that do not fit", { query: WRITE, variables: { number: "one" } }],
    ["no variables", { query: WRITE }],
    [
      "variables too deep to look into",
      { query: WRITE, variables: { number: 1, deep: JSON.parse("[".repeat(30) + "]".repeat(30)) } },
    ],
    ["another operation than there is", { query: WRITE, variables: { number: 1 }, operationName: "Other" }],
    ["something beside", { query: WRITE, variables: { number: 1 }, extensions: { persistedQuery: { version: 1 } } }],
    ["a list of requests", [{ query: WRITE, variables: { number: 1 } }]],
  ])("%s: Apollo's to say", async (_what, body) => {
    await wrote(1);
    byApollo = 0;
    await ask(body);
    expect(byApollo).toBe(1);
  });

  test("where nobody may ask, nothing is executed, and it is not Apollo's context twice", async () => {
    await wrote(1);
    byApollo = written = 0;
    refused = true;
    expect((await wrote(1)).status).toBe(500);
    expect([byApollo, written]).toEqual([1, 0]);
  });
});

/** Only what is not known counts against the address, as others behind it have secrets of their own. */
const COUNT_BY_THEMSELVES = ["giveGuardianConsents", "openGuardianLink", "openInvitation", "soundAlarm", "startPlan"];

describe("on the whole API", () => {
  let api: ApiServer;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const again = async (query: string, options: Parameters<ApiServer["ask"]>[1] = {}) => {
    const told = [];
    for (let time = 0; time < 3; time++) {
      const { status, body } = await api.ask(query, options);
      told.push({ status, body });
    }
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    return told[0];
  };

  test("who may not is told so every time, and who was signed out in between", async () => {
    expect(await again("{ viewer { email } }")).toMatchObject({ status: 200 });
    const headers = await api.signIn("lid@weerklank.test", ["MEMBER"]);
    expect(await again("{ viewer { email } }", { headers })).toMatchObject({
      body: { data: { viewer: { email: "lid@weerklank.test" } } },
    });
    await api.ask("mutation { signOut }", { headers });
    expect((await api.ask("{ viewer { email } }", { headers })).body.data).not.toMatchObject({
      viewer: { email: "lid@weerklank.test" },
    });
  });

  test("a list that is asked longer is weighed anew", async () => {
    const wide = Array.from({ length: 8 }, (_, at) => `a${at}: studies(first: $first) { nodes { ...V } }`);
    const query = `query ($first: Int) { ${wide.join(" ")} } fragment V on Study { variables { categories { code label } } }`;
    const codes = [];
    for (const first of [1, 1, 100, 1]) {
      const { body } = await api.ask(query, { variables: { first } });
      codes.push(body.errors?.[0]?.extensions["code"] ?? "fine");
    }
    expect(codes).toEqual(["fine", "fine", "TOO_COSTLY", "fine"]);
  });

  test("a costly document is not let in by variables that do not fit", async () => {
    const query = `query ($slug: String!) { study(slug: $slug) { ${"findings { study { ".repeat(4)} findings { id canEdit } ${"} } ".repeat(4)} } }`;
    const codes = [];
    for (const slug of ["none", 1, "none", "none"]) {
      const { body } = await api.ask(query, { variables: { slug }, headers: { accept: "application/json" } });
      codes.push(body.errors?.[0]?.extensions["code"] ?? "fine");
    }
    expect(codes).toEqual(["TOO_COSTLY", "BAD_USER_INPUT", "TOO_COSTLY", "TOO_COSTLY"]);
  });

  test("every mutation that goes by a secret counts as a guess, or counts by itself whose secret is not known", () => {
    const mutations = Object.values(house.getMutationType()?.getFields() ?? {});
    const bySecret = mutations.filter(({ args }) => args.some(({ name }) => ["secret", "link"].includes(name)));
    const uncounted = bySecret.filter(({ name }) => {
      const document = parse(`mutation { ${name} }`);
      return guessesIn(document, document.definitions[0] as OperationDefinitionNode) === 0;
    });
    expect(uncounted.map(({ name }) => name).sort()).toEqual(COUNT_BY_THEMSELVES);
  });

  test("a guess at a secret counts every time", async () => {
    const query = 'mutation { openAlarm(secret: "guess") { __typename } }';
    const statuses = new Set<number>();
    for (let time = 0; time < 121; time++) statuses.add((await api.ask(query)).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});
