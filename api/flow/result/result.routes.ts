import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Problem } from "../../../schema/problem.ts";
import type { Locale } from "../../../schema/text.ts";
import type { Asker } from "../../people/people.ts";
import { citationText, cslOf } from "./exits/citation.ts";
import { csvOf } from "./exits/csv.ts";
import { ResultDocument } from "./exits/document.ts";
import { pdfOf } from "./exits/pdf.ts";
import { xlsxOf } from "./exits/xlsx.ts";
import { resultPolicy } from "./result.policy.ts";
import type { ResultStep } from "./result.ts";

/*
 * A result that was given, to take along; for whoever may ask (session or access token):
 *
 *   GET /results/<id>.csv    the table for programs; ?bom=true for spreadsheets that need a mark to see UTF-8
 *   GET /results/<id>.xlsx   the table and what it is
 *   GET /results/<id>.pdf    to read, tagged
 *   GET /results/<id>.json   how to cite it, CSL-JSON
 *   GET /results/<id>.txt    how to cite it, in words
 *
 * In Dutch or English, by ?lang=nl|en or Accept-Language. Anything else is { "code": "…", "message": "…" }.
 */

export interface ResultRoutes {
  result: Pick<ResultStep, "takeAlong">;
  publicUrl: string;
  viewerOf(request: FastifyRequest): Promise<Asker>;
  localeOf(request: FastifyRequest): Locale;
}

interface ExitFile {
  type: string;
  /** Opened where it is asked, or kept as a file. */
  disposition: "inline" | "attachment";
  write(document: ResultDocument, request: ExitRequest): Buffer | string | Promise<Buffer>;
}

interface ExitRequest {
  url: string;
  bom: boolean;
}

const FILES: Record<string, ExitFile> = {
  csv: {
    type: "text/csv; charset=utf-8; header=present",
    disposition: "attachment",
    write: (document, { bom }) => csvOf(document, { bom }),
  },
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    disposition: "attachment",
    write: xlsxOf,
  },
  pdf: { type: "application/pdf", disposition: "inline", write: pdfOf },
  json: {
    type: "application/vnd.citationstyles.csl+json; charset=utf-8",
    disposition: "attachment",
    write: (document, { url }) => JSON.stringify(cslOf(document, url), null, 2),
  },
  txt: {
    type: "text/plain; charset=utf-8",
    disposition: "inline",
    write: (document, { url }) => citationText(document, url),
  },
};

/**
 * Only whoever was given it keeps a copy, and asks whether it still holds before using it: the figures never change,
 * but their data can be withdrawn, and somebody can lose the right to see them.
 */
const OWN_COPY = "private, no-cache";

const STATUS: Record<string, number> = { NOT_PERMITTED: 403, UNKNOWN_RESULT: 404, TOKEN_NOT_VALID: 401 };

const notPermitted = (viewer: Asker): Problem =>
  new Problem(
    "NOT_PERMITTED",
    viewer === null
      ? { nl: "Log eerst in.", en: "Sign in first." }
      : { nl: "Dit mag je niet.", en: "You are not allowed to do this." },
  );

const unknownResult = (): Problem =>
  new Problem("UNKNOWN_RESULT", {
    nl: "Deze uitkomst is nooit gegeven. Stel de vraag eerst.",
    en: "This result was never given. Ask the question first.",
  });

export function addResultRoutes(app: FastifyInstance, deps: ResultRoutes): void {
  const { result, publicUrl, viewerOf, localeOf } = deps;
  for (const [ending, file] of Object.entries(FILES)) {
    app.get<{ Params: { id: string }; Querystring: { bom?: string } }>(
      `/results/:id.${ending}`,
      async (request, reply) => {
        void reply.header("vary", "Accept-Language, Authorization, Cookie");
        try {
          const viewer = await viewerOf(request);
          if (!resultPolicy.askResult({ viewer, respondent: null })) throw notPermitted(viewer);
          const document = await result.takeAlong(request.params.id, localeOf(request));
          if (document === null) throw unknownResult();
          if (!ResultDocument.isMade(document)) throw new TypeError("only what was released can be taken along");
          const { id, locale } = document;
          const asked = { url: `${publicUrl}/results/${id}`, bom: request.query.bom === "true" };
          const etag = `"${createHash("sha256")
            .update(JSON.stringify([document, asked, ending]))
            .digest("base64url")}"`;
          void reply.header("cache-control", OWN_COPY).header("etag", etag).header("content-language", locale);
          if (request.headers["if-none-match"] === etag) return reply.code(304).send();
          return reply
            .type(file.type)
            .header("content-disposition", `${file.disposition}; filename="weerklank-${id}.${ending}"`)
            .send(await file.write(document, asked));
        } catch (error) {
          return sendProblem(error, reply, localeOf(request));
        }
      },
    );
  }
}

function sendProblem(error: unknown, reply: FastifyReply, locale: Locale) {
  void reply.header("cache-control", "no-store");
  if (!(error instanceof Problem)) throw error;
  return reply.code(STATUS[error.code] ?? 400).send({ code: error.code, message: error.text[locale] });
}
