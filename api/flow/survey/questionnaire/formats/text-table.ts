import { parseCsv } from "hucre/csv";
import type { Place } from "./questionnaire.ts";
import { columnTwice, notText, READING_LIMITS, sheetTooLarge } from "./refusals.ts";
import { remarkAt, type Remark } from "./remarks.ts";

/** A table as text: a line of names above, and what stands under them. */
export interface TextTable {
  sheet: string;
  /** As the file writes them, trimmed and in small letters; "" where there is none */
  columns: string[];
  rows: TextRow[];
}

export interface TextRow {
  /** As people count, the line of names being 1 */
  row: number;
  cells: string[];
}

/** Text in the file's own encoding: UTF-8, UTF-16 with its mark, else what old spreadsheets write, which is said. */
export function decodeText(bytes: Uint8Array): { text: string; remarks: Remark[] } {
  const utf16 = ["utf-16le", "utf-16be"].find(
    (_, at) => bytes[0] === [0xff, 0xfe][at] && bytes[1] === [0xfe, 0xff][at],
  );
  if (utf16 === undefined && bytes.includes(0)) throw notText();
  try {
    return { text: new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes), remarks: [] };
  } catch {
    if (utf16 !== undefined) throw notText();
    const text = new TextDecoder("windows-1252").decode(bytes);
    // Left over where bytes are no text at all in that encoding either.
    if (/(?![\t\r\n\f\v])\p{Cc}/u.test(text)) throw notText();
    return { text, remarks: [remarkAt("encoding_assumed", { sheet: null, row: null, column: null, name: null })] };
  }
}

export function parseTable(sheet: string, text: string, delimiter: "," | ";" | "\t"): TextTable {
  const rows = parseCsv(text, { delimiter, maxRows: READING_LIMITS.rows + 2 });
  return tableOf(
    sheet,
    rows.map((row) => row.map((cell) => (typeof cell === "string" ? cell : ""))),
  );
}

/** The first line that says anything names the columns. */
export function tableOf(sheet: string, rows: readonly (readonly string[])[]): TextTable {
  const head = rows.findIndex((cells) => cells.some((cell) => cell.trim() !== ""));
  const columns = (rows[head] ?? []).map((name) => name.trim().toLowerCase().replace(/\s+/g, " "));
  const filled = rows
    .map((cells, at) => ({ row: at + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }, at) => at > head && cells.some((cell) => cell !== ""));
  if (
    filled.length > READING_LIMITS.rows ||
    rows.some(
      (cells) => cells.length > READING_LIMITS.columns || cells.some((cell) => cell.length > READING_LIMITS.cell),
    )
  )
    throw sheetTooLarge(sheet);
  return { sheet, columns, rows: filled };
}

/** Where each column is by its name here; a name that two columns have leaves open which of them counts. */
export function placesOf({ sheet, columns }: TextTable, nameHere: (column: string) => string): Map<string, number> {
  const places = new Map<string, number>();
  columns.forEach((column, at) => {
    if (column === "") return;
    const name = nameHere(column);
    if (places.has(name)) throw columnTwice(sheet, column);
    places.set(name, at);
  });
  return places;
}

/** Columns that nothing was read from, with how much stands in them. */
export function unreadColumns(table: TextTable, isRead: (column: string) => boolean): Remark[] {
  return table.columns.flatMap((column, at) => {
    const count = table.rows.filter(({ cells }) => (cells[at] ?? "") !== "").length;
    if (count === 0 || (column !== "" && isRead(column))) return [];
    const place: Place = { sheet: table.sheet, row: null, column: column === "" ? String(at + 1) : column, name: null };
    const some = [...new Set(table.rows.map(({ cells }) => cells[at] ?? ""))].filter((cell) => cell !== "");
    return [remarkAt("column", place, `${count}×: ${some.slice(0, 5).join(" · ")}${some.length > 5 ? " …" : ""}`)];
  });
}
