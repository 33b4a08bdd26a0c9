import type { ResultQuery } from "../result/result.ts";
import { OTHER_CODE } from "../snapshot/manifest.ts";
import { type AnswerValue, type Question, variableValues } from "../survey/survey.ts";
import { coversWave } from "./looks-at.ts";

/** What was shown: the keys of the cells, in the order of the question. */
export interface ShownCells {
  cells: readonly { keys: readonly { code: string | null }[] }[];
}

const BAND = /^[[(](-?[\d.e+-]*),(-?[\d.e+-]*)\)$/i;

const isInBand = (code: string, value: number): boolean => {
  const limits = BAND.exec(code);
  if (limits === null) return false;
  const [, from, to] = limits;
  return (!from || value >= Number(from)) && (!to || value < Number(to));
};

const codeOf = (codes: readonly string[], value: string | number): string | null => {
  const exact = codes.find((code) => code === String(value));
  const band = typeof value === "number" ? codes.find((code) => isInBand(code, value)) : undefined;
  // Rare codes were put together before anything was shown; one's own may be among them.
  return exact ?? band ?? (codes.includes(OTHER_CODE) ? OTHER_CODE : null);
};

/**
 * The code of the cell that holds the own answer, where the result is split by it; null where it is not, or where
 * the split looks at another wave or at the first or last time, which this answer alone does not decide.
 */
export const ownCode = (
  question: Question,
  answer: AnswerValue,
  { query, shown }: { query: ResultQuery; shown: ShownCells },
  wave: string,
  inOrder: readonly string[],
): string | null => {
  const own = variableValues(question, answer);
  for (const [at, { variable: split }] of (query.by ?? []).entries()) {
    const value = split && own[split.name];
    if (!split || value === undefined || value === null || typeof value === "object") continue;
    const sameWave = split.wave
      ? split.wave === wave
      : (split.at ?? "SAME") === "SAME" && coversWave(query, wave, inOrder);
    if (!sameWave) continue;
    const codes = new Set(shown.cells.flatMap(({ keys }) => keys[at]?.code ?? []));
    return codeOf([...codes], value);
  }
  return null;
};
