import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readFiles } from "../../../api/flow/survey/questionnaire/formats/read-files.ts";
import type { ReadQuestion, ReadQuestionnaire } from "../../../api/flow/survey/questionnaire/formats/questionnaire.ts";
import { Problem } from "../../../schema/problem.ts";
import { hasRealData, REAL_DATA } from "../../testkit/exact-study.ts";

/* Real questionnaires, and the figures that R made of them. */

if (!hasRealData)
  console.warn(`\n  SKIPPED: no real questionnaires at ${REAL_DATA}; set REAL_DATA to hold readers against them.\n`);

export { hasRealData };
export type Counts = Record<string, number>;

export const bytesOf = (folder: string, file: string): Buffer => readFileSync(join(REAL_DATA, folder, file));

export const expectedOf = <T>(folder: string): T[] =>
  hasRealData
    ? (JSON.parse(readFileSync(join(REAL_DATA, folder, "expected.json"), "utf8")) as { files: T[] }).files
    : [];

export const read = (folder: string, ...files: string[]): Promise<ReadQuestionnaire> =>
  readFiles(files.map((name) => ({ name, bytes: bytesOf(folder, name) })));

export const refusalOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => "read",
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );

export function counted(entries: readonly string[]): Counts {
  const counts: Counts = {};
  for (const entry of entries) counts[entry] = (counts[entry] ?? 0) + 1;
  return counts;
}

/** How many questions say something there. */
export const having = (questions: readonly ReadQuestion[], part: keyof ReadQuestion): number =>
  questions.filter((question) => question[part] !== null).length;
