import type { Text } from "../../../schema/text.ts";
import type { Study } from "./study.ts";

/**
 * What can be wrong with a study that is brought in. The sentences never hold a value of a person: they name the place,
 * and what is expected there. {field}, {file} and {detail} are filled in; detail comes from the description, never
 * from the data.
 */
export const IMPORT_PROBLEMS = {
  NO_PACKAGE: {
    nl: "Hier staat geen beschrijving (datapackage.json): {detail}.",
    en: "There is no description (datapackage.json) here: {detail}.",
  },
  PACKAGE_INVALID: {
    nl: "De beschrijving klopt niet bij {detail}.",
    en: "The description is not right at {detail}.",
  },
  PACKAGE_UNSUPPORTED: {
    nl: "De beschrijving vraagt iets dat hier niet kan: {detail}.",
    en: "The description asks for something that is not possible here: {detail}.",
  },
  UNSAFE_PATH: {
    nl: "Het bestand ligt buiten de map van het pakket. Dat mag niet.",
    en: "The file lies outside the folder of the package. That is not allowed.",
  },
  FILE_MISSING: { nl: "Dit bestand is er niet.", en: "This file is not there." },
  FILE_CHANGED: {
    nl: "Het bestand is niet wat de beschrijving zegt ({detail} is anders). Misschien is het niet heel overgekomen.",
    en: "The file is not what the description says ({detail} differs). It may not have arrived whole.",
  },
  FILE_EMPTY: { nl: "Het bestand is leeg.", en: "The file is empty." },
  UNKNOWN_ENCODING: {
    nl: "Deze tekencodering is niet bekend: {detail}.",
    en: "This character encoding is not known: {detail}.",
  },
  UNDECODABLE_BYTES: {
    nl: "Hier staan tekens die niet bij de tekencodering {detail} horen.",
    en: "There are bytes here that do not fit the character encoding {detail}.",
  },
  WRONG_ENCODING: {
    nl: "De beschrijving zegt {detail}, maar het bestand is UTF-8.",
    en: "The description says {detail}, but the file is UTF-8.",
  },
  NUL_BYTES: {
    nl: "Hier staan NUL-tekens. Het bestand is beschadigd of heeft een andere tekencodering.",
    en: "There are NUL bytes here. The file is damaged or has another character encoding.",
  },
  WRONG_DELIMITER: {
    nl: "De kolommen zijn niet gescheiden zoals de beschrijving zegt. Het lijkt te gaan om: {detail}.",
    en: "The columns are not separated as the description says. The separator seems to be: {detail}.",
  },
  COLUMN_MISSING: { nl: "De kolom {field} staat niet in het bestand.", en: "The file has no column {field}." },
  COLUMN_UNDECLARED: {
    nl: "De kolom {field} staat wel in het bestand, maar niet in de beschrijving.",
    en: "The file has a column {field} that the description does not have.",
  },
  COLUMN_TWICE: {
    nl: "De kolom {field} staat twee keer in het bestand.",
    en: "The file has the column {field} twice.",
  },
  COLUMN_ORDER: {
    nl: "De kolommen staan in een andere volgorde dan in de beschrijving, het eerst bij {field}.",
    en: "The columns are in another order than in the description, first at {field}.",
  },
  TOO_FEW_COLUMNS: {
    nl: "Deze regel heeft te weinig kolommen. Misschien is het bestand afgebroken.",
    en: "This line has too few columns. The file may have been cut off.",
  },
  TOO_MANY_COLUMNS: { nl: "Deze regel heeft te veel kolommen.", en: "This line has too many columns." },
  BROKEN_QUOTES: {
    nl: "In deze regel kloppen de aanhalingstekens niet. Misschien is het bestand afgebroken.",
    en: "The quotes in this line do not match. The file may have been cut off.",
  },
  BROKEN_LINE: { nl: "Deze regel kan niet worden gelezen.", en: "This line cannot be read." },
  VARIABLE_DIFFERS: {
    nl: "{field} is in twee bestanden of kolommen verschillend beschreven ({detail}).",
    en: "{field} is described differently in two files or columns ({detail}).",
  },
  VARIABLE_OF_SURVEY: {
    nl: "De studie heeft {field} al, uit een vragenlijst of afgeleid van andere variabelen. Geef de kolom een andere naam.",
    en: "The study already has {field}, from a survey or derived from other variables. Give the column another name.",
  },
  WAVES_DIFFER: {
    nl: "De meting {detail} staat niet in de lijst met metingen van de beschrijving.",
    en: "Wave {detail} is not in the description's list of waves.",
  },
  WAVE_UNDECLARED: {
    nl: "Deze meting staat niet in de lijst met metingen van de beschrijving.",
    en: "This wave is not in the description's list of waves.",
  },
  NOT_A_NUMBER: { nl: "Bij {field} hoort een getal.", en: "{field} takes a number." },
  NOT_AN_INTEGER: { nl: "Bij {field} hoort een geheel getal.", en: "{field} takes a whole number." },
  NOT_A_BOOLEAN: { nl: "Bij {field} hoort ja of nee ({detail}).", en: "{field} takes true or false ({detail})." },
  NOT_A_DATE: { nl: "Bij {field} hoort een datum ({detail}).", en: "{field} takes a date ({detail})." },
  UNKNOWN_CATEGORY: {
    nl: "De waarde bij {field} is geen van de categorieën.",
    en: "The value of {field} is none of its categories.",
  },
  TOO_SMALL: {
    nl: "De waarde bij {field} is kleiner dan {detail}.",
    en: "The value of {field} is less than {detail}.",
  },
  TOO_LARGE: { nl: "De waarde bij {field} is groter dan {detail}.", en: "The value of {field} is more than {detail}." },
  TOO_SHORT: {
    nl: "De waarde bij {field} is korter dan {detail} tekens.",
    en: "The value of {field} is shorter than {detail} characters.",
  },
  TOO_LONG: {
    nl: "De waarde bij {field} is langer dan {detail} tekens.",
    en: "The value of {field} is longer than {detail} characters.",
  },
  NO_MATCH: {
    nl: "De waarde bij {field} heeft niet de vorm die is beschreven.",
    en: "The value of {field} does not have the form that is described.",
  },
  REQUIRED: { nl: "{field} moet ingevuld zijn.", en: "{field} must be filled in." },
  NOT_UNIQUE: { nl: "De waarde bij {field} komt vaker voor.", en: "The value of {field} occurs more than once." },
  DUPLICATE_ROW: {
    nl: "Deze rij is er al: {detail} is hetzelfde als in een eerdere rij.",
    en: "This row is there already: {detail} is the same as in an earlier row.",
  },
  PERSON_WITHOUT_ROW: {
    nl: "Deze persoon heeft geen rij in het bestand met personen.",
    en: "This person has no row in the file of persons.",
  },
  PERSON_VALUE_VARIES: {
    nl: "{field} hoort bij een persoon steeds hetzelfde te zijn, maar is hier anders dan in een eerdere rij.",
    en: "{field} should be the same throughout for a person, but differs here from an earlier row.",
  },
  PERSON_VALUE_DIFFERS: {
    nl: "{field} is hier anders dan voor dezelfde persoon in {detail}.",
    en: "{field} differs here from the same person's in {detail}.",
  },
  INTERRUPTED: {
    nl: "Het inlezen is onderbroken en niet afgemaakt. Er is niets veranderd. Probeer het opnieuw.",
    en: "The import was interrupted and not finished. Nothing has changed. Try again.",
  },
  FAILED: {
    nl: "Het inlezen is niet gelukt door een fout aan onze kant. Er is niets veranderd.",
    en: "The import failed through a fault on our side. Nothing has changed.",
  },
} as const satisfies Record<string, Text>;
export type ImportProblemCode = keyof typeof IMPORT_PROBLEMS;

