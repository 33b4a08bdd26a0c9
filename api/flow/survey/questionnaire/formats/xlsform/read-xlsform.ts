import {
  readQuestion,
  type Place,
  type ReadChoice,
  type ReadGroup,
  type ReadItem,
  type ReadQuestion,
  type ReadQuestionnaire,
  type Words,
} from "../questionnaire.ts";
import { columnMissing, groupsUnbalanced, questionsMissing, sheetMissing } from "../refusals.ts";
import { nowhere, remarkAt, type Remark } from "../remarks.ts";
import { tableOf, type TextRow, type TextTable, unreadColumns } from "../text-table.ts";
import { readChoices, type ChoiceLists } from "./choices.ts";
import { columnsOf, nameAndLanguage, type Columns } from "./columns.ts";
import { excludingChoice, isBroken, limitsOf } from "./expression.ts";
import { NONE } from "./odk-constraint.ts";
import { settingsOf } from "./settings.ts";
import { rowType, spelledNow } from "./types.ts";
import type { TextWorkbook } from "./workbook.ts";

export interface FormTables {
  survey: TextTable;
  choices: TextTable | null;
  settings: TextTable | null;
}

/** Columns that are read; those that begin with `weerklank_` come back as they were written. */
const READ = [
  ...["type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation"],
  ...["choice_filter", "appearance", "default", "parameters", "repeat_count", "read_only", "required_message"],
  "disabled",
];
const OWN = "weerklank_";
const isRead = (column: string): boolean => {
  const { name } = nameAndLanguage(column);
  return READ.includes(name) || name.startsWith(OWN);
};

/** The three sheets of a form, and what is said of the other ones and of formulas. */
export function tablesOfWorkbook({ names, sheets }: TextWorkbook): { tables: FormTables; remarks: Remark[] } {
  const table = (name: string): TextTable | null => {
    const sheet = sheets.find((each) => each.name === name);
    return sheet === undefined ? null : tableOf(name, sheet.rows);
  };
  const survey = table("survey");
  if (survey === null) throw sheetMissing();
  // What our own forms say to people.
  const others = names.filter(
    (name) => name !== "weerklank" && !sheets.some((sheet) => sheet.name === name.trim().toLowerCase()),
  );
  const formulas = sheets.flatMap(({ name, formulas: found }) =>
    [...found].map(([at, formula]) => {
      const [row = 0, column = 0] = at.split(",").map(Number);
      const heading = sheets.find((sheet) => sheet.name === name)?.rows[0]?.[column] ?? null;
      return remarkAt("formula_value", { sheet: name, row: row + 1, column: heading, name: null }, `=${formula}`);
    }),
  );
  return {
    tables: { survey, choices: table("choices"), settings: table("settings") },
    remarks: [...others.map((name) => remarkAt("sheet", { ...nowhere, sheet: name })), ...formulas],
  };
}

export function readXlsForm(tables: FormTables, before: readonly Remark[]): ReadQuestionnaire {
  const { survey } = tables;
  const columns = columnsOf(survey);
  for (const needed of ["type", "name"]) if (!columns.has(needed)) throw columnMissing("survey", needed);
  const { lists, remarks: ofChoices } = readChoices(tables.choices);
  const settings = settingsOf(tables.settings);
  const remarks: Remark[] = [...before, ...settings.remarks, ...ofChoices, ...unreadColumns(survey, isRead)];
  const items = readRows(survey, columns, lists, remarks);
  if (items.length === 0) throw questionsMissing();
  for (const [name, list] of lists)
    if (!list.used) remarks.push(remarkAt("list_unused", { sheet: "choices", row: null, column: null, name }));
  const ofLists = [...lists.values()].flatMap(({ choices }) => choices.flatMap(({ label }) => Object.keys(label)));
  const elsewhere = [...columns.languagesOf("constraint_message"), ...ofLists].filter((language) => language !== "");
  const named = [...new Set([...columns.languagesOf("label"), ...columns.languagesOf("hint"), ...elsewhere])];
  const languages = named.length === 0 ? [""] : named;
  const own = languages.find((language) => language === settings.language) ?? languages[0] ?? "";
  return {
    format: "XLSFORM",
    title: settings.title,
    consent: settings.consent,
    languages: [own, ...languages.filter((language) => language !== own)],
    items,
    ours: settings.ours,
    remarks,
  };
}

