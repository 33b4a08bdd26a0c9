import { nowhere, remarkAt, type Remark, type RemarkCode } from "../remarks.ts";
import { addWords, type LimeGroup, type LimePart, type LimeQuestion, type LimeSurvey } from "./lime-survey.ts";
import { namedByCode, takeConditions } from "./numbers.ts";
import type { Fields, Structure } from "./structure.ts";

/**
 * An .lss file. Before version 400 a question has a row for every language; since then its texts are in tables of
 * their own. Both come out the same.
 */
export function readLss({ languages, tables }: Structure): LimeSurvey {
  const rows = (table: string): Fields[] => tables.get(table) ?? [];
  const remarks: Remark[] = [];
  const sayField = (row: Fields, field: string, name: string | null) =>
    remarks.push(remarkAt("setting", { ...nowhere, column: field, name }, row[field] ?? ""));
  const title = {};
  for (const row of rows("surveys_languagesettings"))
    addWords(title, row["surveyls_language"] ?? "", row["surveyls_title"] ?? "");

  const groups = new Map<string, LimeGroup>();
  for (const row of inOrder([...rows("groups"), ...rows("group_l10ns")], "group_order")) {
    const gid = row["gid"] ?? "";
    const group: LimeGroup = groups.get(gid) ?? {
      at: { ...nowhere, name: null },
      name: {},
      description: {},
      relevance: "",
      questions: [],
    };
    groups.set(gid, group);
    group.relevance ||= row["grelevance"] ?? "";
    addWords(group.name, row["language"] ?? "", row["group_name"] ?? "");
    addWords(group.description, row["language"] ?? "", row["description"] ?? "");
    if ((row["randomization_group"] ?? "") !== "") sayField(row, "randomization_group", row["group_name"] ?? null);
  }

  const questions = new Map<string, LimeQuestion>();
  const main = (row: Fields): boolean => ["", "0", undefined].includes(row["parent_qid"]);
  for (const row of inOrder(rows("questions").filter(main), "question_order")) {
    const qid = row["qid"] ?? "";
    const known = questions.get(qid);
    if (known === undefined) {
      const question = questionOf(row);
      questions.set(qid, question);
      for (const field of fieldsWithMore(row)) sayField(row, field, question.code);
      groups.get(row["gid"] ?? "")?.questions.push(question);
    }
    addTexts(questions.get(qid), row);
  }
  const parts = new Map<string, LimePart>();
  for (const row of inOrder(
    [...rows("subquestions"), ...rows("questions").filter((each) => !main(each))],
    "question_order",
  )) {
    const part = addPart(questions.get(row["parent_qid"] ?? "")?.subquestions, row, row["title"] ?? "");
    if (part === null) continue;
    parts.set(row["qid"] ?? "", part);
    const whole = questions.get(row["parent_qid"] ?? "")?.code ?? "";
    for (const field of [...fieldsWithMore(row), "preg", "help"])
      if ((row[field] ?? "") !== "") sayField(row, field, `${whole}_${part.code}`);
    part.relevance ||= row["relevance"] ?? "";
    addWords(part.text, row["language"] ?? "", row["question"] ?? "");
  }
  for (const row of rows("question_l10ns")) {
    const part = parts.get(row["qid"] ?? "");
    if ((row["script"] ?? "") !== "") sayField(row, "script", questions.get(row["qid"] ?? "")?.code ?? null);
    if (part === undefined) addTexts(questions.get(row["qid"] ?? ""), row);
    else addWords(part.text, row["language"] ?? "", row["question"] ?? "");
  }
  const assessed = rows("surveys").some((row) => row["assessments"] === "Y");
  // Where nothing is assessed, every answer has a 0 or a 1 all the same.
  const counts = (value: string): boolean => !["", "0", ...(assessed ? [] : ["1"])].includes(value);
  const answers = new Map<string, LimePart>();
  for (const row of inOrder(rows("answers"), "sortorder")) {
    const part = addPart(questions.get(row["qid"] ?? "")?.answers, row, row["code"] ?? "");
    if (part === null) continue;
    answers.set(row["aid"] ?? "", part);
    if (counts(row["assessment_value"] ?? ""))
      sayField(row, "assessment_value", `${questions.get(row["qid"] ?? "")?.code ?? ""}_${part.code}`);
    addWords(part.text, row["language"] ?? "", row["answer"] ?? "");
  }
  for (const row of rows("answer_l10ns")) {
    const part = answers.get(row["aid"] ?? "");
    if (part !== undefined) addWords(part.text, row["language"] ?? "", row["answer"] ?? "");
  }
  for (const row of rows("question_attributes")) {
    const question = questions.get(row["qid"] ?? "");
    const { attribute = "", value = "", language = "" } = row;
    if (question === undefined || value.trim() === "") continue;
    question.attributes[language === "" ? attribute : `${attribute} (${language})`] = value.trim();
  }

  const nameOf = (row: Fields): string | null => questions.get(row["qid"] ?? "")?.code ?? null;
  const sayRows = (table: string, code: RemarkCode, detail: (row: Fields) => string) => {
    for (const row of rows(table))
      remarks.push(remarkAt(code, { ...nowhere, sheet: table, name: nameOf(row) }, detail(row)));
  };
  remarks.push(...takeConditions(rows("conditions"), questions));
  for (const table of ["defaultvalues", "defaultvalue_l10ns"])
    sayRows(table, "default_value", ({ language, defaultvalue }) => `${language ?? ""} ${defaultvalue ?? ""}`.trim());
  for (const table of tables.keys())
    if (!READ.includes(table) && !LOOKS.includes(table))
      sayRows(table, "part", (row) =>
        Object.values(row)
          .filter((text) => text !== "")
          .join(" · "),
      );
  for (const table of LOOKS)
    if (rows(table).length > 0)
      remarks.push(remarkAt("part", { ...nowhere, sheet: table }, `${table} (${rows(table).length}×)`));
  remarks.push(...ofTheSurvey(rows("surveys"), rows("surveys_languagesettings")));
  const survey = { languages, title, groups: [...groups.values()], remarks };
  namedByCode(survey, questions);
  return survey;
}

