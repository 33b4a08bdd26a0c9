import type { Missing } from "./missing.ts";
import type { Question } from "./survey.ts";
import type { Text } from "./text.ts";

/** A code, a list of codes, a number or a text, as the question asks. */
export type AnswerValue = string | number | string[];

/** What stands for a question in what was sent: an answer, what was computed, or why there is neither. */
export type SentValue = AnswerValue | boolean | Missing;

/** What of a question decides on what it takes. */
export type AskedQuestion = Pick<Question, "kind" | "options" | "required" | "scale" | "number" | "maxLength">;

export type AnswerProblemCode = "ANSWER_WRONG_KIND" | "ANSWER_OUT_OF_RANGE" | "ANSWER_TOO_LONG" | "ANSWER_REFUSED";

/** What is kept (null: nothing, the answer is taken back), or why it cannot be. */
export type CheckedAnswer =
  { ok: true; value: AnswerValue | null } | { ok: false; code: AnswerProblemCode; text: Text };

const refused = (code: AnswerProblemCode, nl: string, en: string): CheckedAnswer => ({
  ok: false,
  code,
  text: { nl, en },
});
const kept = (value: AnswerValue | null): CheckedAnswer => ({ ok: true, value });

/** The one rule for what a question takes: the phone asks it before sending, the server before keeping. */
export function checkAnswer(question: AskedQuestion, value: unknown): CheckedAnswer {
  if (value === null || value === undefined) return kept(null);
  switch (question.kind) {
    case "SINGLE":
      return checkChoice(question, value);
    case "MULTIPLE":
      return checkChoices(question, value);
    case "SCALE":
      return checkNumber(value, { ...question.scale, integer: true });
    case "NUMBER":
      return checkNumber(value, { ...question.number });
    case "TEXT":
      return checkText(value, question.maxLength ?? Infinity);
    case "CALCULATION":
      return refused("ANSWER_WRONG_KIND", "Dit wordt uitgerekend.", "This is computed.");
  }
}

const NO_SUCH_OPTION = ["Kies een van de antwoorden.", "Choose one of the answers."] as const;

function checkChoice({ options }: AskedQuestion, value: unknown): CheckedAnswer {
  if (typeof value !== "string") return refused("ANSWER_WRONG_KIND", ...NO_SUCH_OPTION);
  return options.some(({ code }) => code === value) ? kept(value) : refused("ANSWER_OUT_OF_RANGE", ...NO_SUCH_OPTION);
}

/** Kept in the order of the options. An empty list says "none of these"; where an answer is needed it is none. */
function checkChoices({ options, required }: AskedQuestion, value: unknown): CheckedAnswer {
  if (!Array.isArray(value) || !value.every((code) => typeof code === "string"))
    return refused("ANSWER_WRONG_KIND", "Kies uit de antwoorden.", "Choose from the answers.");
  const chosen = options.map(({ code }) => code).filter((code) => value.includes(code));
  if (chosen.length !== value.length)
    return refused("ANSWER_OUT_OF_RANGE", "Kies alleen uit deze antwoorden.", "Choose from these answers only.");
  if (required && chosen.length === 0)
    return refused("ANSWER_OUT_OF_RANGE", "Kies ten minste één antwoord.", "Choose at least one answer.");
  return kept(chosen);
}

function checkNumber(
  value: unknown,
  {
    minimum = -Infinity,
    maximum = Infinity,
    integer = false,
  }: { minimum?: number; maximum?: number; integer?: boolean },
): CheckedAnswer {
  if (typeof value !== "number" || !Number.isFinite(value))
    return refused("ANSWER_WRONG_KIND", "Vul een getal in.", "Fill in a number.");
  if (integer && !Number.isInteger(value))
    return refused("ANSWER_WRONG_KIND", "Vul een heel getal in.", "Fill in a whole number.");
  if (value < minimum || value > maximum)
    return refused(
      "ANSWER_OUT_OF_RANGE",
      `Vul een getal in van ${minimum} tot en met ${maximum}.`,
      `Fill in a number from ${minimum} to ${maximum}.`,
    );
  return kept(value === 0 ? 0 : value);
}

/** The null character and halves of a character cannot be kept; blank is nothing said. */
function checkText(value: unknown, most: number): CheckedAnswer {
  if (typeof value !== "string") return refused("ANSWER_WRONG_KIND", "Schrijf een tekst.", "Write a text.");
  const text = value.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\uFFFD");
  if (text.trim() === "") return kept(null);
  if (text.length > most)
    return refused(
      "ANSWER_TOO_LONG",
      `Dit is te lang. Er passen ${most} tekens in, dit zijn er ${text.length}.`,
      `This is too long. There is room for ${most} characters, these are ${text.length}.`,
    );
  return kept(text);
}
