import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { type DocumentNode, execute, type GraphQLSchema, visit } from "graphql";
import type { Context } from "./context.ts";

type Executor = ApolloServerOptionsWithGateway<Context>["gateway"];

/**
 * Executes what Apollo has checked against `schema` with `executing`: the same types, but quicker in how they are written
 * out. This is the place that Apollo has for an executor of one's own; there is no gateway.
 */
export function executingWith(schema: GraphQLSchema, executing: GraphQLSchema): Executor {
  const askingItself = new WeakMap<DocumentNode, boolean>();
  const asksItself = (document: DocumentNode): boolean => {
    let asks = askingItself.get(document);
    if (asks === undefined) askingItself.set(document, (asks = namesTheSchema(document)));
    return asks;
  };
  return {
    onSchemaLoadOrUpdate(load) {
      load({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    load: async () => ({
      executor: async ({ document, context, request }) =>
        execute({
          schema: asksItself(document) ? schema : executing,
          document,
          contextValue: context,
          variableValues: request.variables,
          operationName: request.operationName,
        }),
    }),
    stop: async () => undefined,
  };
}

/** Whether it asks for the schema, which must then be the printed one. */
function namesTheSchema(document: DocumentNode): boolean {
  let names = false;
  visit(document, {
    Field({ name: { value } }) {
      if (value === "__schema" || value === "__type") names = true;
    },
  });
  return names;
}
