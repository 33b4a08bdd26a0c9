import {
  type FieldNode,
  type GraphQLField,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { collectSubfields } from "graphql/execution/collectFields.js";

/*
 * Lists of plain things, such as the cells of a result: all their fields answer at once, take no arguments and ask no
 * permission of their own. For each of thousands of fields the executor would look for promises, keep a path and describe
 * where it is. Here what was selected is read once for the list, and then written out for each thing in it.
 */

/** Stands in the extensions of a field that is such a list. */
export const PLAIN_LIST = "plainList";

type Write = (value: unknown) => unknown;

/** What the executor takes such a list for: one value, ready to be given. */
const Ready = new GraphQLScalarType({ name: "Ready" });

/**
 * Makes this schema one to execute with, in which plain lists are written out by themselves. What is asked is checked
 * against the schema as it is printed, which this one was until now.
 */
export function writingPlainLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (field.extensions[PLAIN_LIST] === true) writeOut(field);
  }
  return schema;
}

function writeOut(field: GraphQLField<unknown, unknown>): void {
  const { type, resolve } = field;
  if (!resolve) throw new Error(`nothing makes the list ${field.name}`);
  field.type = isNonNullType(type) ? new GraphQLNonNull(Ready) : Ready;
  field.resolve = (source, args, context, info) =>
    writerOf(type, info.fieldNodes, context, info)(resolve(source, args, context, info));
}

function writerOf(
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  context: unknown,
  info: GraphQLResolveInfo,
): Write {
  if (isNonNullType(type)) {
    const write = writerOf(type.ofType, nodes, context, info);
    return (value) => write(value) ?? fail(`${String(type)} is not there`);
  }
  const write = isListType(type)
    ? listWriter(writerOf(type.ofType, nodes, context, info))
    : isObjectType(type)
      ? objectWriter(type, nodes, context, info)
      : isLeafType(type)
        ? (value: unknown) => type.serialize(value)
        : fail(`${String(type)} is nothing plain`);
  return (value) => (value === null || value === undefined ? null : write(value));
}

const listWriter =
  (write: Write): Write =>
  (value) =>
    (value as readonly unknown[]).map(write);

function objectWriter(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  context: unknown,
  info: GraphQLResolveInfo,
): Write {
  const { schema, fragments, variableValues } = info;
  const fields = type.getFields();
  const selected = [...collectSubfields(schema, fragments, variableValues, type, nodes)].map(([name, own]) => {
    const asked = own[0]?.name.value ?? "";
    const field = fields[asked];
    if (!field) return { name, read: () => type.name };
    const { resolve } = field;
    const write = writerOf(field.type, own, context, info);
    const read: Write = (source) =>
      write(resolve ? resolve(source, {}, context, info) : (source as Record<string, unknown>)[asked]);
    return { name, read };
  });
  return (source) => {
    const written: Record<string, unknown> = {};
    for (const { name, read } of selected) written[name] = read(source);
    return written;
  };
}

function fail(why: string): never {
  throw new TypeError(why);
}
