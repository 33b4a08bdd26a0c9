import { nowhere, remarkAt } from "../remarks.ts";
import { placesOf, type TextTable } from "../text-table.ts";
import { columnMissing, questionsMissing } from "../refusals.ts";
import { addWords, type LimeGroup, type LimePart, type LimeQuestion, type LimeSurvey } from "./lime-survey.ts";

const KNOWN = [
  ...["class", "type/scale", "name", "relevance", "text", "help", "language", "validation"],
  ...["mandatory", "other", "default", "same_default"],
];

/** LimeSurvey's tab-separated structure: a row a thing and language, each under the one that it belongs to. */
export function readTabSeparated(table: TextTable): LimeSurvey {
  const places = placesOf(table, (column) => column);
  for (const needed of ["class", "type/scale", "name"]) if (!places.has(needed)) throw columnMissing("1", needed);
  const survey: LimeSurvey = { languages: [], title: {}, groups: [], remarks: [] };
  const groups = new Map<string, LimeGroup>();
  const questions = new Map<string, LimeQuestion>();
  let group: LimeGroup | undefined;
  let question: LimeQuestion | undefined;

  for (const { row, cells } of table.rows) {
    const cell = (name: string): string => cells[places.get(name) ?? -1] ?? "";
    const [what, type, name, text, language] = ["class", "type/scale", "name", "text", "language"].map(cell) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const at = { ...nowhere, row, name: name === "" ? null : name };
    if (what === "S" && name === "language") survey.languages.unshift(text);
    else if (what === "S" && name === "additional_languages") survey.languages.push(...text.split(/\s+/));
    else if (what === "SL" && name === "surveyls_title") addWords(survey.title, language, text);
    else if (what === "S" || what === "SL") {
      if (text !== "") survey.remarks.push(remarkAt("setting", { ...at, column: name }, text));
    } else if (what === "G") {
      group = groups.get(type) ?? { at, name: {}, description: {}, relevance: cell("relevance"), questions: [] };
      if (!groups.has(type)) survey.groups.push(group);
      groups.set(type, group);
      addWords(group.name, language, name);
      addWords(group.description, language, text);
    } else if (what === "Q") {
      question = questions.get(name);
      if (question === undefined) {
        question = questionOf(at, name, type, cell);
        for (const [attribute, place] of places) {
          const value = cells[place] ?? "";
          if (!KNOWN.includes(attribute) && value !== "") question.attributes[attribute] = value;
        }
        questions.set(name, question);
        group?.questions.push(question);
      }
      addWords(question.text, language, text);
      addWords(question.help, language, cell("help"));
      if (cell("default") !== "")
        survey.remarks.push(remarkAt("default_value", { ...at, column: "default" }, cell("default"), type));
    } else if ((what === "SQ" || what === "A") && question !== undefined) {
      const part = partOf(what === "SQ" ? question.subquestions : question.answers, name, type || "0");
      part.relevance ||= what === "SQ" ? cell("relevance") : "";
      addWords(part.text, language, text);
    } else
      survey.remarks.push(
        remarkAt("type_unknown", { ...at, column: "class" }, cells.filter(Boolean).join(" · "), what),
      );
  }
  if (survey.groups.length === 0) throw questionsMissing();
  return survey;
}

const questionOf = (
  at: LimeQuestion["at"],
  code: string,
  type: string,
  cell: (name: string) => string,
): LimeQuestion => ({
  at,
  code,
  type,
  text: {},
  help: {},
  relevance: cell("relevance"),
  mandatory: cell("mandatory") === "Y",
  softly: cell("mandatory") === "S",
  other: cell("other") === "Y",
  pattern: cell("validation"),
  attributes: Object.create(null) as Record<string, string>,
  subquestions: [],
  answers: [],
});

function partOf(parts: LimePart[], code: string, scale: string): LimePart {
  const known = parts.find((part) => part.code === code && part.scale === scale);
  if (known !== undefined) return known;
  const part: LimePart = { code, scale, text: {}, relevance: "" };
  parts.push(part);
  return part;
}
