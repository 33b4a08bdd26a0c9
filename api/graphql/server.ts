import { ApolloServer, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import cookies from "@fastify/cookie";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import { fromThisMachine } from "./from-this-machine.ts";
import { Problem } from "../../schema/problem.ts";
import type { Text } from "../../schema/text.ts";
import { addFeedRoutes } from "../flow/outcome/feed.routes.ts";
import { addHandOverRoutes } from "../flow/snapshot/hand-over/hand-over.routes.ts";
import { addResultRoutes } from "../flow/result/result.routes.ts";
import { addStudyImportRoutes } from "../flow/study/study.routes.ts";
import { addQuestionnaireRoutes } from "../flow/survey/questionnaire/questionnaire.routes.ts";
import { addSignInRoutes } from "../people/sign-in-routes.ts";
import type { Chance } from "../platform/chance.ts";
import type { Log } from "../platform/log.ts";
import { RESPONDENT_COOKIE } from "../flow/survey/survey.ts";
import { createAskedBefore } from "./asked-before.ts";
import type { Context, Steps } from "./context.ts";
import { codedError, say } from "./errors.ts";
import { executedBy, executingWith } from "./execute.ts";
import { chosenLocale, localeOf } from "./language.ts";
import { LIMITS, limitsPlugin, TOO_LARGE } from "./limits.ts";
import { createErrorPresenter, type ErrorPresenter } from "./present-errors.ts";
import { triesPlugin } from "./tries-plugin.ts";

export interface ApiDeps {
  schema: GraphQLSchema;
  /** The same to execute with, where that is another. */
  executing?: GraphQLSchema;
  steps: Steps;
  log: Log;
  chance: Chance;
  /** Where people find the web client; cookies are Secure where it is https. */
  publicUrl: string;
}

const ONLY_POST: Text = {
  nl: "Vragen aan de API gaan met POST, als application/json.",
  en: "Questions to the API are sent with POST, as application/json.",
};
const NOT_READABLE: Text = { nl: "Dit is geen leesbare JSON.", en: "This is not readable JSON." };

/** Puts the API on a server: POST /graphql, and the two requests that signing in takes. */
export async function addApi(app: FastifyInstance, deps: ApiDeps): Promise<void> {
  const presenter = createErrorPresenter(deps);
  const before = createAskedBefore(deps.schema, executingWith(deps.schema, deps.executing ?? deps.schema));
  const apollo = new ApolloServer<Context>({
    gateway: executedBy(deps.schema, before.execute),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    // Stopping is main.ts's to decide.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    formatError: presenter.formatError,
    logger: quietLogger(deps.log),
    plugins: [
      limitsPlugin(deps.schema),
      triesPlugin,
      presenter.plugin,
      before.plugin,
      // Nothing here may be kept by others, which the route says; no field is looked at for it.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin<BaseContext>(app),
    ],
  });
  await apollo.start();

  await app.register(cookies);
  await app.register(async (api) => {
    api.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply, presenter));
    api.route({
      method: "POST",
      url: "/graphql",
      bodyLimit: LIMITS.bytes,
      onRequest: async (_request, reply) => void reply.header("cache-control", "no-store"),
      handler: before.handler(
        (context) => fastifyApolloHandler(apollo, { context }).bind(api),
        (request, reply) => contextOf(request, reply, deps, presenter),
      ),
    });
    api.route({
      method: ["GET", "PUT", "PATCH", "DELETE"],
      url: "/graphql",
      handler: async (request, reply) =>
        reply
          .code(405)
          .header("allow", "POST")
          .send(errorBody("METHOD_NOT_ALLOWED", ONLY_POST, request)),
    });
    addSignInRoutes(api, deps.steps.people, deps.publicUrl);
    const viewerOf = async ({ headers: { authorization, cookie } }: FastifyRequest) =>
      (await deps.steps.people.viewerOf({ authorization, cookie })).viewer;
    addStudyImportRoutes(api, {
      study: deps.steps.study,
      viewerOf,
      localeOf: (request) => localeOf(request.headers["accept-language"]),
    });
    addQuestionnaireRoutes(api, {
      survey: deps.steps.survey,
      viewerOf,
      localeOf: (request) => localeOf(request.headers["accept-language"]),
    });
    addHandOverRoutes(api, {
      handOvers: deps.steps.handOvers,
      viewerOf,
      localeOf: (request) => localeOf(request.headers["accept-language"]),
    });
    const fileLocaleOf = ({ query, headers }: FastifyRequest) =>
      chosenLocale((query as { lang?: unknown }).lang, headers["accept-language"]);
    addResultRoutes(api, {
      result: deps.steps.result,
      publicUrl: deps.publicUrl,
      viewerOf,
      localeOf: fileLocaleOf,
    });
    addFeedRoutes(api, { ...deps.steps, publicUrl: deps.publicUrl, localeOf: fileLocaleOf });
  });
}

