import { builder } from "../graphql/builder.ts";
import { signedIn } from "../graphql/errors.ts";
import {
  type AccessTokenRecord,
  type CreatedAccessToken,
  ROLES,
  TOKEN_SCOPES,
  type Viewer,
  type WorkplaceRecord,
} from "./people.ts";

export const RoleType = builder.enumType("Role", { values: ROLES });

const TokenScopeType = builder.enumType("TokenScope", {
  description: "READ: queries. IMPORT: bring studies in. WRITE: every other change.",
  values: TOKEN_SCOPES,
});

export const WorkplaceType = builder.objectRef<WorkplaceRecord>("Workplace").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name"),
    members: t.exposeInt("members"),
  }),
});

const AccessTokenType = builder.objectRef<AccessTokenRecord>("AccessToken").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name"),
    scopes: t.expose("scopes", { type: [TokenScopeType] }),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    expiresAt: t.expose("expiresAt", { type: "DateTime" }),
    lastUsedAt: t.expose("lastUsedAt", { type: "DateTime", nullable: true }),
    revokedAt: t.expose("revokedAt", { type: "DateTime", nullable: true }),
  }),
});

const CreatedAccessTokenType = builder.objectRef<CreatedAccessToken>("CreatedAccessToken").implement({
  description: "secret is shown this once.",
  fields: (t) => ({
    token: t.expose("token", { type: AccessTokenType }),
    secret: t.exposeString("secret"),
  }),
});

const ViewerType = builder.objectRef<Viewer>("Viewer").implement({
  fields: (t) => ({
    id: t.exposeID("userId"),
    name: t.exposeString("name"),
    email: t.exposeString("email"),
    roles: t.field({ type: [RoleType], resolve: (viewer) => viewer.roles }),
    workplaces: t.field({
      type: [WorkplaceType],
      resolve: (viewer, _args, { steps }) => steps.people.workplaces(viewer.workplaces),
    }),
    accessTokens: t.field({
      type: [AccessTokenType],
      resolve: (viewer, _args, { steps }) => steps.people.accessTokens(viewer),
    }),
  }),
});

const CreateAccessTokenInput = builder.inputType("CreateAccessTokenInput", {
  fields: (t) => ({
    name: t.string({ required: true }),
    scopes: t.field({ type: [TokenScopeType], required: true }),
    days: t.int({ required: true, description: "1 to 365" }),
  }),
});

builder.queryField("viewer", (t) =>
  t.field({
    type: ViewerType,
    nullable: true,
    description: "Who is signed in, or whose token asks; null for everyone else.",
    authScopes: { may: "seeViewer" },
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);

builder.mutationFields((t) => ({
  signOut: t.boolean({
    authScopes: { may: "signOut" },
    resolve: (_root, _args, context) => context.endSession(),
  }),

  createAccessToken: t.field({
    type: CreatedAccessTokenType,
    args: { input: t.arg({ type: CreateAccessTokenInput, required: true }) },
    errors: {},
    authScopes: { may: "manageAccessTokens" },
    resolve: (_root, { input }, context) => context.steps.people.createAccessToken(signedIn(context), input),
  }),

  revokeAccessToken: t.field({
    type: AccessTokenType,
    args: { id: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "manageAccessTokens" },
    resolve: (_root, { id }, context) => context.steps.people.revokeAccessToken(signedIn(context), id),
  }),
}));