function readRows(survey: TextTable, columns: Columns, lists: ChoiceLists, remarks: Remark[]): ReadItem[] {
  const top: ReadItem[] = [];
  const open: { group: ReadGroup; what: string }[] = [];
  for (const row of survey.rows) {
    const written = columns.cell(row, "type");
    const at: Place = { sheet: survey.sheet, row: row.row, column: null, name: columns.cell(row, "name") || null };
    const everything = () => row.cells.filter((cell) => cell !== "").join(" · ");
    if (written === "") {
      remarks.push(remarkAt("type_unknown", at, everything()));
      continue;
    }
    const type = rowType(written);
    if (/^(yes|true(\(\))?|1)$/i.test(columns.cell(row, "disabled")) && !("what" in type)) {
      remarks.push(remarkAt("switched_off", { ...at, column: "disabled" }, everything(), written));
      continue;
    }
    const items = open.at(-1)?.group.items ?? top;
    if (type.is === "BEGIN") {
      const group = groupOf(row, at, columns, type.what === "REPEAT");
      items.push(group);
      open.push({ group, what: type.what });
      sayRest(row, at, columns, remarks, [
        ...["appearance", "repeat_count", "required", "constraint", "calculation", "default", "read_only"],
        ...["choice_filter", "parameters", "constraint_message", "required_message", "disabled"],
        ...columns.startingWith(OWN),
      ]);
    } else if (type.is === "END") {
      if (open.pop()?.what !== type.what) throw groupsUnbalanced(row.row);
      // Nothing but its name belongs there.
      sayRest(row, { ...at, name: at.name ?? "end" }, columns, remarks, [
        ...READ.filter((name) => name !== "type" && name !== "name"),
        ...columns.startingWith(OWN),
      ]);
    } else items.push(questionOf(row, at, written, columns, lists, remarks));
  }
  if (open.length > 0) throw groupsUnbalanced(open[0]?.group.at.row ?? 0);
  return top;
}

const groupOf = (row: TextRow, at: Place, columns: Columns, repeats: boolean): ReadGroup => ({
  is: "GROUP",
  at,
  name: at.name,
  text: columns.words(row, "label"),
  help: columns.words(row, "hint"),
  relevant: columns.cell(row, "relevant") || null,
  repeats,
  items: [],
});

function questionOf(
  row: TextRow,
  at: Place,
  written: string,
  columns: Columns,
  lists: ChoiceLists,
  remarks: Remark[],
): ReadQuestion {
  const type = rowType(written);
  const cell = (name: string): string | null => columns.cell(row, name) || null;
  const required = (cell("required") ?? "").toLowerCase().replace("()", "");
  const appearance = (cell("appearance") ?? "").toLowerCase().split(/\s+/);
  const question = readQuestion({
    at,
    name: at.name ?? `row_${row.row}`,
    type: written,
    asks: type.is === "PLAIN" || type.is === "SELECT" ? type.asks : "UNKNOWN",
    text: columns.words(row, "label"),
    help: columns.words(row, "hint"),
    required: ["yes", "true", "1"].includes(required),
    requiredWhen: ["", "yes", "true", "1", "no", "false", "0"].includes(required) ? null : cell("required"),
    relevant: cell("relevant"),
    constraint: cell("constraint"),
    constraintMessage: columns.words(row, "constraint_message"),
    calculation: cell("calculation"),
    choiceFilter: cell("choice_filter"),
  });
  readOwnColumns(question, row, columns);
  if (type.is === "SELECT") {
    question.list = type.list;
    question.other = type.other;
    const list = lists.get(type.list);
    if (list !== undefined) list.used = true;
    question.choices = (list?.choices ?? []).map((choice): ReadChoice => ({ ...choice }));
    const spelled = spelledNow(written);
    if (spelled !== null) remarks.push(remarkAt("type_old", at, `${written} → ${spelled}`, written));
  }
  // In a table of radio buttons, the row that only shows what the columns are.
  if (appearance.includes("label") && question.asks === "SINGLE") question.asks = "STATEMENT";
  if (question.asks === "SHORT_TEXT" && appearance.includes("multiline")) question.asks = "LONG_TEXT";
  if (question.asks === "DATE" && appearance.includes("month-year")) question.asks = "MONTH";
  if (type.is === "PLAIN" && type.asks === "MULTIPLE") question.choices = [agreed(question)];
  if (written.toLowerCase() === "percentage") Object.assign(question, { minimum: 0, maximum: 100 });
  const parameters = question.asks === "SCALE" ? readRange(question, cell("parameters")) : cell("parameters");
  if (parameters !== null) remarks.push(remarkAt("column", { ...at, column: "parameters" }, parameters, written));
  readConstraint(question);
  sayRest(row, at, columns, remarks, ["appearance", "default", "read_only", "repeat_count", "required_message"]);
  if (!/^(|no|false(\(\))?|0)$/i.test(columns.cell(row, "disabled"))) sayRest(row, at, columns, remarks, ["disabled"]);
  for (const part of ["relevant", "constraint", "calculation", "choiceFilter", "requiredWhen"] as const) {
    const expression = question[part];
    if (expression === null || !isBroken(expression)) continue;
    remarks.push(remarkAt("expression_broken", { ...at, column: part }, expression, written));
    question[part] = null;
  }
  return question;
}

