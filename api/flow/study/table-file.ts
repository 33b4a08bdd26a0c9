import { isAscii, isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { PackageResource } from "../../../schema/data-package.ts";
import { problem, StudyRefused } from "./import-problems.ts";

/*
 * A file before it is a table: is it whole, is it text, in the encoding that it says, and which columns has it.
 * Every file is read through once; what is not UTF-8 is written over as UTF-8.
 */

/** How the cells of a file are told apart. */
export interface Dialect {
  delimiter: string;
  quote: string;
  /** "" where nothing escapes a quote */
  escape: string;
  comment: string | null;
  header: boolean;
}

export function dialectOf({ dialect, format, path }: PackageResource): Dialect {
  const { headerRows } = dialect;
  if (headerRows && (headerRows.length !== 1 || headerRows[0] !== 1))
    throw new StudyRefused([problem("PACKAGE_UNSUPPORTED", { file: path, detail: "dialect.headerRows" })]);
  return {
    delimiter: dialect.delimiter ?? (format === "tsv" ? "\t" : ","),
    quote: dialect.quoteChar,
    escape: dialect.escapeChar ?? (dialect.doubleQuote ? dialect.quoteChar : ""),
    comment: dialect.commentChar ?? null,
    header: dialect.header,
  };
}

/** Names that Python and R use for what the encoding standard calls otherwise. */
const ALIASES: Record<string, string> = {
  cp1252: "windows-1252",
  "utf-8-sig": "utf-8",
  utf_8: "utf-8",
  "iso8859-1": "latin1",
};

const decoderOf = (resource: PackageResource): TextDecoder => {
  const named = resource.encoding.trim().toLowerCase();
  try {
    return new TextDecoder(ALIASES[named] ?? named, { fatal: true });
  } catch {
    throw new StudyRefused([problem("UNKNOWN_ENCODING", { file: resource.path, detail: resource.encoding })]);
  }
};

export interface ReadableFile {
  /** Its own, or `target` where it had to be written over */
  path: string;
  /** Whether there may be one below the header */
  underscores: boolean;
}

/**
 * Gives the file as UTF-8. Refuses what is empty, not what the description says (bytes, hash), or not text in its
 * encoding.
 */
export async function readableFile(resource: PackageResource, path: string, target: string): Promise<ReadableFile> {
  const file = resource.path;
  const { size } = await stat(path);
  if (size === 0) throw new StudyRefused([problem("FILE_EMPTY", { file })]);
  if (resource.bytes !== undefined && resource.bytes !== size)
    throw new StudyRefused([problem("FILE_CHANGED", { file, detail: "bytes" })]);
  if (resource.hash !== undefined) await compareHash(path, file, resource.hash);
  const decoder = decoderOf(resource);
  if (decoder.encoding === "utf-8") {
    const { underscores } = await checkUtf8(path, resource);
    return { path, underscores };
  }
  await transcode(path, file, resource.encoding, decoder, target);
  return { path: target, underscores: true };
}

async function compareHash(path: string, file: string, declared: string): Promise<void> {
  const [kind, digest] = declared.includes(":") ? declared.split(":", 2) : ["md5", declared];
  if (!["md5", "sha1", "sha256", "sha512"].includes(kind ?? ""))
    throw new StudyRefused([problem("PACKAGE_UNSUPPORTED", { file, detail: `hash: ${kind}` })]);
  const hash = createHash(kind ?? "md5");
  await pipeline(createReadStream(path), hash);
  if (hash.digest("hex") !== digest?.toLowerCase())
    throw new StudyRefused([problem("FILE_CHANGED", { file, detail: "hash" })]);
}

const CHUNK = { highWaterMark: 4 * 1024 * 1024 };

/** How many bytes at the end belong to a character that is not complete yet. */
function openEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

const UNDERSCORE = 0x5f;

async function checkUtf8(
  path: string,
  { path: file, encoding, dialect }: PackageResource,
): Promise<Pick<ReadableFile, "underscores">> {
  let rest: Buffer = Buffer.alloc(0);
  let start = 0;
  let underscores = false;
  for await (const chunk of createReadStream(path, CHUNK) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = bytes.subarray(0, bytes.length - openEnd(bytes));
    const nul = whole.indexOf(0);
    if (nul >= 0) {
      const [row] = await linesAt(path, [start + nul]);
      throw new StudyRefused([problem("NUL_BYTES", { file, row })]);
    }
    if (!isUtf8(whole)) {
      const [row] = await linesAt(path, [start + startOfWrongLine(whole)]);
      throw new StudyRefused([problem("UNDECODABLE_BYTES", { file, row, detail: encoding })]);
    }
    underscores ||= whole.includes(UNDERSCORE, start === 0 && dialect.header ? whole.indexOf(LINE_FEED) + 1 : 0);
    rest = Buffer.from(bytes.subarray(whole.length));
    start += whole.length;
  }
  if (rest.length > 0) {
    const [row] = await linesAt(path, [start]);
    throw new StudyRefused([problem("UNDECODABLE_BYTES", { file, row, detail: encoding })]);
  }
  return { underscores };
}

const LINE_FEED = 0x0a;

function startOfWrongLine(bytes: Buffer): number {
  let from = 0;
  for (let to = bytes.indexOf(LINE_FEED); to >= 0; to = bytes.indexOf(LINE_FEED, from)) {
    if (!isUtf8(bytes.subarray(from, to))) return from;
    from = to + 1;
  }
  return from;
}

/** Line of the file, from 1, in which each byte stands; the offsets must rise. */
export async function linesAt(path: string, offsets: readonly number[]): Promise<number[]> {
  const lines: number[] = [];
  let line = 1;
  let start = 0;
  for await (const chunk of createReadStream(path, CHUNK) as AsyncIterable<Buffer>) {
    let from = 0;
    while (lines.length < offsets.length && (offsets[lines.length] ?? 0) < start + chunk.length) {
      const to = (offsets[lines.length] ?? 0) - start;
      for (let at = chunk.indexOf(LINE_FEED, from); at >= 0 && at < to; at = chunk.indexOf(LINE_FEED, from)) {
        line++;
        from = at + 1;
      }
      lines.push(line);
    }
    if (lines.length === offsets.length) break;
    for (let at = chunk.indexOf(LINE_FEED, from); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) line++;
    start += chunk.length;
  }
  while (lines.length < offsets.length) lines.push(line);
  return lines;
}

async function transcode(path: string, file: string, encoding: string, decoder: TextDecoder, target: string) {
  let reader = decoder;
  let couldBeUtf8 = true;
  let onlyAscii = true;
  let rest: Buffer = Buffer.alloc(0);
  const unreadable = () => new StudyRefused([problem("UNDECODABLE_BYTES", { file, detail: encoding })]);
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk ? reader.decode(chunk, { stream: true }) : reader.decode();
    } catch {
      throw unreadable();
    }
  };
  async function* utf8(chunks: AsyncIterable<Buffer>) {
    let first = true;
    let lines = 1;
    for await (const chunk of chunks) {
      // "utf-16" without more leaves the order of the bytes to the mark at the start.
      if (first && reader.encoding === "utf-16le" && chunk[0] === 0xfe && chunk[1] === 0xff)
        reader = new TextDecoder("utf-16be", { fatal: true });
      first = false;
      const bytes = Buffer.concat([rest, chunk]);
      const whole = bytes.subarray(0, bytes.length - openEnd(bytes));
      couldBeUtf8 &&= isUtf8(whole);
      onlyAscii &&= isAscii(bytes);
      rest = Buffer.from(bytes.subarray(whole.length));
      const text = decode(chunk);
      const nul = text.indexOf("\0");
      if (nul >= 0) throw new StudyRefused([problem("NUL_BYTES", { file, row: lines + newlines(text.slice(0, nul)) })]);
      lines += newlines(text);
      yield text;
    }
    yield decode();
  }
  await pipeline(createReadStream(path, CHUNK), utf8, createWriteStream(target, { mode: 0o600 }));
  if (couldBeUtf8 && !onlyAscii && rest.length === 0)
    throw new StudyRefused([problem("WRONG_ENCODING", { file, detail: encoding })]);
}

