import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { fromThisMachine } from "../graphql/from-this-machine.ts";
import { z } from "zod";
import { Problem } from "../../schema/problem.ts";
import { localeOf } from "../graphql/language.ts";
import type { People } from "./people.ts";

/*
 * Signing in takes two requests, both application/json and from our own pages only:
 *
 *   POST /api/auth/sign-in/magic-link   { "email": "…" }   200 { "status": true }, whether the address is known or not
 *   POST /api/auth/magic-link/verify    { "token": "…" }   200 { "status": true } and the session's HttpOnly cookie
 *
 * Anything else is { "code": "…", "message": "…" } with 400, 403 or 429. The link's secret stands behind the # of
 * /sign-in#<secret>, so neither this server's log nor a proxy's ever sees it in an address.
 */

const BODY_BYTES = 4 * 1024;
const linkWish = z.object({ email: z.string().max(320) });
const linkSecret = z.object({ token: z.string().min(1).max(200) });

const FOREIGN = () =>
  new Problem("FOREIGN_ORIGIN", {
    nl: "Inloggen kan alleen vanaf onze eigen pagina's.",
    en: "You can only sign in from our own pages.",
  });

const NOT_UNDERSTOOD = () =>
  new Problem("BAD_REQUEST", { nl: "Deze vraag is niet te lezen.", en: "This request cannot be read." });

const STATUS: Record<string, number> = { FOREIGN_ORIGIN: 403, DEMO_ONLY_HERE: 403, TOO_MANY_TRIES: 429 };

export function addSignInRoutes(app: FastifyInstance, people: People, publicUrl: string): void {
  const ours = new URL(publicUrl).origin;

  async function answer(request: FastifyRequest, reply: FastifyReply, run: () => Promise<void>) {
    void reply.header("cache-control", "no-store");
    try {
      if (!fromOurPages(request, ours)) throw FOREIGN();
      await run();
      return { status: true };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const message = error.text[localeOf(request.headers["accept-language"])];
      return reply.code(STATUS[error.code] ?? 400).send({ code: error.code, message });
    }
  }

  app.post("/api/auth/sign-in/magic-link", { bodyLimit: BODY_BYTES }, (request, reply) =>
    answer(request, reply, async () => {
      const { email } = read(linkWish, request.body);
      await people.countTry("askSignInLink", request.ip);
      people.askSignInLink(email, localeOf(request.headers["accept-language"]));
    }),
  );

  app.post("/api/auth/magic-link/verify", { bodyLimit: BODY_BYTES }, (request, reply) =>
    answer(request, reply, async () => {
      const { token } = read(linkSecret, request.body);
      await people.countTry("signIn", request.ip);
      for (const cookie of await people.signIn(token, fromThisMachine(request)))
        void reply.header("set-cookie", cookie);
    }),
  );
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw NOT_UNDERSTOOD();
  return result.data;
}

/** Browsers say where a POST comes from; programs say nothing and carry no cookies that could be misused. */
function fromOurPages({ headers }: FastifyRequest, ours: string): boolean {
  const { origin, host } = headers;
  if (headers["sec-fetch-site"] === "cross-site") return false;
  if (origin === undefined || origin === ours) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
