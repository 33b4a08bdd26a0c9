import { dayOf, type ResultDocument } from "./document.ts";

const BOM = "\uFEFF";

/** A number as programs write it; such a cell is left as it is, whatever it begins with. */
const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i;

/** What a spreadsheet would take for a formula, also behind white space or in full width. */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * RFC 4180 in UTF-8: a row a cell of the answer, and everything that must stay with a figure in the row itself. The
 * names of the columns are the same in every language, since programs read them.
 */
export function csvOf(document: ResultDocument, { bom }: { bom: boolean }): Buffer {
  const names = uniqueNames(document.keys.flatMap(({ name }) => [name, `${name}_label`]));
  const header = [...names, ...FIGURES, ...PROVENANCE];
  const { id, state, notices, rules, citation, sources } = document;
  const provenance = [
    state,
    String(sources.some(({ synthetic }) => synthetic)),
    notices.join(" "),
    document.question,
    rules,
    id,
    citation,
  ];
  const rows = document.rows.map(({ keys, value, low, high, count, missing, withheld, notAsked, asOf }) => [
    ...keys.flatMap(({ code, label }) => [code, label]),
    ...[value, low, high, count, missing, withheld, notAsked, dayOf(asOf)].map(String),
    ...provenance,
  ]);
  const lines = [header, ...rows].map((cells) => cells.map(cellOf).join(","));
  return Buffer.from(`${bom ? BOM : ""}${lines.join("\r\n")}\r\n`, "utf8");
}

const FIGURES = ["value", "low", "high", "count", "missing", "withheld", "not_asked", "as_of"];
const PROVENANCE = ["state", "synthetic", "notice", "question", "rules", "result", "citation"];

/** Variables have names of their own choosing: two columns never have the same. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set([...FIGURES, ...PROVENANCE]);
  return names.map((name) => {
    let free = name;
    for (let copy = 2; taken.has(free); copy++) free = `${name}_${copy}`;
    taken.add(free);
    return free;
  });
}

/** One field, quoted where it must be; words that would run as a formula are made words again. */
function cellOf(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
