import { Unzip, UnzipInflate, UnzipPassThrough, zipSync } from "fflate";
import { readXlsx, type CellValue, type Sheet } from "hucre/xlsx";
import { Problem } from "../../../../../../schema/problem.ts";
import {
  oldWorkbook,
  READING_LIMITS,
  sheetTooLarge,
  unpacksTooLarge,
  workbookBroken,
  xmlDeclares,
} from "../refusals.ts";

/** A sheet as text: what stands in the cells, never worked out. */
export interface TextSheet {
  name: string;
  rows: string[][];
  /** Cells whose text is the stored value of a formula, as `row,column` from 0 */
  formulas: Map<string, string>;
}

export interface TextWorkbook {
  /** All sheets in their order, read or not */
  names: string[];
  sheets: TextSheet[];
}

const WANTED = ["survey", "choices", "settings"];

/** A form lives in these; pictures, macros, links to other files and the rest of a workbook are never unpacked. */
const PARTS =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

/** So much is unpacked before the sum is looked at; packed data grow to 1032 times their size at most. */
const STEP_BYTES = 4 * 1024;

export const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b]);
export const isOldOffice = (bytes: Uint8Array): boolean => startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
const startsWith = (bytes: Uint8Array, signs: number[]): boolean => signs.every((sign, at) => bytes[at] === sign);

/**
 * The sheets of a form. What is handed to the spreadsheet reader was unpacked here first, within limits, so that it
 * never sees a size that somebody only claims.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<TextWorkbook> {
  if (isOldOffice(bytes)) throw oldWorkbook();
  const parts = unpack(bytes);
  for (const part of Object.values(parts)) if (declaresSomething(part)) throw xmlDeclares();
  const names: string[] = [];
  try {
    const { sheets } = await readXlsx(zipSync(parts, { level: 0 }), {
      sheets: ({ name }) => {
        names.push(name);
        return WANTED.includes(named(name));
      },
      maxRows: READING_LIMITS.rows + 2,
    });
    const read = sheets.map(textOf);
    const characters = read.flatMap(({ rows }) => rows.flat()).reduce((sum, { length }) => sum + length, 0);
    if (characters > READING_LIMITS.text) throw unpacksTooLarge();
    return { names, sheets: read };
  } catch (error) {
    throw error instanceof Problem ? error : workbookBroken();
  }
}

/** Sheets and columns are known by these names, however somebody wrote them. */
export const named = (name: string): string => name.trim().toLowerCase();

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  const parts: Record<string, Uint8Array> = {};
  let entries = 0;
  let unpacked = 0;
  const unzip = new Unzip((file) => {
    entries += 1;
    if (entries > READING_LIMITS.entries) throw unpacksTooLarge();
    if (!PARTS.test(file.name)) return;
    // Which of the two would count is anybody's guess, and readers guess otherwise.
    if (Object.hasOwn(parts, file.name)) throw workbookBroken();
    const pieces: Uint8Array[] = [];
    parts[file.name] = new Uint8Array();
    file.ondata = (error, piece, last) => {
      if (error) throw (error as unknown) instanceof Problem ? error : workbookBroken();
      unpacked += piece.length;
      if (unpacked > READING_LIMITS.unpackedBytes) throw unpacksTooLarge();
      pieces.push(piece);
      if (last) parts[file.name] = Buffer.concat(pieces);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  try {
    for (let at = 0; at < bytes.length; at += STEP_BYTES)
      unzip.push(bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length);
  } catch (error) {
    throw error instanceof Problem ? error : workbookBroken();
  }
  return parts;
}

/** No spreadsheet program writes a DOCTYPE; in UTF-16 it would hide from a search for its letters. */
function declaresSomething(part: Uint8Array): boolean {
  const text = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  return text.includes("<!DOCTYPE") || text.includes("<!ENTITY") || text.includes(0);
}

function textOf({ name, rows, cells }: Sheet): TextSheet {
  const sheet = named(name);
  if (rows.length > READING_LIMITS.rows + 1) throw sheetTooLarge(sheet);
  const formulas = new Map<string, string>();
  for (const [at, { formula }] of cells ?? []) if (formula !== undefined) formulas.set(at, formula);
  return {
    name: sheet,
    formulas,
    rows: rows.map((row) => {
      const filled = row.slice(0, row.findLastIndex((cell) => cell !== null) + 1).map(cellText);
      if (filled.length > READING_LIMITS.columns || filled.some((text) => text.length > READING_LIMITS.cell))
        throw sheetTooLarge(sheet);
      return filled;
    }),
  };
}

/** As people see it in the cell; yes and no as XLSForm writes them. */
function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  // A number that is no day is shown like this, too.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "#####" : value.toISOString().slice(0, 10);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return String(value);
}
