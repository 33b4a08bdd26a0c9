import {
  questionsOf,
  readQuestion,
  type Asks,
  type Place,
  type ReadChoice,
  type ReadGroup,
  type ReadQuestion,
  type ReadQuestionnaire,
  type Words,
} from "../questionnaire.ts";
import { columnMissing, questionsMissing } from "../refusals.ts";
import { remarkAt, type Remark } from "../remarks.ts";
import { placesOf, type TextRow, type TextTable, unreadColumns } from "../text-table.ts";
import { pipeAnswers, readAnnotation } from "./annotation.ts";
import { parseChoices } from "./choices.ts";

/** Columns by their name in the API; a dictionary that people fetch by hand has the longer ones. */
const LONG = new Map<string, string>(
  Object.entries({
    "variable / field name": "field_name",
    "form name": "form_name",
    "section header": "section_header",
    "field type": "field_type",
    "field label": "field_label",
    "choices, calculations, or slider labels": "select_choices_or_calculations",
    "field note": "field_note",
    "text validation type or show slider number": "text_validation_type_or_show_slider_number",
    "text validation min": "text_validation_min",
    "text validation max": "text_validation_max",
    "identifier?": "identifier",
    "branching logic (show field only if...)": "branching_logic",
    "required field?": "required_field",
    "custom alignment": "custom_alignment",
    "question number (surveys only)": "question_number",
    "matrix group name": "matrix_group_name",
    "matrix ranking?": "matrix_ranking",
    "field annotation": "field_annotation",
  }),
);

const apiName = (column: string): string => LONG.get(column) ?? column;
const KNOWN = [...LONG.values()];

export const isDictionary = ({ columns }: TextTable): boolean =>
  ["field_name", "form_name", "field_type"].every((name) => columns.map(apiName).includes(name));

const TYPES = new Map<string, Asks>(
  Object.entries({
    text: "SHORT_TEXT",
    notes: "LONG_TEXT",
    radio: "SINGLE",
    dropdown: "SINGLE",
    yesno: "SINGLE",
    truefalse: "SINGLE",
    checkbox: "MULTIPLE",
    slider: "SCALE",
    calc: "CALCULATION",
    descriptive: "STATEMENT",
    file: "UPLOAD",
    signature: "UPLOAD",
    sql: "CALCULATION",
  }),
);

/** What a text must look like, where it is another kind of answer. */
const validated = (validation: string): Asks =>
  validation === "integer"
    ? "WHOLE_NUMBER"
    : validation.startsWith("number")
      ? "NUMBER"
      : validation.startsWith("datetime")
        ? "MOMENT"
        : validation.startsWith("date")
          ? "DATE"
          : validation.startsWith("time")
            ? "TIME"
            : "SHORT_TEXT";

const YES_NO: ReadChoice[] = [
  { code: "1", label: { nl: "Ja", en: "Yes" }, excludes: false },
  { code: "0", label: { nl: "Nee", en: "No" }, excludes: false },
];
const TRUE_FALSE: ReadChoice[] = [
  { code: "1", label: { nl: "Waar", en: "True" }, excludes: false },
  { code: "0", label: { nl: "Niet waar", en: "False" }, excludes: false },
];

export function readRedcap(table: TextTable, before: readonly Remark[]): ReadQuestionnaire {
  const places = placesOf(table, apiName);
  for (const needed of ["field_name", "form_name", "field_type", "field_label"])
    if (!places.has(needed)) throw columnMissing(table.sheet, needed);
  const remarks: Remark[] = [...before, ...unreadColumns(table, (column) => KNOWN.includes(apiName(column)))];
  const forms = new Map<string, ReadGroup>();
  table.rows.forEach((row, at) => {
    const cell = (name: string): string => row.cells[places.get(name) ?? -1] ?? "";
    const form = cell("form_name");
    const group = forms.get(form) ?? formGroup(table.sheet, row, form);
    forms.set(form, group);
    group.items.push(...questionsOfRow(table.sheet, row, cell, remarks, at === 0));
  });
  if (forms.size === 0) throw questionsMissing();
  pipeAnswers(questionsOf([...forms.values()]));
  return {
    format: "REDCAP",
    title: {},
    consent: {},
    languages: [""],
    items: [...forms.values()],
    ours: false,
    remarks,
  };
}

const formGroup = (sheet: string, { row }: TextRow, name: string): ReadGroup => ({
  is: "GROUP",
  at: { sheet, row, column: "form_name", name },
  name,
  text: { "": name.replaceAll("_", " ") },
  help: {},
  relevant: null,
  repeats: false,
  items: [],
});

