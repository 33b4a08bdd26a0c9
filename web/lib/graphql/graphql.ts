import type { DocumentDecoration, initGraphQLTada } from "gql.tada";
import type { introspection } from "./generated/schema-types.d.ts";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

type Graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** ISO 8601 */
    DateTime: string;
    /** YYYY-MM-DD */
    Date: string;
    JSON: Json;
  };
}>;

/** A comment, between an operation and each fragment it uses. */
const BETWEEN = "\n#\n";

function write(source: string, fragments: readonly string[] = []): string {
  const parts = [source.replace(" @_unmask", ""), ...fragments].flatMap((part) => part.split(BETWEEN));
  return [...new Set(parts)].join(BETWEEN);
}

/**
 * Typed operations: what does not fit schema/schema.graphql does not compile. For the compiler an operation is a
 * document; what runs is its text, which urql takes as well, so that a phone needs no parser.
 */
export const graphql = write as unknown as Graphql;

export const textOf = (operation: DocumentDecoration<unknown, never>): string => operation as unknown as string;

export type { FragmentOf, ResultOf, TadaDocumentNode, VariablesOf } from "gql.tada";