const newlines = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
};

/** Bytes within which the names of the columns must stand. */
const HEADER_BYTES = 4 * 1024 * 1024;

/** The cells of the first record. */
export async function firstRecord(path: string, dialect: Dialect): Promise<string[]> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return recordOf(new TextDecoder().decode(buffer.subarray(0, bytesRead)), dialect);
  } finally {
    await file.close();
  }
}

function recordOf(text: string, { delimiter, quote, escape, comment }: Dialect): string[] {
  const cells: string[] = [];
  let at = 0;
  const lineEnd = () => text[at] === "\n" || text[at] === "\r";
  while (at < text.length && (lineEnd() || (comment !== null && text.startsWith(comment, at)))) {
    if (!lineEnd()) while (at < text.length && !lineEnd()) at++;
    else at++;
  }
  for (;;) {
    let cell = "";
    if (text[at] === quote) {
      at++;
      while (at < text.length) {
        if (escape !== "" && text[at] === escape && (text[at + 1] === quote || text[at + 1] === escape)) {
          cell += text[at + 1];
          at += 2;
        } else if (text[at] === quote) break;
        else cell += text[at++];
      }
      at++;
    }
    while (at < text.length && !lineEnd() && !text.startsWith(delimiter, at)) cell += text[at++];
    cells.push(cell);
    if (at >= text.length || lineEnd()) return cells;
    at += delimiter.length;
  }
}

