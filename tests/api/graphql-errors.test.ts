import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Problem } from "../../schema/problem.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";

const SECRET_WORDS = "Jantje de Vries woont op Dorpsstraat 1";

/** Fields that go wrong in each way that a field can. */
const wrong = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: {
      thrown: {
        type: GraphQLString,
        resolve: () => {
          throw new Error(SECRET_WORDS);
        },
      },
      rejected: { type: GraphQLString, resolve: () => Promise.reject(SECRET_WORDS) },
      missing: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
      misfit: { type: GraphQLString, resolve: () => ({ name: SECRET_WORDS }) },
      expected: {
        type: GraphQLString,
        resolve: () => {
          throw new Problem("WAVE_UNKNOWN", { nl: "Deze ronde is er niet.", en: "There is no such wave." }, ["wave"]);
        },
      },
    },
  }),
});

let api: ApiServer;
beforeAll(async () => {
  api = await startApi({ schema: wrong });
});
afterAll(() => api.stop());

test.each(["thrown", "rejected", "missing", "misfit"])(
  "what nobody expected is masked behind a number that stands in the log: %s",
  async (field) => {
    const { text, body } = await api.ask(`{ name: ${field} }`);
    const [error] = body.errors ?? [];
    const id = String(error?.extensions["id"]);
    expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(error).toMatchObject({
      message: `Er ging iets mis bij ons. Noem nummer ${id} als je het meldt.`,
      extensions: { code: "INTERNAL_SERVER_ERROR", id },
    });
    expect(text).not.toMatch(/Jantje|stack|node_modules|\.ts/);
    const line = api.lines.find((written) => written.includes(id)) ?? "";
    expect(JSON.parse(line)).toMatchObject({ level: "error", event: "unexpected_error", field });
    expect(line).not.toContain("Jantje");
    if (field === "thrown") expect(line).toContain("graphql-errors.test.ts");
  },
);

test("in English for who asks so", async () => {
  const { body } = await api.ask("{ thrown }", { headers: { "accept-language": "en-US" } });
  expect(body.errors?.[0]?.message).toMatch(/^Something went wrong on our side\. Mention number [0-9a-f]{12}/);
});

test("what was expected keeps its code and says where it sits, in the caller's language", async () => {
  const dutch = await api.ask("{ expected }");
  expect(dutch.body.errors).toMatchObject([
    {
      message: "Deze ronde is er niet.",
      path: ["expected"],
      extensions: { code: "WAVE_UNKNOWN", argument: ["wave"] },
    },
  ]);
  const english = await api.ask("{ expected }", { headers: { "accept-language": "fr, en;q=0.8, nl;q=0.2" } });
  expect(english.body.errors?.[0]?.message).toBe("There is no such wave.");
});

test("without its database the server says so and goes on", async () => {
  const broken = await startApi({ schema: wrong });
  await broken.test.database.$executeRaw`alter table "AccessToken" rename to "Elsewhere"`;
  const headers = { authorization: "Bearer wk_x" };
  const failed = await broken.ask("{ expected }", { headers });
  expect([failed.status, failed.body.errors?.[0]?.extensions["code"]]).toEqual([500, "UNAVAILABLE"]);
  expect(failed.text).not.toMatch(/prisma|AccessToken/i);
  await broken.test.database.$executeRaw`alter table "Elsewhere" rename to "AccessToken"`;
  expect((await broken.ask("{ expected }", { headers })).status).toBe(401);
  await broken.stop();
});
