import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import ErrorsPlugin from "@pothos/plugin-errors";
import RelayPlugin from "@pothos/plugin-relay";
import ScopeAuthPlugin, { type AuthFailure } from "@pothos/plugin-scope-auth";
import { Problem } from "../../schema/problem.ts";
import type { Context } from "./context.ts";
import { linkNeeded, notPermitted } from "./errors.ts";
import { isByLink, type PermissionName, permissions } from "./permissions.ts";

/** What the steps write their types with. This file defines no types itself. */
export interface BuilderTypes {
  Context: Context;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    /** A day, as midnight UTC: what Prisma gives for @db.Date. */
    Date: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
  };
  AuthScopes: { may: PermissionName };
  /** Fields are never null unless they say `nullable: true`. */
  DefaultFieldNullability: false;
}

export const builder = new SchemaBuilder<BuilderTypes>({
  defaultFieldNullability: false,
  plugins: [ErrorsPlugin, ScopeAuthPlugin, ComplexityPlugin, RelayPlugin],
  // A field with `errors: {}` answers `XxxResult = Xxx | Problem`, named after the field: takeSnapshot, TakeSnapshotResult.
  errors: {
    defaultTypes: [Problem],
    directResult: true,
    defaultUnionOptions: { name: ({ fieldName }) => `${fieldName[0]?.toUpperCase()}${fieldName.slice(1)}Result` },
  },
  scopeAuth: {
    authScopes: (context) => ({ may: (name: PermissionName) => permissions[name](context) }),
    unauthorizedError: (_parent, context, _info, { failure }) =>
      isLinkMissing(failure) ? linkNeeded(context) : notPermitted(context),
  },
  // The limit itself is kept before anything runs: see limits.ts.
  complexity: { defaultComplexity: 1, defaultListMultiplier: 10 },
  relay: { nodeQueryOptions: false, nodesQueryOptions: false, cursorType: "String" },
});

function isLinkMissing(failure: AuthFailure): boolean {
  if ("failures" in failure) return failure.failures.some(isLinkMissing);
  return "parameter" in failure && isByLink(failure.parameter);
}

export type Builder = typeof builder;
