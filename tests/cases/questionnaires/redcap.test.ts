import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import {
  groupsOf,
  questionsOf,
  type ReadQuestion,
} from "../../../api/flow/survey/questionnaire/formats/questionnaire.ts";
import { counted, type Counts, expectedOf, hasRealData, having, read, refusalOf } from "./real-questionnaires.ts";

/* Held against figures made in R: fields, forms, types, validation, choices. */

interface DictionaryFigures {
  file: string;
  has_bom: boolean;
  n_columns: number;
  n_fields: number;
  n_forms: number;
  fields_per_form: Counts;
  field_types: Counts;
  validation_types: Counts;
  n_required: number;
  n_identifiers: number;
  n_with_branching_logic: number;
  n_with_section_header: number;
  n_with_annotation: number;
  matrix_groups: Counts;
  n_calculated: number;
  first_field: string;
  columns_a_checkbox_field_expands_to: number;
  choices: Record<string, { code: string; label: string }[]>;
}

describe.skipIf(!hasRealData)("REDCap", () => {
  const files = expectedOf<DictionaryFigures>("formats-redcap");
  const dictionaries = files.filter(({ n_fields: fields }) => fields !== undefined);
  const others = files.filter(({ n_fields: fields }) => fields === undefined);

  test.each(dictionaries)("$file", async (figures) => {
    const form = await read("formats-redcap", figures.file);
    const header = (question: ReadQuestion) => question.at.column === "section_header";
    const fields = questionsOf(form.items).filter((question) => !header(question));
    const remarksOn = (column: string) => form.remarks.filter(({ at }) => at.column === column);
    const perForm = groupsOf(form.items).map(({ name, items }) => [
      name,
      questionsOf(items).filter((question) => !header(question)).length,
    ]);
    const [types, validations] = [0, 1].map((part) =>
      counted(fields.flatMap(({ type }) => type.split(" ")[part] ?? [])),
    );
    expect({
      fields: fields.length,
      perForm: Object.fromEntries(perForm) as Counts,
      types,
      validations,
      required: fields.filter(({ required }) => required).length,
      identifiers: fields.filter(({ identifies }) => identifies).length,
      branching: having(fields, "relevant"),
      headers: questionsOf(form.items).filter(header).length,
      annotations: remarksOn("field_annotation").length,
      matrices: counted(remarksOn("matrix_group_name").map(({ detail }) => detail ?? "")),
      calculated: fields.filter(({ type }) => type === "calc").length,
      first: fields[0]?.name,
      ticks: fields.filter(({ type }) => type === "checkbox").reduce((sum, { choices }) => sum + choices.length, 0),
    }).toEqual({
      fields: figures.n_fields,
      perForm: figures.fields_per_form,
      types: figures.field_types,
      validations: figures.validation_types,
      required: figures.n_required,
      identifiers: figures.n_identifiers,
      branching: figures.n_with_branching_logic,
      headers: figures.n_with_section_header,
      annotations: figures.n_with_annotation,
      matrices: figures.matrix_groups,
      calculated: figures.n_calculated,
      first: figures.first_field,
      ticks: figures.columns_a_checkbox_field_expands_to,
    });
    const chosenFrom = fields.filter(({ type }) => ["radio", "dropdown", "checkbox"].includes(type));
    expect(
      Object.fromEntries(
        chosenFrom.map(({ name, choices }) => [name, choices.map(({ code, label }) => ({ code, label: label[""] }))]),
      ),
    ).toEqual(figures.choices);
  });

  test.each(others)("$file holds no questions, and that is what is said", async ({ file }) => {
    expect(basename(file)).not.toMatch(/dictionary/);
    expect(await refusalOf(read("formats-redcap", file))).toBe("QUESTIONNAIRE_NOT_KNOWN");
  });
});
