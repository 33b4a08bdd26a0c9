import type { ApolloServerPlugin } from "@apollo/server";
import { Problem } from "../../schema/problem.ts";
import type { Context } from "./context.ts";
import { codedError, say } from "./errors.ts";
import { Shape } from "./limits.ts";

/** Fields whose permission is the secret that is sent with them; personal links are counted where one is not known. */
const BY_SECRET: readonly string[] = [
  ...["leaveMessages", "pauseMessages"],
  ...["openAlarm", "addToAlarm"],
  ...["openPlan", "keepPlanRound", "deletePlanRound", "deletePlan", "sharePlan", "stopSharingPlan", "openSharedPlan"],
];

/** Each is a guess at a secret; one request may hold several, under aliases, and each counts. */
export const triesPlugin: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ document, operation, contextValue }) {
      if (operation?.operation !== "mutation") return;
      const guesses = new Shape(document).rootFields(operation).filter((name) => BY_SECRET.includes(name));
      try {
        for (const _guess of guesses) await contextValue.countTry("openInvitation");
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        throw codedError(error.code, say(error.text, contextValue), 429);
      }
    },
  }),
};
