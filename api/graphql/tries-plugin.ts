import type { ApolloServerPlugin } from "@apollo/server";
import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { Problem } from "../../schema/problem.ts";
import type { Context } from "./context.ts";
import { codedError, say } from "./errors.ts";
import { Shape } from "./limits.ts";

/** Fields whose permission is the secret that is sent with them; personal links are counted where one is not known. */
const BY_SECRET: readonly string[] = [
  ...["leaveMessages", "pauseMessages"],
  ...["openAlarm", "addToAlarm"],
  ...["openPlan", "keepPlanRound", "deletePlanRound", "deletePlan", "sharePlan", "stopSharingPlan", "openSharedPlan"],
  ...["sharePlanWithStudy", "stopSharingPlanWithStudy"],
];

/** How many secrets are sent with it. */
export function guessesIn(document: DocumentNode, operation: OperationDefinitionNode): number {
  if (operation.operation !== "mutation") return 0;
  return new Shape(document).rootFields(operation).filter((name) => BY_SECRET.includes(name)).length;
}

/** Each is a guess at a secret; one request may hold several, under aliases, and each counts. */
export const triesPlugin: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ document, operation, contextValue }) {
      const guesses = operation ? guessesIn(document, operation) : 0;
      try {
        for (let guess = 0; guess < guesses; guess++) await contextValue.countTry("openInvitation");
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        throw codedError(error.code, say(error.text, contextValue), 429);
      }
    },
  }),
};