/** Tables that something is read from */
const READ = [
  ...["groups", "group_l10ns", "questions", "subquestions", "question_l10ns", "answers", "answer_l10ns"],
  ...["question_attributes", "conditions", "defaultvalues", "defaultvalue_l10ns"],
  ...["surveys", "surveys_languagesettings"],
];
/** What a survey looks like: many lines, none of them a part of the questionnaire */
const LOOKS = ["themes", "themes_inherited", "plugin_settings"];

/** What else may stand with a question, beside what is there for every one */
function fieldsWithMore({ question_theme_name: theme = "", ...row }: Fields): string[] {
  const odd = ["script", "modulename"].filter((field) => (row[field] ?? "") !== "");
  if (row["encrypted"] === "Y") odd.push("encrypted");
  return theme === "" || theme === "core" || PLAIN_THEMES.test(theme) ? odd : [...odd, "question_theme_name"];
}

/** Names of the usual look of each type; others are another look, or another thing to do. */
const PLAIN_THEMES =
  /^(longfreetext|shortfreetext|hugefreetext|multipleshorttext|multiplenumeric|numerical|listradio|list_dropdown|list_with_comment|multiplechoice|multiplechoice_with_comments|array|arrays\/\S+|array\w*|boilerplate|date|date_time|equation|file_upload|gender|yesno|language|ranking|5pointchoice)$/i;

function questionOf(row: Fields): LimeQuestion {
  const code = row["title"] ?? "";
  return {
    at: { ...nowhere, name: code },
    code,
    type: row["type"] ?? "",
    text: {},
    help: {},
    relevance: row["relevance"] ?? "",
    mandatory: row["mandatory"] === "Y",
    softly: row["mandatory"] === "S",
    other: row["other"] === "Y",
    pattern: row["preg"] ?? "",
    attributes: Object.create(null) as Record<string, string>,
    subquestions: [],
    answers: [],
  };
}

function addTexts(question: LimeQuestion | undefined, row: Fields): void {
  if (question === undefined) return;
  addWords(question.text, row["language"] ?? "", row["question"] ?? "");
  addWords(question.help, row["language"] ?? "", row["help"] ?? "");
}

/** The part itself, also where another language had it before; null where its question is not there. */
function addPart(parts: LimePart[] | undefined, row: Fields, code: string): LimePart | null {
  if (parts === undefined) return null;
  const scale = row["scale_id"] ?? "0";
  const known = parts.find((part) => part.code === code && part.scale === scale);
  const part = known ?? { code, scale, text: {}, relevance: "" };
  if (known === undefined) parts.push(part);
  return part;
}

/** Groups, questions and answers stand in the file by number or by language; people see them in their order. */
const inOrder = (rows: readonly Fields[], order: string): Fields[] =>
  rows.toSorted((a, b) => Number(a[order] ?? 0) - Number(b[order] ?? 0));

const isMail = (name: string): boolean => /^(surveyls_)?(email|attribute)/.test(name);

/** Texts and settings of the survey as a whole; those of its look, its mails and its links are none of a questionnaire. */
function ofTheSurvey(surveys: readonly Fields[], texts: readonly Fields[]): Remark[] {
  const said = (row: Fields) => Object.keys(row).filter((name) => name !== "surveyls_survey_id" && !isMail(name));
  const words = texts.flatMap((row) =>
    said(row)
      .filter((name) => !["surveyls_title", "surveyls_language"].includes(name) && !["", "0"].includes(row[name] ?? ""))
      .map((name) =>
        remarkAt("setting", { ...nowhere, sheet: row["surveyls_language"] ?? null, column: name }, row[name] ?? ""),
      ),
  );
  const mails = texts.length > 0 ? [remarkAt("setting", { ...nowhere, column: "surveyls_email_*" })] : [];
  const rest = surveys.flatMap((row) => {
    const set = Object.entries(row).filter(([name, value]) => name !== "sid" && !["", "N", "0", "I"].includes(value));
    return [
      remarkAt("setting", { ...nowhere, sheet: "surveys" }, set.map(([name, value]) => `${name}=${value}`).join(" · ")),
    ];
  });
  return [...words, ...mails, ...rest];
}
