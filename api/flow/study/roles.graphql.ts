import { builder } from "../../graphql/builder.ts";
import { signedIn } from "../../graphql/errors.ts";
import { StudyType, VariableRef, VariableRoleType } from "./study.graphql.ts";
import { mayConfirmRoles } from "./study.policy.ts";

builder.objectField(VariableRef, "roleWaits", (t) =>
  t.exposeBoolean("roleWaits", {
    description: "Its role was guessed: it is taken for an answer until a steward confirms what it is.",
  }),
);

builder.objectField(StudyType, "canConfirmRoles", (t) =>
  t.boolean({ resolve: (_study, _args, { viewer }) => mayConfirmRoles(viewer) }),
);

builder.mutationField("confirmRole", (t) =>
  t.field({
    type: VariableRef,
    description: "Says what a variable is whose role was guessed. Counts from the next snapshot on.",
    args: { variable: t.arg.id({ required: true }), role: t.arg({ type: VariableRoleType, required: true }) },
    errors: {},
    authScopes: { may: "confirmRoles" },
    resolve: (_root, { variable, role }, context) => context.steps.study.confirmRole(signedIn(context), variable, role),
  }),
);
