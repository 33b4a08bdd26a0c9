import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { printExpression } from "../../../../schema/logic/print.ts";
import {
  bringInRequestSchema,
  type BroughtIn,
  QUESTIONNAIRE_LIMITS,
  type QuestionnaireReading,
  readingRequestSchema,
} from "../../../../schema/questionnaire.ts";
import { Problem } from "../../../../schema/problem.ts";
import type { Question } from "../../../../schema/survey.ts";
import type { Locale } from "../../../../schema/text.ts";
import type { Asker } from "../../../people/people.ts";
import type { ReadDraft } from "./bringing-in.ts";
import type { SentFile } from "./formats/questionnaire.ts";
import { fileTooLarge } from "./formats/refusals.ts";
import { writeXlsForm } from "./formats/xlsform/write-xlsform.ts";
import { surveyUnknown } from "../problems.ts";
import { type Remark, sayRemark } from "./formats/remarks.ts";
import { surveyPolicy } from "../survey.policy.ts";
import type { SurveyStep } from "../survey.ts";

/*
 * A questionnaire of another program, for whoever may make surveys (session or access token):
 *
 *   POST /questionnaires/reading   files in Base64                 200  what it would be here; nothing is kept
 *   POST /questionnaires           the same, with study and slug   201  the survey that was made of it, a draft
 *   GET  /surveys/<id>/xlsform.xlsx                                200  the draft of a survey, as an XLSForm
 *
 * As application/json. Not GraphQL, because they carry files. Anything else is { "code", "message", "path" }.
 */

export interface QuestionnaireRoutes {
  survey: Pick<SurveyStep, "readQuestionnaire" | "bringInQuestionnaire" | "survey">;
  viewerOf(request: FastifyRequest): Promise<Asker>;
  localeOf(request: FastifyRequest): Locale;
}

/** Base64 takes four signs for three bytes; the rest of a request is small. */
const MOST_BYTES = Math.ceil((QUESTIONNAIRE_LIMITS.files * QUESTIONNAIRE_LIMITS.bytes * 4) / 3) + 64 * 1024;

const STATUS: Record<string, number> = {
  NOT_PERMITTED: 403,
  TOKEN_NOT_VALID: 401,
  STUDY_UNKNOWN: 404,
  SURVEY_UNKNOWN: 404,
  SLUG_TAKEN: 409,
  QUESTIONNAIRE_TOO_LARGE: 413,
};

const notPermitted = () =>
  new Problem("NOT_PERMITTED", { nl: "Dit mag je niet.", en: "You are not allowed to do this." });

const requestInvalid = (path: string[]) =>
  new Problem("BAD_REQUEST", { nl: "Dit verzoek klopt niet.", en: "This request is not right." }, path);

export function addQuestionnaireRoutes(app: FastifyInstance, deps: QuestionnaireRoutes): void {
  const { survey, viewerOf, localeOf } = deps;

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (locale: Locale) => Promise<unknown>,
    rule: "makeSurveys" | "seeSurveys" = "makeSurveys",
  ) {
    void reply.header("cache-control", "no-store");
    const locale = localeOf(request);
    try {
      const viewer = await viewerOf(request);
      if (!surveyPolicy[rule]({ viewer, respondent: null })) throw notPermitted();
      return await work(locale);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, text, at } = error;
      return reply.code(STATUS[code] ?? 422).send({ code, message: text[locale], path: at ?? null });
    }
  }

  void app.register(async (routes) => {
    routes.setErrorHandler((error: { statusCode?: number }, request, reply) => {
      if (error.statusCode !== 413) throw error;
      const { code, text } = fileTooLarge();
      return reply.code(413).send({ code, message: text[localeOf(request)], path: ["file"] });
    });

    routes.post("/questionnaires/reading", { bodyLimit: MOST_BYTES }, (request, reply) =>
      answer(request, reply, async (locale) => {
        const { files, ...asked } = parsed(readingRequestSchema, request.body);
        return readingOf(await survey.readQuestionnaire(files.map(sent), asked), locale);
      }),
    );

    routes.post("/questionnaires", { bodyLimit: MOST_BYTES }, (request, reply) =>
      answer(request, reply, async (locale) => {
        const { files, ...from } = parsed(bringInRequestSchema, request.body);
        const { survey: made, read } = await survey.bringInQuestionnaire({ ...from, files: files.map(sent) });
        const broughtIn: BroughtIn = { id: made.id, slug: made.slug, reading: readingOf(read, locale) };
        return reply.code(201).send(broughtIn);
      }),
    );

    routes.get<{ Params: { id: string } }>("/surveys/:id/xlsform.xlsx", (request, reply) =>
      answer(
        request,
        reply,
        async () => {
          const found = await survey.survey(request.params.id);
          if (found === null) throw surveyUnknown();
          return reply
            .type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            .header("content-disposition", `attachment; filename="${found.slug}.xlsx"`)
            .send(await writeXlsForm(found.slug, found.draft));
        },
        "seeSurveys",
      ),
    );
  });
}

function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const checked = schema.safeParse(body);
  if (!checked.success) throw requestInvalid((checked.error.issues[0]?.path ?? []).map(String));
  return checked.data;
}

const sent = ({ name, content }: { name: string; content: string }): SentFile => ({
  name,
  bytes: Buffer.from(content, "base64"),
});

const readingOf = ({ chosen, questions, remarks, ...read }: ReadDraft, locale: Locale): QuestionnaireReading => ({
  format: read.format,
  languages: read.languages,
  ...chosen,
  title: read.title,
  consent: read.consent,
  questions: questions.map(questionLine),
  remarks: remarks.map((remark) => remarkLine(remark, locale)),
});

const questionLine = (question: Question): QuestionnaireReading["questions"][number] => ({
  variable: question.variable,
  kind: question.kind,
  text: question.text,
  required: question.required,
  options: question.options.map(({ label }) => label),
  relevance: question.relevance === null ? null : printExpression(question.relevance),
  constraint: question.constraint === null ? null : printExpression(question.constraint.holds),
  calculation: question.calculation === null ? null : printExpression(question.calculation),
});

function remarkLine(remark: Remark, locale: Locale): QuestionnaireReading["remarks"][number] {
  const { outcome, text } = sayRemark(remark);
  const { code, at, type, why, detail } = remark;
  return {
    outcome,
    code,
    ...at,
    type,
    message: why === null ? text[locale] : `${text[locale]} ${why[locale]}`,
    detail,
  };
}
