import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloServerErrorCode, unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Problem } from "../../schema/problem.ts";
import type { Text } from "../../schema/text.ts";
import type { Chance } from "../platform/chance.ts";
import type { Log } from "../platform/log.ts";
import type { Context } from "./context.ts";
import { say } from "./errors.ts";
import { hasTooManyTokens, TOO_LARGE } from "./limits.ts";

const ID_BYTES = 6;

/** A well-formed request with a query that is wrong. */
const OF_THE_QUERY: ReadonlySet<string> = new Set([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
]);

/** To these, GraphQL over HTTP says, such a query is answered with 200: they cannot tell a proxy's 400 from ours. */
const takesPlainJsonOnly = (accept: string | undefined): boolean =>
  accept !== undefined && accept.includes("application/json") && !accept.includes("application/graphql-response+json");

const unexpected = (id: string): Text => ({
  nl: `Er ging iets mis bij ons. Noem nummer ${id} als je het meldt.`,
  en: `Something went wrong on our side. Mention number ${id} when you report it.`,
});

/** Where it happened, without the message: that may hold what somebody answered. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, 8)
    .map((line) => line.trim())
    .join(" < ");
}

/**
 * What callers see of an error: expected ones with their code in their own language, those of the query itself as
 * GraphQL says them, all others masked behind a number that stands in the log.
 */
export function createErrorPresenter({ log, chance }: { log: Log; chance: Chance }) {
  const words = new WeakMap<GraphQLFormattedError, Text>();

  const inWords = (formatted: GraphQLFormattedError, text: Text, extensions: Record<string, unknown>) => {
    const { locations, path } = formatted;
    const shown: GraphQLFormattedError = { message: text.nl, locations, path, extensions };
    words.set(shown, text);
    return shown;
  };

  /** Text and code for an error that nobody expected; the log gets the rest. */
  function mask(error: unknown, field: string | null): { id: string; text: Text } {
    const id = chance(ID_BYTES).toString("hex");
    const known = error as { name?: unknown; code?: unknown } | null;
    log.error("unexpected_error", {
      id,
      field,
      name: typeof known?.name === "string" ? known.name : typeof error,
      code: typeof known?.code === "string" ? known.code : null,
      place: placeOf(error),
    });
    return { id, text: unexpected(id) };
  }

  function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    const original = unwrapResolverError(error);
    if (original instanceof Problem) {
      const { code, at } = original;
      return inWords(formatted, original.text, at === undefined ? { code } : { code, argument: [...at] });
    }
    if (error instanceof GraphQLError && hasTooManyTokens(error))
      return inWords(formatted, TOO_LARGE, { code: "TOO_LARGE" });
    const code = formatted.extensions?.code;
    if (code !== undefined && code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR) return formatted;
    const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
    const { id, text } = mask(original, node?.kind === "Field" ? node.name.value : null);
    return inWords(formatted, text, { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR, id });
  }

  /** Says the words in the caller's language, which formatError is not told. */
  const plugin: ApolloServerPlugin<Context> = {
    requestDidStart: async () => ({
      async willSendResponse({ request, response, contextValue }) {
        if (response.body.kind !== "single") return;
        const { singleResult } = response.body;
        const codes = singleResult.errors?.map((error) => String(error.extensions?.code)) ?? [];
        if (takesPlainJsonOnly(request.http?.headers.get("accept")) && codes.some((code) => OF_THE_QUERY.has(code)))
          response.http.status = 200;
        singleResult.errors = singleResult.errors?.map((error) => {
          const text = words.get(error);
          return text === undefined ? error : { ...error, message: say(text, contextValue) };
        });
      },
    }),
  };

  return { formatError, plugin, mask };
}

export type ErrorPresenter = ReturnType<typeof createErrorPresenter>;
