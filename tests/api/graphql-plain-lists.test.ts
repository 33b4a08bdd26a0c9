import { buildSchema, execute, type GraphQLError, type GraphQLObjectType, type GraphQLSchema, parse } from "graphql";
import { expect, test } from "vitest";
import { PLAIN_LIST, writingPlainLists } from "../../api/graphql/plain-lists.ts";

const SDL = `
  enum Kind { SMALL LARGE }
  type Key { name: String! code: String }
  type Thing { keys: [Key!]! count: Int share: Float kind: Kind! odd: Boolean! said: String! }
  type Box { things: [Thing!]! name: String! }
  type Query { box: Box! }`;

const THINGS = [
  {
    keys: [
      { name: "a", code: "1" },
      { name: "b", code: null },
    ],
    count: 3,
    share: 0.5,
    kind: "SMALL",
    odd: true,
  },
  { keys: [], count: null, share: null, kind: "LARGE", odd: false },
];

/** The said of a thing comes from a function that looks at the context. */
function makeSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const fields = (type: string) => (schema.getType(type) as GraphQLObjectType).getFields();
  Object.assign(fields("Thing").said ?? {}, {
    resolve: (thing: { count: number | null }, _: object, c: { word: string }) => `${c.word} ${thing.count}`,
  });
  Object.assign(fields("Box").things ?? {}, {
    resolve: (box: { things: object[] }) => box.things,
    extensions: { [PLAIN_LIST]: true },
  });
  return schema;
}

const [usual, quick] = [makeSchema(), writingPlainLists(makeSchema())];

async function bothWays(query: string, variableValues: Record<string, unknown> = {}, things: unknown = THINGS) {
  const ask = (schema: GraphQLSchema) =>
    execute({
      schema,
      document: parse(query),
      rootValue: { box: { things, name: "box" } },
      contextValue: { word: "so" },
      variableValues,
    });
  return [await ask(usual), await ask(quick)].map(
    (answer) => JSON.parse(JSON.stringify(answer)) as { data: unknown; errors?: GraphQLError[] },
  );
}

test.each([
  "{ box { name things { count share kind odd said keys { name code } } } }",
  "{ box { a: things { n: count __typename } b: things { odd keys { code t: __typename } } } }",
  "{ box { things { ...t count ... on Thing { odd } } things { keys { name } } } } fragment t on Thing { share keys { code } }",
  "query ($no: Boolean!) { box { things { count @skip(if: $no) odd @include(if: $no) ... @skip(if: $no) { kind } } } }",
])("a list that is written out by itself is what the executor makes of it: %s", async (query) => {
  const [one, other] = await bothWays(query, { no: true });
  expect(other?.errors).toBeUndefined();
  expect(other).toEqual(one);
});

test("what must be there and is not is an error in both, and nothing of it is given", async () => {
  const [one, other] = await bothWays("{ box { things { odd } } }", {}, [{ odd: null }]);
  expect(one?.data).toBeNull();
  expect(other?.data).toBeNull();
  expect(other?.errors).toHaveLength(1);
});
