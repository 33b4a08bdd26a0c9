import { createReadStream } from "node:fs";
import type { Dialect } from "./table-file.ts";

/** From this record on, counted from 1 without the header, every record is one line, starting at this line. */
export interface LineStart {
  record: number;
  line: number;
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Where the records of a file stand, so that a problem can be found with any editor. Empty lines, comments and quoted
 * line ends make records and lines differ; only the places where that happens are kept. Read when there is something
 * to tell, never for a good file.
 */
export async function lineStarts(path: string, dialect: Dialect, columns: number): Promise<LineStart[]> {
  const quote = dialect.quote.charCodeAt(0);
  const escape = dialect.escape === "" ? -1 : dialect.escape.charCodeAt(0);
  const delimiter = dialect.delimiter.charCodeAt(0);
  const comment = dialect.comment?.charCodeAt(0) ?? -1;
  const starts: LineStart[] = [];
  let record = dialect.header ? -1 : 0;
  let line = 1;
  let state: "start" | "cell" | "between" | "quoted" | "afterQuote" | "escaped" | "comment" = "start";
  let expected = -1;

  const begin = () => {
    record++;
    if (record === 1 || (record > 1 && line !== expected)) starts.push({ record, line });
    expected = line + 1;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (byte === LF) {
        // An empty line is a record only where a record may be one empty cell.
        if (state === "start" && columns === 1) begin();
        line++;
        if (state !== "quoted" && state !== "escaped") state = "start";
        else if (state === "escaped") state = "quoted";
        continue;
      }
      if (byte === CR) continue;
      if (state === "start") {
        if (byte === comment) {
          state = "comment";
          continue;
        }
        begin();
        state = "between";
      }
      if (state === "between") state = byte === quote ? "quoted" : byte === delimiter ? "between" : "cell";
      else if (state === "cell") state = byte === delimiter ? "between" : "cell";
      else if (state === "escaped") state = "quoted";
      else if (state === "quoted") {
        if (byte === escape && escape !== quote) state = "escaped";
        else if (byte === quote) state = "afterQuote";
      } else if (state === "afterQuote") state = byte === quote ? "quoted" : byte === delimiter ? "between" : "cell";
    }
  }
  return starts;
}