/** The field itself, after what is said above it. */
function questionsOfRow(
  sheet: string,
  { row }: TextRow,
  cell: (name: string) => string,
  remarks: Remark[],
  first: boolean,
): ReadQuestion[] {
  const name = cell("field_name");
  const at: Place = { sheet, row, column: null, name };
  const type = cell("field_type").toLowerCase();
  const header = cell("section_header");
  const above = header === "" ? [] : [heading(at, header)];
  const question = fieldOf(at, name, type, cell, remarks);
  // The first field of a project is the number of its records; who somebody is, is another thing's to know here.
  if (first && question.asks === "SHORT_TEXT") question.asks = "FILLING_IN";
  for (const column of ["custom_alignment", "question_number", "field_annotation", "matrix_ranking"])
    if (cell(column) !== "") remarks.push(remarkAt("column", { ...at, column }, cell(column), type));
  if (cell("matrix_group_name") !== "")
    remarks.push(remarkAt("line_by_line", { ...at, column: "matrix_group_name" }, cell("matrix_group_name"), type));
  return [...above, question];
}

const heading = (at: Place, text: string): ReadQuestion =>
  readQuestion({
    at: { ...at, column: "section_header" },
    name: `${at.name ?? ""}_header`,
    type: "section header",
    asks: "STATEMENT",
    text: { "": text },
  });

function fieldOf(
  at: Place,
  name: string,
  type: string,
  cell: (name: string) => string,
  remarks: Remark[],
): ReadQuestion {
  const said = cell("select_choices_or_calculations");
  const validation = cell("text_validation_type_or_show_slider_number").toLowerCase();
  const asks = TYPES.get(type) ?? "UNKNOWN";
  const question = readQuestion({
    at,
    name,
    type: validation === "" || type === "slider" ? type : `${type} ${validation}`,
    asks: type === "text" ? validated(validation) : asks,
    text: inNoLanguage(cell("field_label")),
    help: inNoLanguage(cell("field_note")),
    required: cell("required_field").toLowerCase() === "y",
    identifies: cell("identifier").toLowerCase() === "y",
    relevant: cell("branching_logic") || null,
  });
  if (validation === "signature") question.asks = "UPLOAD";
  if (type === "yesno") question.choices = YES_NO.map((choice) => ({ ...choice }));
  if (type === "truefalse") question.choices = TRUE_FALSE.map((choice) => ({ ...choice }));
  if (["radio", "dropdown", "checkbox"].includes(type)) question.choices = parseChoices(said);
  else if (asks === "CALCULATION") question.calculation = said;
  else if (type === "slider") readSlider(question, said);
  else if (said !== "")
    remarks.push(remarkAt("column", { ...at, column: "select_choices_or_calculations" }, said, type));
  if (type === "slider" && validation !== "")
    remarks.push(
      remarkAt("appearance", { ...at, column: "text_validation_type_or_show_slider_number" }, validation, type),
    );
  if (question.asks === "SHORT_TEXT" && validation !== "")
    remarks.push(
      remarkAt("check_lost", { ...at, column: "text_validation_type_or_show_slider_number" }, validation, type),
    );
  readLimits(question, at, cell, remarks);
  readAnnotation(question, cell("field_annotation"));
  return question;
}

const inNoLanguage = (text: string): Words => (text === "" ? {} : { "": text });

/** From 0 to 100, with words at its ends and one in the middle. */
function readSlider(question: ReadQuestion, said: string): void {
  const ends = said.split("|").map((text) => text.trim());
  question.minimum = 0;
  question.maximum = 100;
  question.low = inNoLanguage(ends[0] ?? "");
  question.high = inNoLanguage(ends.length > 1 ? (ends.at(-1) ?? "") : "");
}

function readLimits(question: ReadQuestion, at: Place, cell: (name: string) => string, remarks: Remark[]): void {
  for (const [column, side] of [
    ["text_validation_min", "minimum"],
    ["text_validation_max", "maximum"],
  ] as const) {
    const limit = cell(column);
    if (limit === "") continue;
    const number = Number(limit.replace(",", "."));
    const numeric = ["WHOLE_NUMBER", "NUMBER", "SCALE"].includes(question.asks) && Number.isFinite(number);
    if (numeric) question[side] = number;
    else remarks.push(remarkAt("constraint", { ...at, column }, limit, question.type));
  }
}
