import { SaxesParser } from "saxes";
import { Problem } from "../../../../../../schema/problem.ts";
import { notKnown, READING_LIMITS, xmlBroken, xmlDeclares, xmlTooDeep } from "../refusals.ts";

export type Fields = Record<string, string>;

/** The tables of a LimeSurvey structure as they lie in the file. */
export interface Structure {
  version: string;
  languages: string[];
  tables: Map<string, Fields[]>;
}

/** Of all tables together; the largest structures that people make have some ten thousand. */
const MOST_RECORDS = 100_000;

/** `document > questions > rows > row > title`: a table, its records and their fields. */
const [TABLE, ROWS, ROW, FIELD] = [2, 3, 4, 5];

/** Reads the XML by its tags only: nothing that it declares is believed, nothing that it names is fetched. */
export function readStructure(text: string): Structure {
  const structure: Structure = { version: "", languages: [], tables: new Map() };
  const path: string[] = [];
  let record = noFields();
  let said = "";
  let records = 0;
  let kind = "";

  const parser = new SaxesParser({ xmlns: false });
  parser.on("doctype", () => {
    throw xmlDeclares();
  });
  parser.on("error", () => {
    throw xmlBroken(parser.line);
  });
  parser.on("opentag", ({ name }) => {
    path.push(name);
    said = "";
    if (path.length > READING_LIMITS.depth) throw xmlTooDeep();
    if (path.length !== ROW || path[ROWS - 1] !== "rows") return;
    record = noFields();
    records += 1;
    if (records > MOST_RECORDS) throw xmlTooDeep();
  });
  for (const event of ["text", "cdata"] as const) parser.on(event, (piece: string) => (said += piece));
  parser.on("closetag", ({ name }) => {
    const [, table = ""] = path;
    if (path.length === FIELD && path[ROW - 1] === "row") record[name] = said;
    else if (path.length === ROW && name === "row") tableOf(structure, table).push(record);
    else if (path.length === ROWS && name === "language") structure.languages.push(said.trim());
    else if (path.length === TABLE && name === "LimeSurveyDocType") kind = said.trim();
    else if (path.length === TABLE && name === "DBVersion") structure.version = said.trim();
    path.pop();
    said = "";
  });
  try {
    parser.write(text).close();
  } catch (error) {
    throw error instanceof Problem ? error : xmlBroken(parser.line);
  }
  if (kind !== "Survey") throw notKnown();
  return structure;
}

/** A field may have any name, that of something every object has as well. */
const noFields = (): Fields => Object.create(null) as Fields;

function tableOf({ tables }: Structure, name: string): Fields[] {
  const table = tables.get(name) ?? [];
  tables.set(name, table);
  return table;
}
