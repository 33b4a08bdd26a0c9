import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./generated/schema-types.d.ts";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Typed operations: what does not fit schema/schema.graphql does not compile. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** ISO 8601 */
    DateTime: string;
    /** YYYY-MM-DD */
    Date: string;
    JSON: Json;
  };
}>();

export { readFragment } from "gql.tada";
export type { FragmentOf, ResultOf, VariablesOf } from "gql.tada";
