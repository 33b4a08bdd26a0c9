import type { Codebook } from "./codebook.ts";
import { findVariable, limitsOf, roomOf } from "./codebook.ts";
import type { Condition, Question, VariableAt } from "./question.ts";
import { splitsByWave } from "./question.ts";

/** What must still be chosen before a question can be asked, in the order of the builder. */
export type OpenPoint =
  | "STUDY"
  | "MEASURE"
  | "MEASURE_VARIABLE"
  | "MEASURE_CONDITION"
  | "WAVE_NEEDED"
  | "SPLIT_VARIABLE"
  | "STUDY_NEEDED"
  | "CONDITION"
  | "TOO_MANY_VARIABLES";

export function openPoints(question: Question, codebook: Codebook): OpenPoint[] {
  const points: OpenPoint[] = [];
  if (question.studies.length === 0) points.push("STUDY");
  points.push(...measurePoints(question, codebook));
  const by = question.by ?? [];
  if (by.some((dimension) => "variable" in dimension && !known(dimension.variable, codebook)))
    points.push("SPLIT_VARIABLE");
  if (question.studies.length > 1 && splitsByWave(question) && !by.some((dimension) => "study" in dimension))
    points.push("STUDY_NEEDED");
  if (question.where && !complete(question.where, codebook)) points.push("CONDITION");
  if (!roomOf(question, codebook).fits) points.push("TOO_MANY_VARIABLES");
  return points;
}

function measurePoints(question: Question, codebook: Codebook): OpenPoint[] {
  const { measure } = question;
  if (!measure) return ["MEASURE"];
  const points: OpenPoint[] = [];
  const variable =
    "mean" in measure
      ? measure.mean
      : "sd" in measure
        ? measure.sd
        : "sum" in measure
          ? measure.sum
          : "quantile" in measure
            ? measure.quantile.of
            : null;
  if (variable && !known(variable, codebook)) points.push("MEASURE_VARIABLE");
  const condition = "share" in measure ? measure.share : "survival" in measure ? measure.survival : null;
  if (condition && !complete(condition, codebook)) points.push("MEASURE_CONDITION");
  if (("retention" in measure || "survival" in measure) && !splitsByWave(question)) points.push("WAVE_NEEDED");
  return points;
}

const known = (variable: VariableAt, codebook: Codebook): boolean =>
  findVariable(codebook, variable.name) !== undefined;

/** Every leaf names a known variable and says which codes or limits. */
export function complete(condition: Condition, codebook: Codebook): boolean {
  if ("not" in condition) return complete(condition.not, codebook);
  if ("is" in condition) {
    const { variable, min, max } = condition.is;
    const found = findVariable(codebook, variable.name);
    if (!found) return false;
    return limitsOf(found, variable.banding)
      ? min !== undefined || max !== undefined || hasCodes(condition)
      : hasCodes(condition);
  }
  const parts = "all" in condition ? condition.all : condition.any;
  return parts.length > 0 && parts.every((part) => complete(part, codebook));
}

const hasCodes = (condition: Condition): boolean => "is" in condition && (condition.is.in ?? []).length > 0;
