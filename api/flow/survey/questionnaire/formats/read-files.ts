import { readLimeSurvey } from "./limesurvey/read-limesurvey.ts";
import { readLss } from "./limesurvey/read-lss.ts";
import { readTabSeparated } from "./limesurvey/read-tab-separated.ts";
import { readStructure } from "./limesurvey/structure.ts";
import type { ReadQuestionnaire, SentFile } from "./questionnaire.ts";
import { isDictionary, readRedcap } from "./redcap/read-redcap.ts";
import {
  fileTooLarge,
  looksLikeAnswers,
  noFile,
  notKnown,
  onlyChoices,
  READING_LIMITS,
  tooManyFiles,
} from "./refusals.ts";
import { decodeText, parseTable, type TextTable } from "./text-table.ts";
import { nameAndLanguage } from "./xlsform/columns.ts";
import { readXlsForm, tablesOfWorkbook } from "./xlsform/read-xlsform.ts";
import { isOldOffice, isZip, readWorkbook } from "./xlsform/workbook.ts";

/** Reads what was sent, by what is in it and never by its name. Throws a Problem that says why it cannot. */
export async function readFiles(files: readonly SentFile[]): Promise<ReadQuestionnaire> {
  const [first] = files;
  if (first === undefined || files.every(({ bytes }) => bytes.length === 0)) throw noFile();
  if (files.length > READING_LIMITS.files) throw tooManyFiles();
  if (files.some(({ bytes }) => bytes.length > READING_LIMITS.bytes)) throw fileTooLarge();

  const workbook = files.find(({ bytes }) => isZip(bytes) || isOldOffice(bytes));
  if (workbook !== undefined) {
    if (files.length > 1) throw tooManyFiles();
    const { tables, remarks } = tablesOfWorkbook(await readWorkbook(workbook.bytes));
    return readXlsForm(tables, remarks);
  }
  const texts = files.map(({ bytes }) => decodeText(bytes));
  const remarks = texts.flatMap((each) => each.remarks);
  const [text = ""] = texts.map((each) => each.text);
  if (files.length === 1 && /^\s*</.test(text)) return readLimeSurvey(readLss(readStructure(text)));

  const tables = texts.map((each) => readTable(each.text));
  const choices = tables.find((table) => has(table, ["list_name", "name"]));
  const survey = tables.find((table) => table !== choices && has(table, ["type", "name"]));
  if (survey !== undefined && (files.length === 1 || choices !== undefined))
    return readXlsForm(
      {
        survey: { ...survey, sheet: "survey" },
        choices: choices ? { ...choices, sheet: "choices" } : null,
        settings: null,
      },
      remarks,
    );
  if (choices !== undefined) throw onlyChoices();
  const [table] = tables;
  if (table === undefined || tables.length > 1) throw notKnown();
  if (has(table, ["class", "type/scale"])) {
    const survey = readTabSeparated(table);
    return readLimeSurvey({ ...survey, remarks: [...remarks, ...survey.remarks] });
  }
  if (isDictionary(table)) return readRedcap(table, remarks);
  throw table.rows.length > 0 && table.columns.length > 2 ? looksLikeAnswers() : notKnown();
}

/** By the sign that the line of names has most of; what spreadsheets say of it above that line is none of the table. */
function readTable(text: string): TextTable {
  const lines = text.replace(/^\s*sep=[,;\t](?=\r|\n)/i, "");
  const head = /[^\r\n]*\S[^\r\n]*/.exec(lines)?.[0] ?? "";
  const delimiter =
    ([",", "\t", ";"] as const).toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ",";
  return parseTable("1", lines, delimiter);
}

const has = ({ columns }: TextTable, names: readonly string[]): boolean => {
  const known = columns.map((column) => nameAndLanguage(column).name);
  return names.every((name) => columns.includes(name) || known.includes(name));
};