/** What our own forms say in columns that other programs pass over. */
function readOwnColumns(question: ReadQuestion, row: TextRow, columns: Columns): void {
  const said = columns.startingWith(OWN).map((name) => [name.slice(OWN.length), columns.cell(row, name)] as const);
  question.own = Object.fromEntries(said.filter(([, text]) => text !== ""));
  const words = (part: string): Words =>
    Object.fromEntries(
      ["nl", "en"].flatMap((place) =>
        question.own[`${part}_${place}`] ? [[place, question.own[`${part}_${place}`] ?? ""]] : [],
      ),
    );
  question.low = words("low");
  question.high = words("high");
  question.unit = words("unit");
  question.stem = words("stem");
  for (const part of ["relevant", "constraint", "calculation"] as const) {
    const ours = question.own[part];
    if (ours !== undefined) question[part] = ours === NONE ? null : ours;
  }
  readOwnWords(question);
  const most = question.own["max_length"] ?? "";
  if (/^\d{1,5}$/.test(most)) question.maxLength = Number(most);
}

/** A label says what several questions are about as well, and what is inserted in fewer words than ours. */
function readOwnWords({ own, text, help, stem }: ReadQuestion): void {
  const placeOf = (language: string) => (/\(en\)$/.test(language) ? "en" : "nl");
  for (const [language, label] of Object.entries(text)) {
    const place = placeOf(language);
    const above = `${stem[place] ?? stem["nl"] ?? ""}\n`;
    text[language] =
      own[`label_${place}`] ?? (above !== "\n" && label.startsWith(above) ? label.slice(above.length) : label);
  }
  for (const [language, hint] of Object.entries(help)) help[language] = own[`hint_${placeOf(language)}`] ?? hint;
}

/** One thing to tick, in the words of the question itself. */
const agreed = (question: ReadQuestion): ReadChoice => ({
  code: "OK",
  label: Object.keys(question.text).length > 0 ? { nl: "Ja, akkoord", en: "Yes, agreed" } : {},
  excludes: false,
});

/** `start=1 end=10 step=1`: steps of one are a scale, others a number. Returns what it does not say here. */
function readRange(question: ReadQuestion, parameters: string | null): string | null {
  let rest = parameters ?? "";
  const of = (name: string, otherwise: number): number => {
    const found = new RegExp(`(?<![\\w-])${name}\\s*=\\s*(-?\\d+(?:\\.\\d+)?)(?![\\w.])[\\s,;]*`, "i").exec(rest);
    if (found === null) return otherwise;
    rest = rest.replace(found[0], "");
    return Number(found[1]);
  };
  const [start, end, step] = [of("start", 1), of("end", 10), of("step", 1)];
  question.minimum = Math.min(start, end);
  question.maximum = Math.max(start, end);
  if ([start, end, step].some((limit) => !Number.isInteger(limit))) question.asks = "NUMBER";
  else if (Math.abs(step) !== 1) question.asks = "WHOLE_NUMBER";
  if (Math.abs(step) !== 1 || start > end) return parameters;
  return rest.trim() || null;
}

/** What a constraint says that a question can say by itself. */
function readConstraint(question: ReadQuestion): void {
  const { constraint, asks } = question;
  if (constraint === null) return;
  if (asks === "WHOLE_NUMBER" || asks === "NUMBER") {
    const limits = limitsOf(constraint, asks === "WHOLE_NUMBER");
    if (limits === null) return;
    question.minimum = limits.minimum;
    question.maximum = limits.maximum;
    question.constraint = null;
  } else if (asks === "MULTIPLE") {
    const alone = question.choices.find(({ code }) => code === excludingChoice(constraint));
    if (alone === undefined) return;
    alone.excludes = true;
    question.constraint = null;
  }
}

/** Cells that are understood and have no place here. */
function sayRest(row: TextRow, at: Place, columns: Columns, remarks: Remark[], names: readonly string[]): void {
  const codes: Record<string, Remark["code"]> = { appearance: "appearance", default: "default_value" };
  for (const name of names) {
    const text = columns.cell(row, name) || Object.values(columns.words(row, name)).join(" · ");
    if (text === "" || (["read_only", "required", "disabled"].includes(name) && /^(no|false(\(\))?)$/i.test(text)))
      continue;
    remarks.push(remarkAt(codes[name] ?? "column", { ...at, column: name }, text, columns.cell(row, "type")));
  }
}
