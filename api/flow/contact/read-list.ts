import { z } from "zod";
import { type Day, isDay, yearsBefore } from "../../../schema/day.ts";
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
  /** Mail address of the guardian of who is under 16 */
  guardian: string | null;
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

/** Which field it is, from 0 */
const DAYS_AT = 3;
const GUARDIAN_AT = DAYS_AT + BASELINES.length;

const WRONG = {
  fields: {
    nl: "Hier hoort een schuilnaam, een mailadres en eventueel een taal, drie dagen en het adres van een ouder of voogd te staan.",
    en: "This should have a pseudonym, a mail address and perhaps a language, three days and the address of a parent or guardian.",
  },
  pseudonym: { nl: "Deze schuilnaam kan niet.", en: "This pseudonym cannot be used." },
  mail: { nl: "Dit is geen mailadres.", en: "This is not a mail address." },
  language: { nl: "De taal is nl of en.", en: "The language is nl or en." },
  day: { nl: "Een dag is jjjj-mm-dd, zoals 2027-03-31.", en: "A day is yyyy-mm-dd, such as 2027-03-31." },
  guardian: {
    nl: "Een ouder of voogd heeft een eigen mailadres. We bewaren het alleen bij wie nog geen 16 is: geef dan ook de 18e verjaardag.",
    en: "A parent or guardian has a mail address of their own. We keep it only with who is not 16 yet: give the 18th birthday too.",
  },
  repeated: { nl: "Deze schuilnaam staat er al in.", en: "This pseudonym is in the list already." },
} satisfies Record<string, Text>;

/** Fields of a line that are parted by commas, semicolons or tabs, with or without quotes. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|[,;\t])\s*(?:"((?:[^"]|"")*)"|([^,;\t]*))/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? "").trim(),
  );

/**
 * A list in CSV: pseudonym, mail address, nl or en where somebody prefers one, and where known the days of enrolment,
 * eighteenth birthday and end of care, and under 16 the mail address of a guardian; with or without headings.
 */
export function readList(list: string, today: Day): { listed: Listed[]; problems: LineProblem[] } {
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
    const why = whatIsWrong(fields, today) ?? (listed.has(pseudonym) ? WRONG.repeated : null);
    if (why !== null) problems.push({ line, text: why });
    else
      listed.set(pseudonym, {
        ...{ line, pseudonym, mail },
        language: language.toLowerCase() === "en" ? "en" : "nl",
        days: Object.fromEntries(
          BASELINES.flatMap((each, at) => (fields[DAYS_AT + at] ? [[each, fields[DAYS_AT + at]]] : [])),
        ),
        guardian: fields[GUARDIAN_AT] || null,
      });
  }
  return { listed: [...listed.values()], problems };
}

function whatIsWrong(fields: readonly string[], today: Day): Text | null {
  const [pseudonym, mail, language = ""] = fields;
  if (mail === undefined || fields.slice(GUARDIAN_AT + 1).some((field) => field !== "")) return WRONG.fields;
  if (!pseudonymSchema.safeParse(pseudonym).success) return WRONG.pseudonym;
  if (!mailSchema.safeParse(mail).success) return WRONG.mail;
  if (fields.slice(DAYS_AT, GUARDIAN_AT).some((field) => field !== "" && !isDay(field))) return WRONG.day;
  const guardian = fields[GUARDIAN_AT] ?? "";
  if (guardian !== "" && !mailSchema.safeParse(guardian).success) return WRONG.mail;
  const turnsEighteen = fields[DAYS_AT + BASELINES.indexOf("EIGHTEENTH_BIRTHDAY")] ?? "";
  if (guardian !== "" && (sameMail(guardian, mail) || !isUnderSixteen(turnsEighteen, today))) return WRONG.guardian;
  return ["", "nl", "en"].includes(language.toLowerCase()) ? null : WRONG.language;
}

const sameMail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Who turns 18 on a day turned 16 two years before it; nobody knows it of who has no such day. */
export const isUnderSixteen = (turnsEighteen: string, today: Day): boolean =>
  isDay(turnsEighteen) && yearsBefore(turnsEighteen, 2) > today;
