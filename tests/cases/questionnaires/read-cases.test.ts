import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chooseLanguages } from "../../../api/flow/survey/questionnaire/formats/draft/languages.ts";
import { toDraft } from "../../../api/flow/survey/questionnaire/formats/draft/to-draft.ts";
import { readFiles } from "../../../api/flow/survey/questionnaire/formats/read-files.ts";
import type { Remark } from "../../../api/flow/survey/questionnaire/formats/remarks.ts";
import { printExpression } from "../../../schema/logic/print.ts";
import type { Question } from "../../../schema/survey.ts";

/*
 * Files of other programs, a folder a case: what is in `input` becomes what `expected.json` says. Everything that is
 * said about it stands there too, so that nothing can be dropped, or said, without a case that shows it.
 */

const CASES = import.meta.dirname;
const folders = readdirSync(CASES, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));

describe("a file of another program", () => {
  test.each(folders)("%s", async (name) => {
    const files = readdirSync(join(CASES, name, "input")).map((file) => ({
      name: file,
      bytes: readFileSync(join(CASES, name, "input", file)),
    }));
    const form = await readFiles(files);
    const { questions, remarks } = toDraft(form, chooseLanguages(form, {}));
    expect({ questions: questions.map(inShort), remarks: remarks.filter(isNews).map(asLine) }).toEqual(
      JSON.parse(readFileSync(join(CASES, name, "expected.json"), "utf8")),
    );
  });
});

/** What a question says, its logic as people write it, without what it leaves empty. */
function inShort(question: Question): Record<string, unknown> {
  const { id: _id, text, help, relevance, calculation, constraint, options, days: _days, ...rest } = question;
  const said = {
    ...rest,
    text: bothOf(text),
    help: help && bothOf(help),
    options: options.map(({ code, label, excludes }) => `${code}: ${bothOf(label)}${excludes ? " (alone)" : ""}`),
    relevance: relevance && printExpression(relevance),
    calculation: calculation && printExpression(calculation),
    constraint: constraint && `${printExpression(constraint.holds)} — ${bothOf(constraint.message)}`,
    stem: question.stem && bothOf(question.stem),
  };
  const isSaid = (value: unknown) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(said).filter(([, value]) => isSaid(value)));
}

const bothOf = ({ nl, en }: { nl: string; en: string | null }): string => (en === null ? nl : `${nl} | ${en}`);

const isNews = ({ code }: Remark): boolean => code !== "carried_over";

const asLine = ({ code, at, detail, why }: Remark): string =>
  [code, [at.sheet, at.row, at.name, at.column].filter((part) => part !== null).join(" "), detail, why?.nl]
    .map((part) => part ?? "")
    .join(" · ");
