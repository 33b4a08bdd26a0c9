import { Problem } from "../../../../../schema/problem.ts";
import { QUESTIONNAIRE_LIMITS } from "../../../../../schema/questionnaire.ts";

/** Why a file cannot be read as a questionnaire at all, in words for whoever sent it. */

export const READING_LIMITS = {
  ...QUESTIONNAIRE_LIMITS,
  /** Of a workbook once it is unpacked */
  unpackedBytes: 24 * 1024 ** 2,
  entries: 2_000,
  /** Characters of all cells together: one text can stand in a million of them */
  text: 8 * 1024 ** 2,
  /** Of the three sheets of a form, and of a table of text */
  rows: 5_000,
  columns: 500,
  /** Characters of one cell */
  cell: 32_767,
  /** Elements within one another in XML */
  depth: 20,
} as const;

const refuse = (code: string, nl: string, en: string) => new Problem(code, { nl, en }, ["file"]);

export const noFile = () => refuse("QUESTIONNAIRE_FILE_MISSING", "Kies een bestand.", "Choose a file.");

export const tooManyFiles = () =>
  refuse(
    "QUESTIONNAIRE_TOO_MANY_FILES",
    "Stuur één bestand, of twee als vragen en antwoorden apart staan.",
    "Send one file, or two where questions and answers are apart.",
  );

export const fileTooLarge = () =>
  refuse(
    "QUESTIONNAIRE_TOO_LARGE",
    `Dit bestand is te groot: hoogstens ${READING_LIMITS.bytes / 1024 ** 2} MB.`,
    `This file is too large: at most ${READING_LIMITS.bytes / 1024 ** 2} MB.`,
  );

export const unpacksTooLarge = () =>
  refuse(
    "QUESTIONNAIRE_TOO_LARGE",
    "Uitgepakt is deze werkmap veel te groot. Zo groot is geen vragenlijst.",
    "Unpacked, this workbook is far too large. No questionnaire is that large.",
  );

export const workbookBroken = () =>
  refuse(
    "QUESTIONNAIRE_UNREADABLE",
    "Deze werkmap is niet te lezen. Open haar in een spreadsheetprogramma en bewaar haar opnieuw als .xlsx.",
    "This workbook cannot be read. Open it in a spreadsheet program and save it as .xlsx again.",
  );

export const oldWorkbook = () =>
  refuse(
    "QUESTIONNAIRE_UNREADABLE",
    "Dit is een oude werkmap (.xls) of er zit een wachtwoord op. Bewaar haar als .xlsx zonder wachtwoord.",
    "This is an old workbook (.xls) or it has a password. Save it as .xlsx without a password.",
  );

export const xmlBroken = (line: number) =>
  refuse(
    "QUESTIONNAIRE_UNREADABLE",
    `Dit XML-bestand klopt niet, bij regel ${line}. Haal het opnieuw uit LimeSurvey.`,
    `This XML file is not right, at line ${line}. Export it from LimeSurvey again.`,
  );

export const xmlDeclares = () =>
  refuse(
    "QUESTIONNAIRE_UNSAFE",
    "Dit XML-bestand heeft een eigen DOCTYPE of entiteiten. Zulke bestanden lezen we niet, want ze kunnen naar buiten wijzen.",
    "This XML file has a DOCTYPE or entities of its own. We do not read such files, as they can point elsewhere.",
  );

export const xmlTooDeep = () =>
  refuse(
    "QUESTIONNAIRE_UNSAFE",
    "Dit XML-bestand is te diep of te lang om een vragenlijst te zijn.",
    "This XML file is too deep or too long to be a questionnaire.",
  );

export const notText = () =>
  refuse(
    "QUESTIONNAIRE_UNREADABLE",
    "Dit is geen tekst die we kunnen lezen. Bewaar het bestand als UTF-8.",
    "This is no text that we can read. Save the file as UTF-8.",
  );

export const notKnown = () =>
  refuse(
    "QUESTIONNAIRE_NOT_KNOWN",
    "Dit is geen vragenlijst die we kennen. Een XLSForm (.xlsx, of vragen en antwoorden als .csv), een LimeSurvey-vragenlijst (.lss of tab-gescheiden) en een data dictionary van REDCap (.csv) kunnen wel.",
    "This is no questionnaire that we know. An XLSForm (.xlsx, or questions and answers as .csv), a LimeSurvey structure (.lss or tab-separated) and a REDCap data dictionary (.csv) are possible.",
  );

export const onlyChoices = () =>
  refuse(
    "QUESTIONNAIRE_NOT_KNOWN",
    "Dit zijn alleen de antwoorden van een XLSForm. Kies ook het bestand met de vragen.",
    "These are only the answers of an XLSForm. Choose the file with the questions as well.",
  );

export const looksLikeAnswers = () =>
  refuse(
    "QUESTIONNAIRE_NOT_KNOWN",
    "Dit lijken gegevens en geen vragen. Gegevens breng je in bij een onderzoek.",
    "These look like data and not like questions. Data are brought in with a study.",
  );

export const sheetMissing = () =>
  refuse(
    "QUESTIONNAIRE_NOT_KNOWN",
    "In deze werkmap is geen blad dat survey heet. Daar horen de vragen van een XLSForm in.",
    "This workbook has no sheet named survey. That is where the questions of an XLSForm are.",
  );

export const columnMissing = (sheet: string, column: string) =>
  refuse(
    "QUESTIONNAIRE_COLUMN_MISSING",
    `Op het blad ${sheet} is geen kolom ${column}.`,
    `Sheet ${sheet} has no column ${column}.`,
  );

export const columnTwice = (sheet: string, column: string) =>
  refuse(
    "QUESTIONNAIRE_COLUMN_TWICE",
    `Op het blad ${sheet} staat de kolom ${column} twee keer. Welke van de twee geldt, is niet te zien. Haal er een weg.`,
    `Sheet ${sheet} has the column ${column} twice. It cannot be seen which of the two counts. Take one away.`,
  );

export const sheetTooLarge = (sheet: string) =>
  refuse(
    "QUESTIONNAIRE_TOO_LARGE",
    `Het blad ${sheet} is te groot: hoogstens ${READING_LIMITS.rows} rijen, ${READING_LIMITS.columns} kolommen en ${READING_LIMITS.cell} tekens in een cel.`,
    `Sheet ${sheet} is too large: at most ${READING_LIMITS.rows} rows, ${READING_LIMITS.columns} columns and ${READING_LIMITS.cell} characters in a cell.`,
  );

export const groupsUnbalanced = (row: number) =>
  refuse(
    "QUESTIONNAIRE_GROUPS",
    `De groepen kloppen niet: bij rij ${row} staat een begin of een einde zonder het andere.`,
    `The groups are not right: at row ${row} there is a begin or an end without the other.`,
  );

export const questionsMissing = () =>
  refuse("QUESTIONNAIRE_EMPTY", "Er staan geen vragen in dit bestand.", "There are no questions in this file.");
