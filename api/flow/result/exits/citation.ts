import type { ResultDocument } from "./document.ts";

/** One item of CSL-JSON, the form that reference managers read (citationstyles.org). */
export interface CslItem {
  id: string;
  type: "dataset";
  title: string;
  publisher: string;
  language: string;
  issued: { "date-parts": [[number, number, number]] };
  version: string;
  note: string;
  URL: string;
  custom: {
    result: string;
    state: string;
    synthetic: boolean;
    asOf: string;
    rules: string;
    question: string;
    sources: { study: string; title: string; snapshot: number; asOf: string }[];
  };
}

/** `url`: where the result can be fetched again by whoever may. */
export function cslOf(document: ResultDocument, url: string): CslItem[] {
  const { id, title, question, locale, state, rules, asOf, sources, notices, givenAt } = document;
  return [
    {
      id,
      type: "dataset",
      title: `${title}: ${question}`,
      publisher: "Weerklank",
      language: locale,
      issued: { "date-parts": [[givenAt.getUTCFullYear(), givenAt.getUTCMonth() + 1, givenAt.getUTCDate()]] },
      version: sources.map(({ study, number }) => `${study} ${number}`).join("; "),
      note: [...notices, document.citation].join(" "),
      URL: url,
      custom: {
        result: id,
        state,
        synthetic: sources.some(({ synthetic }) => synthetic),
        asOf,
        rules,
        question,
        sources: sources.map((source) => ({
          study: source.study,
          title: source.title,
          snapshot: source.number,
          asOf: source.asOf,
        })),
      },
    },
  ];
}

/** In words, to be put below a table or in a list of sources. */
export const citationText = (document: ResultDocument, url: string): string =>
  [document.citation, url, "", document.question, ...document.notices, ""].join("\n");