async function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: ApiDeps,
  presenter: ErrorPresenter,
): Promise<Context> {
  const { people, survey } = deps.steps;
  const locale = localeOf(request.headers["accept-language"]);
  const { authorization, cookie } = request.headers;
  const sendCookies = (values: readonly string[]) => values.forEach((value) => reply.header("set-cookie", value));
  const secure = deps.publicUrl.startsWith("https:");

  try {
    const { viewer, cookies } = await people.viewerOf({ authorization, cookie });
    sendCookies(cookies);
    let left: AbortSignal | undefined;
    const held = request.cookies[RESPONDENT_COOKIE];
    return {
      viewer,
      respondent: held === undefined ? null : await survey.holderOf(held),
      locale,
      steps: deps.steps,
      reply: {
        setCookie: (name, value, expires) =>
          void reply.setCookie(name, value, { expires, httpOnly: true, sameSite: "strict", path: "/", secure }),
        clearCookie: (name) => void reply.clearCookie(name, { httpOnly: true, sameSite: "strict", path: "/", secure }),
      },
      get left() {
        return (left ??= leftBefore(reply));
      },
      fromThisMachine: fromThisMachine(request),
      countTry: (what) => people.countTry(what, request.ip),
      async endSession() {
        if (viewer === null || viewer.scopes !== null || cookie === undefined) return false;
        sendCookies(await people.signOut(cookie));
        return true;
      },
    };
  } catch (error) {
    // The context is what the words are otherwise chosen by, so they are chosen here.
    if (error instanceof Problem) throw codedError(error.code, say(error.text, { locale }), 401);
    throw codedError("UNAVAILABLE", say(presenter.mask(error, null).text, { locale }), 500);
  }
}

/** The connection was closed, and what was asked is not wanted any more. */
function leftBefore({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  if (raw.closed && !raw.writableFinished) left.abort();
  raw.once("close", () => {
    if (!raw.writableFinished) left.abort();
  });
  return left.signal;
}

/** What goes wrong before or beside GraphQL, in GraphQL's form. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, presenter: ErrorPresenter) {
  const status = error.statusCode ?? 500;
  if (status === 413) return reply.code(413).send(errorBody("TOO_LARGE", TOO_LARGE, request));
  if (status === 415) return reply.code(415).send(errorBody("UNSUPPORTED_MEDIA_TYPE", ONLY_POST, request));
  if (status >= 400 && status < 500) return reply.code(status).send(errorBody("BAD_REQUEST", NOT_READABLE, request));
  return reply.code(500).send(errorBody("INTERNAL_SERVER_ERROR", presenter.mask(error, null).text, request));
}

const errorBody = (code: string, text: Text, request: FastifyRequest) => ({
  errors: [{ message: text[localeOf(request.headers["accept-language"])], extensions: { code } }],
});

/** The GraphQL server's own lines say when, not what: they may quote a request. */
const quietLogger = (log: Log) => ({
  debug: () => {},
  info: () => {},
  warn: () => log.warn("graphql_server_warning"),
  error: () => log.error("graphql_server_error"),
});
