import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isUnionType,
  printSchema,
  type GraphQLNamedType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { schema } from "../../api/graphql/schema.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const CONTRACT = join(process.env["REAL_DATA"] ?? join(ROOT, "..", "shared", "data"), "..", "contract.graphql");
const COMMITTED = join(ROOT, "tests", "boundaries", "contract-fields.txt");

interface Described {
  description?: string | null | undefined;
}

/** Everything that a caller can count on, a line each: names, arguments, defaults, nullability, members. */
function linesOf(described: GraphQLSchema): Map<string, Described> {
  const lines = new Map<string, Described>();
  for (const type of Object.values(described.getTypeMap()))
    if (!type.name.startsWith("__") && !isSpecifiedScalarType(type))
      for (const [line, what] of linesOfType(type)) lines.set(line, what);
  return lines;
}

function linesOfType(type: GraphQLNamedType): [string, Described][] {
  const { name } = type;
  if (isScalarType(type)) return [[`scalar ${name}`, type]];
  if (isUnionType(type))
    return [
      [`union ${name}`, type],
      ...type.getTypes().map((member): [string, Described] => [`${name} | ${member.name}`, {}]),
    ];
  if (isEnumType(type))
    return [
      [`enum ${name}`, type],
      ...type.getValues().map((value): [string, Described] => [`${name}.${value.name}`, value]),
    ];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [
      [`input ${name}${type.isOneOf ? " @oneOf" : ""}`, type],
      ...fields.map((field): [string, Described] => [
        `${name}.${field.name}: ${String(field.type)}${inDefault(field.defaultValue)}`,
        field,
      ]),
    ];
  }
  if (!isObjectType(type)) throw new Error(`no line for ${name}`);
  return [
    [`type ${name}`, type],
    ...Object.values(type.getFields()).flatMap((field): [string, Described][] => [
      [`${name}.${field.name}: ${String(field.type)}`, field],
      ...field.args.map((argument): [string, Described] => [
        `${name}.${field.name}(${argument.name}: ${String(argument.type)}${inDefault(argument.defaultValue)})`,
        argument,
      ]),
    ]),
  ];
}

const inDefault = (value: unknown): string => (value === undefined ? "" : ` = ${JSON.stringify(value)}`);

const ours = linesOf(schema);

test("what other software counts on is there", () => {
  const counted = readFileSync(COMMITTED, "utf8").trim().split("\n");
  expect(counted.length).toBeGreaterThan(180);
  expect(counted.filter((line) => !ours.has(line))).toEqual([]);
});

test.skipIf(!existsSync(CONTRACT))("the contract itself is contained, its explanations too", () => {
  const contract = linesOf(buildSchema(readFileSync(CONTRACT, "utf8")));
  expect([...contract.keys()].filter((line) => !ours.has(line))).toEqual([]);
  const unexplained = [...contract].filter(
    ([line, { description }]) => description != null && ours.get(line)?.description !== description,
  );
  expect(unexplained.map(([line]) => line)).toEqual([]);
  expect(readFileSync(COMMITTED, "utf8")).toBe(`${[...contract.keys()].join("\n")}\n`);
});

test("nothing is asked of a caller that the contract does not ask", () => {
  const counted = new Set(readFileSync(COMMITTED, "utf8").trim().split("\n"));
  const required = [...ours.keys()].filter((line) => /^Query\.(studies|study|result)\(.*!\)$/.test(line));
  expect(required.filter((line) => !counted.has(line))).toEqual([]);
});

test("schema/schema.graphql is what the code says", () => {
  expect(readFileSync(join(ROOT, "schema", "schema.graphql"), "utf8")).toBe(`${printSchema(schema)}\n`);
});
