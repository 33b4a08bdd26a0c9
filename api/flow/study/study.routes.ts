import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Problem } from "../../../schema/problem.ts";
import type { Locale } from "../../../schema/text.ts";
import type { Asker, Viewer } from "../../people/people.ts";
import { mayImport } from "./study.policy.ts";
import type { StudyStep } from "./study.ts";

/*
 * The two requests of an import that are not GraphQL, because they carry files:
 *
 *   PUT /imports/<id>/files/<path within the package>   the file itself, any content type   204
 *   GET /imports/<id>/problems.csv                       all problems of a refused import    200 text/csv
 *
 * Only for whoever opened the import. Anything else is { "code": "…", "message": "…" }.
 */

export interface StudyImportRoutes {
  study: StudyStep;
  viewerOf(request: FastifyRequest): Promise<Asker>;
  localeOf(request: FastifyRequest): Locale;
}

const STATUS: Record<string, number> = {
  NOT_PERMITTED: 403,
  UNKNOWN_IMPORT: 404,
  NO_REPORT: 404,
  IMPORT_NOT_OPEN: 409,
  TOO_LARGE: 413,
  TOO_MANY_FILES: 413,
  UNAUTHENTICATED: 401,
};

const notPermitted = () =>
  new Problem("NOT_PERMITTED", { nl: "Dit mag je niet.", en: "You are not allowed to do this." });

const noReport = () =>
  new Problem("NO_REPORT", {
    nl: "Van deze import is er geen lijst met problemen.",
    en: "There is no list of problems for this import.",
  });

export function addStudyImportRoutes(app: FastifyInstance, deps: StudyImportRoutes): void {
  const { study, viewerOf, localeOf } = deps;

  async function answer(request: FastifyRequest, reply: FastifyReply, work: (viewer: Viewer) => Promise<unknown>) {
    void reply.header("cache-control", "no-store");
    try {
      const viewer = await viewerOf(request);
      if (viewer === null || !mayImport(viewer)) throw notPermitted();
      return await work(viewer);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return reply.code(STATUS[error.code] ?? 400).send({ code: error.code, message: error.text[localeOf(request)] });
    }
  }

  void app.register(async (routes) => {
    // A file is passed on as it comes, whatever it says that it is.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

    routes.put<{ Params: { id: string; "*": string } }>("/imports/:id/files/*", (request, reply) =>
      answer(request, reply, async (viewer) => {
        const { id, "*": path } = request.params;
        await study.receiveFile(viewer, id, path, (request.body as Readable | undefined) ?? request.raw);
        return reply.code(204).send();
      }),
    );

    routes.get<{ Params: { id: string } }>("/imports/:id/problems.csv", (request, reply) =>
      answer(request, reply, async (viewer) => {
        const path = await study.importReport(viewer, request.params.id);
        if (path === null) throw noReport();
        return reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="problems.csv"')
          .send(createReadStream(path));
      }),
    );
  });
}