const USUAL_DELIMITERS: readonly string[] = [",", ";", "\t", "|"];

/**
 * The position in the file of each field, null for a field that the file may leave out; or what is wrong with the
 * columns, held against fieldsMatch.
 */
export function placeColumns(
  resource: PackageResource,
  header: readonly string[],
  dialect: Dialect,
): (number | null)[] {
  const file = resource.path;
  const { fields, fieldsMatch } = resource.schema;
  const names = fields.map(({ name }) => name);
  const refuse = (found: Parameters<typeof problem>[0], columns: readonly string[]) => {
    if (columns.length > 0)
      throw new StudyRefused(columns.map((field) => problem(found, { file, row: dialect.header ? 1 : null, field })));
  };
  const [only] = header;
  const other = USUAL_DELIMITERS.find((one) => one !== dialect.delimiter && only?.includes(one));
  if (header.length === 1 && names.length > 1 && other !== undefined)
    throw new StudyRefused([problem("WRONG_DELIMITER", { file, row: 1, detail: other === "\t" ? "tab" : other })]);
  // Without a header the columns are the fields in order; a line that is longer or shorter is found when it is read.
  if (!dialect.header) return names.map((_, i) => i);

  refuse("COLUMN_TWICE", [...new Set(header.filter((name, i) => header.indexOf(name) !== i))]);
  const missing = names.filter((name) => !header.includes(name));
  const undeclared = header.filter((name) => !names.includes(name));
  if (fieldsMatch === "exact" || fieldsMatch === "equal" || fieldsMatch === "subset") refuse("COLUMN_MISSING", missing);
  else if (missing.length === names.length) refuse("COLUMN_MISSING", missing);
  if (fieldsMatch === "exact" || fieldsMatch === "equal" || fieldsMatch === "superset")
    refuse("COLUMN_UNDECLARED", undeclared);
  if (fieldsMatch === "exact") refuse("COLUMN_ORDER", names.filter((name, i) => header[i] !== name).slice(0, 1));
  return names.map((name) => {
    const position = header.indexOf(name);
    return position < 0 ? null : position;
  });
}
