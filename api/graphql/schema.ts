import type { GraphQLSchema } from "graphql";
import { builder } from "./builder.ts";
import "./problem.graphql.ts";
import "./scalars.graphql.ts";
import "./text.graphql.ts";
import "../people/people.graphql.ts";

builder.queryType({});
builder.mutationType({});

/** The whole API; each step adds its own types, in the order of the flow. */
export const schema: GraphQLSchema = builder.toSchema({ sortSchema: false });
