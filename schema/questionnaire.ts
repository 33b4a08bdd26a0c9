import { z } from "zod";
import type { QuestionKind } from "./survey.ts";

/*
 * A questionnaire in a file of another program: what is sent to have it read or brought in, and what is said of it.
 * Files are no GraphQL, so these go to routes of their own.
 */

export const QUESTIONNAIRE_FORMATS = ["XLSFORM", "LIMESURVEY", "REDCAP"] as const;
export type QuestionnaireFormat = (typeof QUESTIONNAIRE_FORMATS)[number];

export const QUESTIONNAIRE_LIMITS = {
  /** Of one file as it was sent */
  bytes: 4 * 1024 ** 2,
  /** Two where questions and answers are apart */
  files: 2,
} as const;

const language = z.string().max(100).nullish();

const filesSchema = z
  .array(z.strictObject({ name: z.string().max(255), content: z.base64() }))
  .max(QUESTIONNAIRE_LIMITS.files);

/** Files in Base64, and which of their languages stand in our two places; as their names say where left out. */
export const readingRequestSchema = z.strictObject({ files: filesSchema, nl: language, en: language });
export type ReadingRequest = z.input<typeof readingRequestSchema>;

const words = z.strictObject({ nl: z.string(), en: z.string().nullish() });

/** What is not said is as the file has it. Checked as every draft is. */
export const bringInRequestSchema = z.strictObject({
  ...readingRequestSchema.shape,
  study: z.string().max(200),
  slug: z.string().max(200),
  title: words.nullish(),
  consent: words.nullish(),
});
export type BringInRequest = z.input<typeof bringInRequestSchema>;

interface Words {
  nl: string;
  en: string | null;
}

/** What a questionnaire would be here, before anything is kept. */
export interface QuestionnaireReading {
  format: QuestionnaireFormat;
  /** As the file names them, its own first; "" where it names none */
  languages: string[];
  nl: string;
  en: string | null;
  title: Words | null;
  consent: Words | null;
  questions: ReadQuestionLine[];
  remarks: RemarkLine[];
}

export interface ReadQuestionLine {
  variable: string;
  kind: QuestionKind;
  text: Words;
  required: boolean;
  options: Words[];
  /** As text, in the manner of XLSForm */
  relevance: string | null;
  constraint: string | null;
  calculation: string | null;
}

export type RemarkOutcome = "CARRIED_OVER" | "CHANGED" | "LEFT_OUT";

/** What became of one thing in the file. */
export interface RemarkLine {
  outcome: RemarkOutcome;
  code: string;
  sheet: string | null;
  row: number | null;
  column: string | null;
  name: string | null;
  type: string | null;
  /** In the reader's language */
  message: string;
  detail: string | null;
}

export interface BroughtIn {
  /** Of the survey */
  id: string;
  slug: string;
  reading: QuestionnaireReading;
}
