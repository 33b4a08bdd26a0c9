import type { z } from "zod";
import { definitionSchema, LIMITS, type SurveyDefinition, surveySlugSchema } from "../../../../schema/survey.ts";
import { asked, composedIssue, MOST_LINES, type WrittenSurvey } from "../../../../schema/kinds/composed.ts";
import { Problem } from "../../../../schema/problem.ts";
import type { Text } from "../../../../schema/text.ts";

/** What is wrong with a draft, by the names that schema/survey.ts gives it. */
const WORDS: Record<string, Text> = {
  repeated: { nl: "Dit komt al eerder voor. Kies iets anders.", en: "This was there before. Choose something else." },
  missing: { nl: "Dit hoort bij deze soort vraag en ontbreekt.", en: "This kind of question needs this." },
  not_for_this_kind: { nl: "Dit hoort niet bij deze soort vraag.", en: "This kind of question has no such thing." },
  too_few_options: {
    nl: "Hier zijn te weinig antwoorden om uit te kiezen.",
    en: "There are too few answers to choose from.",
  },
  not_above_minimum: { nl: "Het hoogste moet boven het laagste liggen.", en: "The maximum must be above the minimum." },
  too_many_steps: {
    nl: `Een schaal heeft hoogstens ${LIMITS.scaleSteps} stappen.`,
    en: `A scale has at most ${LIMITS.scaleSteps} steps.`,
  },
  number_of_faces: {
    nl: `Een schaal met gezichten heeft ${LIMITS.leastFaces} tot ${LIMITS.mostFaces} stappen.`,
    en: `A scale of faces has ${LIMITS.leastFaces} to ${LIMITS.mostFaces} steps.`,
  },
  too_many_lines: { nl: `Hoogstens ${MOST_LINES} regels.`, en: `At most ${MOST_LINES} lines.` },
  line_code: {
    nl: "Geef elke regel een eigen code van letters, cijfers en _.",
    en: "Give each line a code of its own, of letters, digits and _.",
  },
  no_such_day: { nl: "Schrijf een dag als 2026-11-22.", en: "Write a day as 2026-11-22." },
  limits_not_whole: { nl: "Hele getallen hebben hele grenzen.", en: "Whole numbers have whole limits." },
  expression_too_large: {
    nl: "Deze formule is te groot. Maak er een berekening van.",
    en: "This formula is too large. Split it up.",
  },
  not_ascending: { nl: "De grenzen van de groepen moeten oplopen.", en: "The limits of the bands must ascend." },
  outside_limits: {
    nl: "De grenzen van de groepen liggen buiten wat de vraag toelaat.",
    en: "The limits of the bands lie outside what the question takes.",
  },
};

const BY_CODE: Record<string, Text> = {
  invalid_type: { nl: "Dit ontbreekt of is van een andere soort.", en: "This is missing or of another kind." },
  invalid_format: {
    nl: "Begin met een letter of cijfer. Gebruik alleen letters, cijfers, _ en -; in de naam van een variabele geen -.",
    en: "Start with a letter or digit. Use only letters, digits, _ and -; no - in the name of a variable.",
  },
  unrecognized_keys: { nl: "Dit kennen we niet.", en: "We do not know this." },
};

function sizeWords(issue: z.core.$ZodIssue): Text | undefined {
  if (issue.code === "too_big")
    return {
      nl: `Dit is te groot of te lang: hoogstens ${issue.maximum}.`,
      en: `This is too large or too long: at most ${issue.maximum}.`,
    };
  if (issue.code === "too_small")
    return {
      nl: `Dit is te klein of te kort: ten minste ${issue.minimum}.`,
      en: `This is too small or too short: at least ${issue.minimum}.`,
    };
  return undefined;
}

/** A formula that cannot be read says itself what is wrong with it. */
const formulaWords = (issue: z.core.$ZodIssue): Text | undefined =>
  issue.code === "custom" && issue.message === "expression" ? (issue.params as Text | undefined) : undefined;

function surveyInvalid(issue: z.core.$ZodIssue | undefined): Problem {
  const words = (issue && (formulaWords(issue) ?? WORDS[issue.message] ?? sizeWords(issue) ?? BY_CODE[issue.code])) ?? {
    nl: "Dit kan zo niet.",
    en: "This cannot be so.",
  };
  return new Problem("SURVEY_INVALID", words, (issue?.path ?? []).map(String));
}

/** The draft as it will be kept, or the first thing that is wrong with it and where. */
export function checkDraft({ questions, ...draft }: WrittenSurvey): SurveyDefinition {
  for (const [at, question] of questions.entries()) {
    const issue = composedIssue(question);
    if (issue !== null) throw surveyInvalid({ code: "custom", ...issue, path: ["questions", at, ...issue.path] });
  }
  const parts = asked(questions);
  const checked = definitionSchema.safeParse({ ...draft, questions: parts.map(({ question }) => question) });
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  // Told by its place in what was written, not in what was made of it.
  const [list, at, ...rest] = issue?.path ?? [];
  const from = list === "questions" && typeof at === "number" ? parts[at]?.from : undefined;
  throw surveyInvalid(issue && from !== undefined ? { ...issue, path: ["questions", from, ...rest] } : issue);
}

export function checkSlug(slug: string): string {
  const checked = surveySlugSchema.safeParse(slug);
  if (!checked.success) {
    throw new Problem(
      "SURVEY_INVALID",
      {
        nl: "De korte naam heeft 2 tot 60 kleine letters, cijfers en streepjes.",
        en: "The short name has 2 to 60 small letters, digits and hyphens.",
      },
      ["slug"],
    );
  }
  return checked.data;
}
