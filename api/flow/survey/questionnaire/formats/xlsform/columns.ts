import type { Words } from "../questionnaire.ts";
import { placesOf, type TextRow, type TextTable } from "../text-table.ts";

/** Names of columns that mean the same, by the one that is used here. */
const SAME = new Map<string, string>(
  Object.entries({
    "list name": "list_name",
    listname: "list_name",
    caption: "label",
    relevance: "relevant",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::jr::constraintmsg": "constraint_message",
    "bind::calculate": "calculation",
    "bind::readonly": "read_only",
    "constraint message": "constraint_message",
    "constraint-message": "constraint_message",
    constraintmsg: "constraint_message",
    requiredmsg: "required_message",
    "required message": "required_message",
    calculate: "calculation",
    readonly: "read_only",
    "read only": "read_only",
    count: "repeat_count",
    "choice filter": "choice_filter",
    image: "media::image",
    audio: "media::audio",
    video: "media::video",
    "big-image": "media::big-image",
    value: "name",
  }),
);

export interface Columns {
  /** What stands in a row under a name without a language; "" where nothing does */
  cell(row: TextRow, name: string): string;
  /** What stands in a row under a name, by language */
  words(row: TextRow, name: string): Words;
  /** Languages that a column is there in, in their order; "" for one without a language */
  languagesOf(name: string): string[];
  /** Names that columns begin with, for what is read by its beginning */
  startingWith(beginning: string): string[];
  has(name: string): boolean;
}

/** A column's name and its language: `label::Nederlands (nl)`, in older files `label:nl`, in R's `label..nl`. */
export function nameAndLanguage(column: string): { name: string; language: string } {
  const parts = column.replace(/\.\.(?=\S)/g, "::").split(/\s*::?\s*/);
  const whole = parts.join("::");
  const same = SAME.get(whole);
  if (same !== undefined) return { name: same, language: "" };
  const [first = "", second = "", third = ""] = parts;
  if (first === "media") return { name: `media::${second}`, language: third };
  if (first === "bind" || first === "body" || first === "instance") return { name: whole, language: "" };
  return { name: SAME.get(first) ?? first, language: second };
}

export function columnsOf(table: TextTable): Columns {
  const keyOf = (name: string, language: string) => `${name}\n${language}`;
  const places = placesOf(table, (column) => {
    const { name, language } = nameAndLanguage(column);
    return keyOf(name, language);
  });
  const known = [...places.keys()].map((key) => key.split("\n") as [string, string]);
  const at = (row: TextRow, name: string, language: string): string =>
    row.cells[places.get(keyOf(name, language)) ?? -1] ?? "";
  return {
    cell: (row, name) => at(row, name, ""),
    words: (row, name) =>
      Object.fromEntries(
        known
          .filter((column) => column[0] === name)
          .map(([, language]) => [language, at(row, name, language)])
          .filter(([, text]) => text !== ""),
      ),
    languagesOf: (name) => known.filter((column) => column[0] === name).map(([, language]) => language),
    startingWith: (beginning) => [...new Set(known.map(([name]) => name).filter((name) => name.startsWith(beginning)))],
    has: (name) => known.some((column) => column[0] === name),
  };
}
