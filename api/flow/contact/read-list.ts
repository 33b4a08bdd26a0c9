import { z } from "zod";
import { type Day, isDay } from "../../../schema/day.ts";
import type { Text } from "../../../schema/text.ts";
import { pseudonymSchema } from "../../../schema/survey.ts";
import { type Baseline, BASELINES } from "./next-message.ts";
import { listEmpty, listTooLong } from "./problems.ts";

/** One line of a list of addresses. */
export interface Listed {
  /** From 1 */
  line: number;
  pseudonym: string;
  mail: string;
  language: "nl" | "en";
  days: Partial<Record<Baseline, Day>>;
}

/** What is wrong with a line, without what is in it. */
export interface LineProblem {
  line: number;
  text: Text;
}

/** Lines of a list at once; a longer list comes in parts. */
export const LINES_AT_ONCE = 2_000;

const mailSchema = z.email().max(254);

const HEADINGS = ["pseudonym", "pseudoniem", "schuilnaam", "participant"];

const WRONG = {
  fields: {
    nl: "Hier hoort een schuilnaam, een mailadres en eventueel een taal en drie dagen te staan.",
    en: "This should have a pseudonym, a mail address and perhaps a language and three days.",
  },
  pseudonym: { nl: "Deze schuilnaam kan niet.", en: "This pseudonym cannot be used." },
  mail: { nl: "Dit is geen mailadres.", en: "This is not a mail address." },
  language: { nl: "De taal is nl of en.", en: "The language is nl or en." },
  day: { nl: "Een dag is jjjj-mm-dd, zoals 2027-03-31.", en: "A day is yyyy-mm-dd, such as 2027-03-31." },
  repeated: { nl: "Deze schuilnaam staat er al in.", en: "This pseudonym is in the list already." },
} satisfies Record<string, Text>;

/** Fields of a line that are parted by commas, semicolons or tabs, with or without quotes. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|[,;\t])\s*(?:"((?:[^"]|"")*)"|([^,;\t]*))/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? "").trim(),
  );

/**
 * A list in CSV: pseudonym, mail address, nl or en where somebody prefers one, and where known the days of enrolment,
 * eighteenth birthday and end of care; with or without headings.
 */
export function readList(list: string): { listed: Listed[]; problems: LineProblem[] } {
  const lines = list
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .map((text, at) => ({ fields: fieldsOf(text), line: at + 1 }))
    .filter(({ fields }) => fields.some((field) => field !== ""));
  if (HEADINGS.includes(lines[0]?.fields[0]?.toLowerCase() ?? "")) lines.shift();
  if (lines.length === 0) throw listEmpty();
  if (lines.length > LINES_AT_ONCE) throw listTooLong(LINES_AT_ONCE);

  const listed = new Map<string, Listed>();
  const problems: LineProblem[] = [];
  for (const { fields, line } of lines) {
    const [pseudonym = "", mail = "", language = ""] = fields;
    const why = whatIsWrong(fields) ?? (listed.has(pseudonym) ? WRONG.repeated : null);
    if (why !== null) problems.push({ line, text: why });
    else
      listed.set(pseudonym, {
        ...{ line, pseudonym, mail },
        language: language.toLowerCase() === "en" ? "en" : "nl",
        days: Object.fromEntries(BASELINES.flatMap((each, at) => (fields[3 + at] ? [[each, fields[3 + at]]] : []))),
      });
  }
  return { listed: [...listed.values()], problems };
}

function whatIsWrong(fields: readonly string[]): Text | null {
  const [pseudonym, mail, language = ""] = fields;
  if (mail === undefined || fields.slice(3 + BASELINES.length).some((field) => field !== "")) return WRONG.fields;
  if (!pseudonymSchema.safeParse(pseudonym).success) return WRONG.pseudonym;
  if (!mailSchema.safeParse(mail).success) return WRONG.mail;
  if (fields.slice(3).some((field) => field !== "" && !isDay(field))) return WRONG.day;
  return ["", "nl", "en"].includes(language.toLowerCase()) ? null : WRONG.language;
}
