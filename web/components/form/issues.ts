import { useLanguage } from "../../lib/language/language.tsx";
import type { FieldIssue } from "../../lib/form/from-schema.ts";
import type { Locale } from "../../../schema/text.ts";

const SAID: Record<Locale, (issue: FieldIssue) => string> = {
  nl: (issue) => {
    if (issue.kind === "EMPTY") return "Vul dit in.";
    return issue.kind === "TOO_LONG" ? `Maak dit korter: hooguit ${issue.most} tekens.` : "Kijk dit nog eens na.";
  },
  en: (issue) => {
    if (issue.kind === "EMPTY") return "Fill this in.";
    return issue.kind === "TOO_LONG"
      ? `Make this shorter: at most ${issue.most} characters.`
      : "Please look at this again.";
  },
};

/** What is not right with a field, in the language of the page. */
export const useIssueWords = (): ((issue: FieldIssue) => string) => SAID[useLanguage().locale];