/** What somebody should know or confirm; the study comes in all the same. */
export const IMPORT_NOTES = {
  ROLE_TO_CONFIRM: {
    nl: "{field} staat nu als achtergrond. Dat hoort een gegevensbeheerder te bevestigen (role in de beschrijving).",
    en: "{field} now counts as background. A data steward should confirm that (role in the description).",
  },
} as const satisfies Record<string, Text>;
export type ImportNoteCode = keyof typeof IMPORT_NOTES;

export interface Place {
  file: string | null;
  /** Line of the file, from 1, the header included; where a record runs over several lines, its first. */
  row: number | null;
  field: string | null;
}

export interface ImportProblem extends Place {
  code: string;
  message: Text;
}

/** Before it is put into words. */
export interface Finding extends Place {
  code: ImportProblemCode | ImportNoteCode;
  detail: string | null;
}

export type ImportStatus = "OPEN" | "RUNNING" | "DONE" | "REFUSED";

/** An import as it is followed. */
export interface StudyImport {
  id: string;
  userId: string | null;
  studyId: string | null;
  status: ImportStatus;
  /** 0 to 1 */
  progress: number;
  persons: number | null;
  rows: number | null;
  problems: ImportProblem[];
  /** All of them, also those beyond the first that are in problems. */
  problemCount: number;
  notes: ImportProblem[];
  study?: Study | null;
}

const fill = (sentence: string, found: Finding): string =>
  sentence.replace(/\{(field|file|detail)\}/g, (_, name: "field" | "file" | "detail") => found[name] ?? "");

export function inWords(found: Finding): ImportProblem {
  const { code, file, row, field } = found;
  const words: Text = { ...IMPORT_PROBLEMS, ...IMPORT_NOTES }[code];
  return { code, file, row, field, message: { nl: fill(words.nl, found), en: fill(words.en, found) } };
}

/** A study that does not come in, and why: the first problems, and how many there are. */
export class StudyRefused extends Error {
  readonly found: readonly Finding[];
  readonly problemCount: number;
  /** File of all of them; null where they are all here. */
  readonly reportPath: string | null;

  constructor(found: readonly Finding[], problemCount = found.length, reportPath: string | null = null) {
    super(`study refused: ${found[0]?.code ?? ""}`);
    this.name = "StudyRefused";
    this.found = found;
    this.problemCount = problemCount;
    this.reportPath = reportPath;
  }

  get problems(): ImportProblem[] {
    return this.found.map(inWords);
  }
}

export const problem = (code: ImportProblemCode, place: Partial<Place> & { detail?: string | null } = {}): Finding => ({
  code,
  file: null,
  row: null,
  field: null,
  detail: null,
  ...place,
});
