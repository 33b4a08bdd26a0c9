import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "../../../../schema/problem.ts";
import type { Locale } from "../../../../schema/text.ts";
import type { Asker } from "../../../people/people.ts";
import { mayFetchHandOver } from "./hand-over.policy.ts";
import type { HandOvers } from "./hand-over.ts";
import { handOverProblem } from "./problems.ts";

/*
 * The one way out for the data themselves, encrypted:
 *
 *   GET /hand-overs/<id>/data.zip.age   200 application/octet-stream
 *
 * Only for one of the two stewards, signed in at the screen. Anything else is { "code": "…", "message": "…" }.
 */

export interface HandOverRoutes {
  handOvers: HandOvers;
  viewerOf(request: FastifyRequest): Promise<Asker>;
  localeOf(request: FastifyRequest): Locale;
}

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  NOT_PERMITTED: 403,
  NOT_ONE_OF_THE_TWO: 403,
  UNKNOWN_HAND_OVER: 404,
  HAND_OVER_WAITS: 409,
  HAND_OVER_NOT_READY: 409,
  HAND_OVER_MADE_ANEW: 409,
  SNAPSHOT_WITHDRAWN: 409,
  HAND_OVER_OVER: 410,
  HAND_OVER_ENDED: 410,
  HAND_OVER_FAILED: 410,
  FILE_GONE: 410,
};

const notPermitted = () =>
  new Problem("NOT_PERMITTED", { nl: "Dit mag je niet.", en: "You are not allowed to do this." });

export function addHandOverRoutes(app: FastifyInstance, { handOvers, viewerOf, localeOf }: HandOverRoutes): void {
  app.get<{ Params: { id: string } }>(
    "/hand-overs/:id/data.zip.age",
    // Asking for the head would be written down as a fetch.
    { exposeHeadRoute: false },
    async (request, reply) => {
      void reply.header("cache-control", "no-store");
      try {
        const viewer = await viewerOf(request);
        if (viewer === null) throw notPermitted();
        if (!mayFetchHandOver(viewer))
          throw viewer.roles.includes("STEWARD") ? handOverProblem("NOT_ONE_OF_THE_TWO") : notPermitted();
        const { file, bytes, name } = await handOvers.fetchHandOver(viewer, request.params.id);
        return await reply
          .type("application/octet-stream")
          .header("content-length", bytes)
          .header("content-disposition", `attachment; filename="${name}"`)
          .send(file.createReadStream());
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return reply.code(STATUS[error.code] ?? 400).send({ code: error.code, message: error.text[localeOf(request)] });
      }
    },
  );
}
