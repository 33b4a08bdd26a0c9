import { describe, expect, test } from "vitest";
import { groupsOf, questionsOf } from "../../../api/flow/survey/questionnaire/formats/questionnaire.ts";
import { decodeText, parseTable } from "../../../api/flow/survey/questionnaire/formats/text-table.ts";
import { tablesOfWorkbook } from "../../../api/flow/survey/questionnaire/formats/xlsform/read-xlsform.ts";
import { readWorkbook } from "../../../api/flow/survey/questionnaire/formats/xlsform/workbook.ts";
import {
  bytesOf,
  counted,
  type Counts,
  expectedOf,
  hasRealData,
  having,
  read,
  refusalOf,
} from "./real-questionnaires.ts";

/* Held against figures made in R: sheets, rows, types, groups, logic, languages, lists. */

interface FormFigures {
  file: string;
  sheets: string[];
  n_survey_rows: number;
  types: Counts;
  survey_columns: string[];
  n_named_rows: number;
  n_groups: number;
  n_repeats: number;
  n_with_relevant: number;
  n_with_constraint: number;
  n_with_calculation: number;
  n_required: number;
  label_languages: string[];
  lists_used_in_survey: string[];
  n_select_questions: number;
  choice_lists?: Counts;
  n_choices?: number;
  settings?: { form_title?: string };
}

describe.skipIf(!hasRealData)("XLSForm", () => {
  const forms = expectedOf<FormFigures>("formats-xlsform").filter(({ file }) => file.endsWith(".xlsx"));

  test.each(forms)("$file: sheets, rows, columns and types", async (figures) => {
    const workbook = await readWorkbook(bytesOf("formats-xlsform", figures.file));
    const { survey, choices } = tablesOfWorkbook(workbook).tables;
    expect(workbook.names.map((name) => name.toLowerCase())).toEqual(figures.sheets.map((name) => name.toLowerCase()));
    // R writes a second column of one name as name.1.
    const columns = survey.columns.filter((column) => column !== "");
    expect(columns).toEqual(figures.survey_columns.map((column) => column.replace(/\.\d+$/, "")));
    const at = (name: string) => survey.columns.indexOf(name);
    const typed = survey.rows.map(({ cells }) => cells[at("type")] ?? "").filter((type) => type !== "");
    expect(typed.length).toBe(figures.n_survey_rows);
    const firstWord = (type: string) => type.replace(/^(begin|end) /, "$1_").split(" ")[0] ?? "";
    expect(counted(typed.map(firstWord))).toEqual(figures.types);
    const named = survey.rows.filter(({ cells }) => cells[at("type")] && cells[at("name")]);
    expect(named.length).toBe(figures.n_named_rows);
    const list = choices?.columns.findIndex((column) => column.replace(" ", "_") === "list_name") ?? -1;
    const entries = (choices?.rows ?? []).map(({ cells }) => cells[list] ?? "").filter((name) => name !== "");
    expect(counted(entries)).toEqual(figures.choice_lists ?? {});
    expect(entries.length).toBe(figures.n_choices ?? 0);
  });

  const sound = forms.filter(({ file }) => file !== "duplicate_columns.xlsx");
  test.each(sound)("$file: groups, logic, languages and lists", async (figures) => {
    const form = await read("formats-xlsform", figures.file);
    const questions = questionsOf(form.items);
    const groups = groupsOf(form.items);
    const broken = (part: string) =>
      form.remarks.filter(({ code, at }) => code === "expression_broken" && at.column === part).length;
    expect({
      groups: groups.filter(({ repeats }) => !repeats).length,
      repeats: groups.filter(({ repeats }) => repeats).length,
      relevant:
        having(questions, "relevant") + groups.filter(({ relevant }) => relevant !== null).length + broken("relevant"),
      calculation: having(questions, "calculation") + broken("calculation"),
      required: questions.filter(({ required, requiredWhen }) => required || requiredWhen !== null).length,
      languages: form.languages.filter((language) => language !== "").sort(),
      lists: [...new Set(questions.flatMap(({ list }) => list ?? []))],
      title: form.title[""],
    }).toEqual({
      groups: figures.n_groups,
      repeats: figures.n_repeats,
      relevant: figures.n_with_relevant,
      calculation: figures.n_with_calculation,
      required: figures.n_required,
      languages: [...figures.label_languages].sort(),
      lists: expect.arrayContaining(figures.lists_used_in_survey) as string[],
      title: figures.settings?.form_title,
    });
    // What a constraint says that a question can say itself has become its limits.
    const limited = questions.filter(
      ({ asks, minimum, maximum }) => /NUMBER/.test(asks) && (minimum !== null || maximum !== null),
    );
    expect(having(questions, "constraint") + limited.length).toBe(figures.n_with_constraint);
    for (const { name, size } of Object.entries(figures.choice_lists ?? {}).map(([name, size]) => ({ name, size })))
      for (const { choices } of questions.filter(({ list }) => list === name)) expect(choices.length).toBe(size);
  });

  test("the faulty forms: one is refused, of the other is said what is wrong", async () => {
    expect(await refusalOf(read("formats-xlsform", "duplicate_columns.xlsx"))).toBe("QUESTIONNAIRE_COLUMN_TWICE");
    const { remarks } = await read("formats-xlsform", "bad_calc.xlsx");
    expect(remarks).toMatchObject([{ code: "expression_broken", at: { row: 2, name: "badcalc" } }]);
  });

  test("a form of two CSV files, and its choices alone", async () => {
    const files = ["household_needs_choices.csv", "household_needs_questions.csv"];
    const form = await read("formats-xlsform", ...files);
    const tables = files.map((file) => parseTable("1", decodeText(bytesOf("formats-xlsform", file)).text, ","));
    const expected = expectedOf<{ file: string; rows: number; columns: number }>("formats-xlsform");
    expect(tables.map(({ columns, rows }) => ({ rows: rows.length, columns: columns.length }))).toEqual(
      files.map((name) => {
        const { rows, columns } = expected.find(({ file }) => file === name) ?? expect.unreachable(name);
        return { rows, columns };
      }),
    );
    // Every row is a question, or the begin or end of a group.
    expect(questionsOf(form.items).length + 2 * groupsOf(form.items).length).toBe(506);
    expect(await refusalOf(read("formats-xlsform", "household_needs_choices.csv"))).toBe("QUESTIONNAIRE_NOT_KNOWN");
  });
});
