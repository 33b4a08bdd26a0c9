import { GraphQLError } from "graphql";
import type { Text } from "../../schema/text.ts";
import type { Viewer } from "../people/people.ts";
import type { Context } from "./context.ts";

export { Problem } from "../../schema/problem.ts";

/** The words in the caller's language. */
export const say = (text: Text, { locale }: Pick<Context, "locale">): string => text[locale];

/** A GraphQL error with a stable code, for what never reaches a resolver. */
export const codedError = (code: string, message: string, status?: number): GraphQLError =>
  new GraphQLError(message, { extensions: status === undefined ? { code } : { code, http: { status } } });

const SIGN_IN_FIRST: Text = { nl: "Log eerst in.", en: "Sign in first." };
const NOT_FOR_YOU: Text = { nl: "Dit mag je niet.", en: "You are not allowed to do this." };

export const notPermitted = (context: Context): GraphQLError =>
  codedError("NOT_PERMITTED", say(context.viewer === null ? SIGN_IN_FIRST : NOT_FOR_YOU, context));

const LINK_FIRST: Text = { nl: "Open eerst je persoonlijke link.", en: "Open your personal link first." };

/** To whoever asks for what only the holder of a personal link may: signing in would not help them. */
export const linkNeeded = (context: Context): GraphQLError => codedError("NOT_PERMITTED", say(LINK_FIRST, context));

/** The viewer, in a field whose permission asks for one. */
export function signedIn(context: Context): Viewer {
  if (context.viewer === null) throw notPermitted(context);
  return context.viewer;
}
