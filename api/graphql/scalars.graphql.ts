import { GraphQLError, Kind, type ValueNode } from "graphql";
import { builder } from "./builder.ts";

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function momentOf(value: unknown): Date {
  const moment = typeof value === "string" && MOMENT.test(value) ? new Date(value) : null;
  if (moment === null || Number.isNaN(moment.getTime()) || !sameDay(value as string)) {
    throw new GraphQLError("A DateTime is written as in ISO 8601, with its time zone: 2026-11-22T09:30:00Z.");
  }
  return moment;
}

function dayOf(value: unknown): Date {
  if (typeof value !== "string" || !DAY.test(value) || !sameDay(value)) {
    throw new GraphQLError("A Date is written as in ISO 8601: 2026-11-22.");
  }
  return new Date(`${value}T00:00:00Z`);
}

/** JavaScript takes 31 February for 3 March. */
function sameDay(written: string): boolean {
  const day = new Date(`${written.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written.slice(0, 10));
}

function jsonOf(node: ValueNode, variables: Record<string, unknown> | null | undefined): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, jsonOf(field.value, variables)]));
    case Kind.LIST:
      return node.values.map((value) => jsonOf(value, variables));
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    case Kind.NULL:
      return null;
    default:
      return node.value;
  }
}

builder.scalarType("DateTime", {
  description: "A moment, as in ISO 8601 and in UTC: 2026-11-22T09:30:00.000Z.",
  serialize: (moment) => moment.toISOString(),
  parseValue: momentOf,
});

builder.scalarType("Date", {
  description: "A day of the calendar, as in ISO 8601: 2026-11-22.",
  serialize: (day) => day.toISOString().slice(0, 10),
  parseValue: dayOf,
});

builder.scalarType("JSON", {
  description: "Any JSON value.",
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: jsonOf,
});
