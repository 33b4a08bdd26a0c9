import type { ReadQuestion } from "../questionnaire.ts";
import { remarkAt, type Remark } from "../remarks.ts";
import type { LimeQuestion } from "./lime-survey.ts";

/** What LimeSurvey itself writes down for every question; besides these, nothing, "0" and "N" say nothing either. */
const STANDING = new Map<string, readonly string[]>(
  Object.entries({
    time_limit_action: ["1"],
    location_mapheight: ["300"],
    location_mapwidth: ["500"],
    location_mapzoom: ["11"],
    display_columns: ["1"],
    assessment_value: ["1"],
    show_totals: ["X"],
    statistics_showgraph: ["1"],
    page_break: ["1"],
    question_template: ["core"],
  }),
);

/** Takes what a question can say from the attributes, and says which ones it cannot. */
export function takeAttributes(lime: LimeQuestion, question: ReadQuestion, remarks: Remark[]): void {
  const left = { ...lime.attributes };
  const number = (name: string): number | null => {
    const value = left[name] ?? "";
    if (!/^-?\d+(\.\d+)?$/.test(value)) return null;
    delete left[name];
    return Number(value);
  };
  const byLanguage = (name: string, into: Record<string, string>) => {
    for (const [key, value] of Object.entries(left)) {
      const language = key === name ? "" : key.startsWith(`${name} (`) ? key.slice(name.length + 2, -1) : null;
      if (language === null || value.includes("{")) continue;
      into[language] = value;
      delete left[key];
    }
  };

  if (["NUMBER", "SCALE"].includes(question.asks)) {
    const sliding = left["slider_layout"] === "1";
    question.minimum ??=
      number("min_num_value_n") ?? number("multiflexible_min") ?? (sliding ? number("slider_min") : null);
    question.maximum ??=
      number("max_num_value_n") ?? number("multiflexible_max") ?? (sliding ? number("slider_max") : null);
    if (left["num_value_int_only"] === "1") {
      question.asks = "WHOLE_NUMBER";
      delete left["num_value_int_only"];
    }
    byLanguage("suffix", question.unit);
  }
  if (["SHORT_TEXT", "LONG_TEXT"].includes(question.asks)) {
    question.maxLength = number("maximum_chars");
    if (left["numbers_only"] === "1" && question.lines.length === 0) {
      question.asks = "NUMBER";
      question.maxLength = null;
      delete left["numbers_only"];
    }
  }
  if (question.asks === "MULTIPLE") {
    const alone = (left["exclude_all_others"] ?? "").split(";");
    for (const choice of question.choices) choice.excludes = alone.includes(choice.code);
    if (alone.every((code) => question.choices.some((choice) => choice.code === code)))
      delete left["exclude_all_others"];
  }
  // Filled by a link or a script, and never shown.
  if (left["hidden"] === "1" && !["CALCULATION", "FILLING_IN"].includes(question.asks)) {
    question.hidden = true;
    delete left["hidden"];
  }
  if (lime.type === "1") for (const key of Object.keys(left)) if (key.startsWith("dualscale_header")) delete left[key];
  // Older structures keep it here as well.
  if (left["relevance"] === lime.relevance) delete left["relevance"];

  for (const [name, value] of Object.entries(left)) {
    const plain = name.replace(/ \(.*\)$/, "");
    if (["0", "N"].includes(value) || STANDING.get(plain)?.includes(value)) continue;
    remarks.push(remarkAt("setting", { ...lime.at, column: name }, value, lime.type));
  }
}
