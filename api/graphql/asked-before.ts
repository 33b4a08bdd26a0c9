import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { Recent } from "../platform/recent.ts";
import type { Context } from "./context.ts";
import type { Execute } from "./execute.ts";
import { inputDepth, LIMITS } from "./limits.ts";
import { guessesIn } from "./tries-plugin.ts";

/*
 * A document that was asked before in the very same words is not read and checked once more: Apollo did so then, against
 * the schema and the limits, and what it found depends on nothing but the words. Who asks, what they may and what they
 * ask it about is looked at every time. Only what goes well is answered here: whatever is out of the ordinary, before or
 * after it was executed, is Apollo's to say.
 */

/** Characters of documents that are kept, about 20 MB once they are read. */
const ROOM = 200_000;

interface Known {
  document: DocumentNode;
  operationName: string | undefined;
  /** As Apollo chose it for this Accept; null until it did. */
  contentType: string | null;
}

/** A request with nothing in it but these. */
interface Asked {
  query: string;
  variables?: Readonly<Record<string, unknown>> | null;
  operationName?: string | null;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;
type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;

export interface AskedBefore {
  /** For Apollo: executes, unless that was done before it came to that. */
  execute: Execute;
  plugin: ApolloServerPlugin<Context>;
  /** Answers what is known; `apollo` makes the handler for the rest, which has the same context. */
  handler(apollo: (contextOf: ContextOf) => Handler, contextOf: ContextOf): Handler;
}

export function createAskedBefore(schema: GraphQLSchema, execute: Execute): AskedBefore {
  const known = new Recent<Known & { size: number }>(ROOM, ({ size }) => size);
  // By the part of a context that is made for one request, and stays itself when Apollo copies the context.
  const executed = new WeakMap<Context["reply"], ExecutionResult>();

  return {
    execute: (checked) => executed.get(checked.context.reply) ?? execute(checked),

    plugin: {
      requestDidStart: async () => ({
        // After every check, and after it went well: what a document costs is only known once its variables fit.
        async willSendResponse({ document, operation, source, request, response: { body } }) {
          if (document === undefined || operation === undefined || source === undefined) return;
          if (body.kind !== "single" || body.singleResult.errors !== undefined) return;
          if (!dependsOnItsWordsOnly(schema, document, operation)) return;
          const key = keyOf(source, request.http?.headers.get("accept"));
          if (known.get(key) !== undefined) return;
          known.set(key, { document, operationName: operation.name?.value, contentType: null, size: key.length });
        },
      }),
    },

    handler(apollo, contextOf) {
      const contexts = new WeakMap<FastifyRequest, Promise<Context>>();
      const handle = apollo((request, reply) => contexts.get(request) ?? contextOf(request, reply));

      async function answer(request: FastifyRequest, reply: FastifyReply, asked: Asked, { document }: Known) {
        const making = contextOf(request, reply);
        contexts.set(request, making);
        // Where there is no context, Apollo says why not.
        const context = await making.catch(() => null);
        if (context === null) return null;
        const variables = asked.variables ?? undefined;
        const result = await execute({ document, context, variables, operationName: undefined });
        if (result.errors === undefined) return `${JSON.stringify({ data: result.data })}\n`;
        // Without data nothing was executed, the variables do not fit; else it must not be executed once more.
        if (result.data !== undefined) executed.set(context.reply, result);
        return null;
      }

      return async (request, reply) => {
        const asked = plainlyAsked(request);
        if (asked === null) return handle(request, reply);
        const key = keyOf(asked.query, request.headers.accept);
        const found = known.get(key);
        if (typeof found?.contentType === "string" && fits(asked, found)) {
          const text = await answer(request, reply, asked, found);
          if (text !== null) {
            void reply.header("content-type", found.contentType);
            return text;
          }
        }
        const given = await handle(request, reply);
        const learnt = known.get(key);
        const contentType = reply.getHeader("content-type");
        if (learnt?.contentType === null && reply.statusCode === 200 && typeof contentType === "string")
          learnt.contentType = contentType;
        return given;
      };
    },
  };
}

const keyOf = (query: string, accept: string | undefined): string => `${accept ?? ""}\n${query}`;

const PLAIN_JSON = /^application\/json(; ?charset=utf-8)?$/i;
const MEMBERS: ReadonlySet<string> = new Set(["query", "variables", "operationName"] satisfies (keyof Asked)[]);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function plainlyAsked({ body, headers }: FastifyRequest): Asked | null {
  if (!PLAIN_JSON.test(headers["content-type"] ?? "") || !isRecord(body)) return null;
  const { query, variables, operationName } = body;
  const plain =
    typeof query === "string" &&
    (variables === undefined || variables === null || isRecord(variables)) &&
    (operationName === undefined || operationName === null || typeof operationName === "string") &&
    Object.keys(body).every((name) => MEMBERS.has(name));
  return plain ? { query, variables, operationName } : null;
}

/** What is checked every time, because it depends on more than the document. */
const fits = ({ variables, operationName }: Asked, known: Known): boolean =>
  (operationName === undefined || operationName === null || operationName === known.operationName) &&
  inputDepth(variables ?? {}) <= LIMITS.inputDepth;

/** One operation, of which neither the cost nor how often it may be tried depends on what is sent with it. */
function dependsOnItsWordsOnly(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const others = document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition !== operation,
  );
  if (others || guessesIn(document, operation) > 0) return false;
  const types = new TypeInfo(schema);
  let fixed = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        if (typeof types.getFieldDef()?.extensions.complexity === "function") fixed = false;
      },
    }),
  );
  return fixed;
}
