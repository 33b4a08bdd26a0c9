import { describe, expect, test } from "vitest";
import { groupsOf, questionsOf } from "../../../api/flow/survey/questionnaire/formats/questionnaire.ts";
import { readLss } from "../../../api/flow/survey/questionnaire/formats/limesurvey/read-lss.ts";
import { type Fields, readStructure } from "../../../api/flow/survey/questionnaire/formats/limesurvey/structure.ts";
import { decodeText } from "../../../api/flow/survey/questionnaire/formats/text-table.ts";
import { bytesOf, counted, type Counts, expectedOf, hasRealData, read } from "./real-questionnaires.ts";

/* Held against figures made in R: tables, languages, types, codes, conditions. */

interface LimeFigures {
  file: string;
  db_version: string;
  languages: string[];
  n_group_rows: number;
  n_question_rows: number;
  n_distinct_questions: number;
  n_subquestion_rows: number;
  n_answer_rows: number;
  n_question_text_rows: number;
  n_answer_text_rows: number;
  n_condition_rows: number;
  question_types: Counts;
  question_codes: string[];
  mandatory: number;
  n_with_relevance_other_than_1: number;
  titles: string[];
}

describe.skipIf(!hasRealData)("LimeSurvey", () => {
  const files = expectedOf<LimeFigures>("formats-limesurvey");

  test.each(files.filter(({ file }) => file.endsWith(".lss")))("$file", async (figures) => {
    const structure = readStructure(decodeText(bytesOf("formats-limesurvey", figures.file)).text);
    const rows = (table: string): Fields[] => structure.tables.get(table) ?? [];
    const questions = rows("questions");
    const other = ({ relevance = "" }: Fields) => relevance !== "" && relevance !== "1";
    expect({
      version: structure.version,
      languages: structure.languages,
      groups: rows("groups").length,
      questions: questions.length,
      subquestions: rows("subquestions").length,
      answers: rows("answers").length,
      questionTexts: rows("question_l10ns").length,
      answerTexts: rows("answer_l10ns").length,
      conditions: rows("conditions").length,
      types: counted(questions.map(({ type = "" }) => type)),
      mandatory: questions.filter(({ mandatory }) => mandatory === "Y").length,
      relevance: questions.filter(other).length,
    }).toEqual({
      version: figures.db_version,
      languages: figures.languages,
      groups: figures.n_group_rows,
      questions: figures.n_question_rows,
      subquestions: figures.n_subquestion_rows,
      answers: figures.n_answer_rows,
      questionTexts: figures.n_question_text_rows,
      answerTexts: figures.n_answer_text_rows,
      conditions: figures.n_condition_rows,
      types: figures.question_types,
      mandatory: figures.mandatory,
      relevance: figures.n_with_relevance_other_than_1,
    });

    const form = await read("formats-limesurvey", figures.file);
    const found = questionsOf(form.items);
    expect(found.length).toBe(figures.n_distinct_questions);
    expect(found.map(({ name }) => name).sort()).toEqual([...figures.question_codes].sort());
    expect(found.filter(({ asks }) => asks === "UNKNOWN")).toEqual([]);
    // Languages stand in the file in another order than their titles; an empty title is none.
    const written = figures.titles.filter((title) => title !== "").map((title) => title.trim());
    expect(Object.values(form.title).sort()).toEqual(written.sort());
    expect(form.languages).toEqual(figures.languages);
  });

  test("every answer and sub-question of the sample survey is a choice, a line or a cell", () => {
    const { tables, ...rest } = readStructure(
      decodeText(bytesOf("formats-limesurvey", "sample_survey_english.lss")).text,
    );
    const survey = readLss({ tables, ...rest });
    const parts = survey.groups.flatMap(({ questions }) => questions);
    expect(parts.flatMap(({ subquestions }) => subquestions).length).toBe(tables.get("subquestions")?.length);
    expect(parts.flatMap(({ answers }) => answers).length).toBe(tables.get("answers")?.length);
  });

  const pairs = [
    { file: "all_types_survey.tsv", questions: 30, groups: 7, languages: ["en"] },
    { file: "application_form_de_en.tsv", questions: 24, groups: 8, languages: ["de", "en"] },
    { file: "multilingual_survey.tsv", questions: 4, groups: 2, languages: ["en", "es"] },
  ];
  test.each(pairs)("$file: rows of Q and G, each once whatever the languages", async (figures) => {
    const form = await read("formats-limesurvey", figures.file);
    const rows = decodeText(bytesOf("formats-limesurvey", figures.file))
      .text.split("\n")
      .map((line) => line.split("\t"));
    const codes = new Set(rows.filter(([what]) => what === "Q").map(([, , name]) => name));
    expect(questionsOf(form.items).length).toBe(codes.size);
    expect(codes.size).toBe(figures.questions);
    expect(groupsOf(form.items).length).toBe(figures.groups);
    expect(form.languages).toEqual(figures.languages);
  });
});
