import {
  readQuestion,
  type Asks,
  type ReadChoice,
  type ReadGroup,
  type ReadLine,
  type ReadQuestion,
  type ReadQuestionnaire,
  type Words,
} from "../questionnaire.ts";
import { questionsMissing } from "../refusals.ts";
import { remarkAt, type Remark } from "../remarks.ts";
import { takeAttributes } from "./attributes.ts";
import { isAlways, type LimePart, type LimeQuestion, type LimeSurvey } from "./lime-survey.ts";

const fixed = (choices: Record<string, [nl: string, en: string]>): ReadChoice[] =>
  Object.entries(choices).map(([code, [nl, en]]) => ({ code, label: { nl, en }, excludes: false }));

const YES_NO = fixed({ Y: ["Ja", "Yes"], N: ["Nee", "No"] });
const YES_UNCERTAIN_NO = fixed({ Y: ["Ja", "Yes"], U: ["Weet ik niet zeker", "Uncertain"], N: ["Nee", "No"] });
const LESS_MORE = fixed({ I: ["Meer", "Increase"], S: ["Hetzelfde", "Same"], D: ["Minder", "Decrease"] });
const SEX = fixed({ F: ["Vrouw", "Female"], M: ["Man", "Male"] });

interface LimeKind {
  asks: Asks;
  /** What the sub-questions are: choices of one question, or lines of which each is asked */
  parts?: "CHOICES" | "LINES" | "CELLS" | "TWO_SCALES";
  choices?: ReadChoice[];
  scale?: [minimum: number, maximum: number];
  comment?: boolean;
}

const KINDS = new Map<string, LimeKind>(
  Object.entries({
    L: { asks: "SINGLE" },
    "!": { asks: "SINGLE" },
    O: { asks: "SINGLE", comment: true },
    Y: { asks: "SINGLE", choices: YES_NO },
    G: { asks: "SINGLE", choices: SEX },
    M: { asks: "MULTIPLE", parts: "CHOICES" },
    P: { asks: "MULTIPLE", parts: "CHOICES", comment: true },
    R: { asks: "RANKING" },
    "5": { asks: "SCALE", scale: [1, 5] },
    A: { asks: "SCALE", parts: "LINES", scale: [1, 5] },
    B: { asks: "SCALE", parts: "LINES", scale: [1, 10] },
    C: { asks: "SINGLE", parts: "LINES", choices: YES_UNCERTAIN_NO },
    E: { asks: "SINGLE", parts: "LINES", choices: LESS_MORE },
    F: { asks: "SINGLE", parts: "LINES" },
    H: { asks: "SINGLE", parts: "LINES" },
    "1": { asks: "SINGLE", parts: "TWO_SCALES" },
    ":": { asks: "NUMBER", parts: "CELLS" },
    ";": { asks: "SHORT_TEXT", parts: "CELLS" },
    N: { asks: "NUMBER" },
    K: { asks: "NUMBER", parts: "LINES" },
    Q: { asks: "SHORT_TEXT", parts: "LINES" },
    S: { asks: "SHORT_TEXT" },
    T: { asks: "LONG_TEXT" },
    U: { asks: "LONG_TEXT" },
    D: { asks: "DATE" },
    X: { asks: "STATEMENT" },
    "*": { asks: "CALCULATION" },
    "|": { asks: "UPLOAD" },
    I: { asks: "FILLING_IN" },
  }),
);

export function readLimeSurvey(survey: LimeSurvey): ReadQuestionnaire {
  const remarks: Remark[] = [...survey.remarks];
  const items = survey.groups.map((group): ReadGroup => ({
    is: "GROUP",
    at: group.at,
    name: Object.values(group.name)[0] ?? null,
    text: group.name,
    help: group.description,
    relevant: isAlways(group.relevance) ? null : group.relevance,
    repeats: false,
    items: group.questions.map((question) => questionOf(question, remarks)),
  }));
  if (items.every(({ items: questions }) => questions.length === 0)) throw questionsMissing();
  const languages = survey.languages.length === 0 ? [""] : survey.languages;
  return { format: "LIMESURVEY", title: survey.title, consent: {}, languages, items, ours: false, remarks };
}

function questionOf(lime: LimeQuestion, remarks: Remark[]): ReadQuestion {
  const kind = KINDS.get(lime.type) ?? { asks: "UNKNOWN" };
  const question = readQuestion({
    at: lime.at,
    name: lime.code,
    type: lime.type,
    asks: kind.asks,
    text: lime.text,
    help: lime.help,
    required: lime.mandatory,
    relevant: isAlways(lime.relevance) ? null : lime.relevance,
    other: lime.other,
    comment: kind.comment ?? false,
    choices: kind.choices ?? (kind.parts === "CHOICES" ? choicesOf(lime.subquestions) : choicesOf(lime.answers)),
    minimum: kind.scale?.[0] ?? null,
    maximum: kind.scale?.[1] ?? null,
  });
  if (lime.pattern.trim() !== "")
    remarks.push(remarkAt("check_lost", { ...lime.at, column: "preg" }, lime.pattern, lime.type));
  if (lime.softly) remarks.push(remarkAt("may_stay_empty", { ...lime.at, column: "mandatory" }, "S", lime.type));
  if (kind.asks === "CALCULATION") takeEquation(lime, question);
  question.lines = linesOf(lime, kind.parts);
  takeAttributes(lime, question, remarks);
  for (const part of lime.subquestions)
    if (!isAlways(part.relevance))
      remarks.push(remarkAt("relevance", { ...lime.at, name: `${lime.code}_${part.code}` }, part.relevance, lime.type));
  return question;
}

/** Newer files have the formula beside the text, older ones in it; the editor puts it in a paragraph. */
function takeEquation({ attributes }: LimeQuestion, question: ReadQuestion): void {
  const beside = attributes["equation"];
  question.calculation = (beside ?? Object.values(question.text)[0] ?? "").replace(/<\/?[a-z][^<>]*>/gi, "").trim();
  if (beside === undefined) question.text = {};
  else delete attributes["equation"];
}

const choicesOf = (parts: readonly LimePart[], scale = "0"): ReadChoice[] =>
  parts.filter((part) => part.scale === scale).map(({ code, text }) => ({ code, label: text, excludes: false }));

function linesOf(lime: LimeQuestion, parts: LimeKind["parts"]): ReadLine[] {
  const lines = lime.subquestions.filter(({ scale }) => scale !== "1");
  const line = ({ code, text }: LimePart): ReadLine => ({ code, label: text });
  if (parts === "LINES") return lines.map(line);
  if (parts === "CELLS") {
    const columns = lime.subquestions.filter(({ scale }) => scale === "1");
    return lines.flatMap((row) =>
      columns.map((column) => ({ code: `${row.code}_${column.code}`, label: side(row.text, column.text) })),
    );
  }
  if (parts === "TWO_SCALES")
    return lines.flatMap((row) =>
      ["0", "1"].map((scale) => ({
        code: `${row.code}_${scale}`,
        label: side(row.text, inEach(row.text, lime, scale === "0" ? "dualscale_headerA" : "dualscale_headerB")),
        choices: choicesOf(lime.answers, scale),
      })),
    );
  return [];
}

/** What stands above a scale, in each language that the line has. */
function inEach(text: Words, { attributes }: LimeQuestion, name: string): Words {
  return Object.fromEntries(
    Object.keys(text).map((language) => [language, attributes[`${name} (${language})`] ?? attributes[name] ?? ""]),
  );
}

function side(one: Words, other: Words): Words {
  const languages = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    languages.map((language) => [language, [one[language], other[language]].filter(Boolean).join(" · ")]),
  );
}
