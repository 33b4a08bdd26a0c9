import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseLanguages } from "../../../api/flow/survey/questionnaire/formats/draft/languages.ts";
import { toDraft } from "../../../api/flow/survey/questionnaire/formats/draft/to-draft.ts";
import { readFiles } from "../../../api/flow/survey/questionnaire/formats/read-files.ts";
import { writeXlsForm } from "../../../api/flow/survey/questionnaire/formats/xlsform/write-xlsform.ts";
import { checkLogic } from "../../../schema/logic/check.ts";
import { typeOfQuestion } from "../../../schema/logic/value-type.ts";
import { definitionSchema } from "../../../schema/survey.ts";

/* Whatever a questionnaire of ours says, as XLSForm and back it says the same. */

/** What spreadsheets, XML, Markdown and our own way of inserting answers make something else of. */
const SIGNS = [
  ...[
    "=1+1",
    "+1",
    "-1",
    "@x",
    "{q0}",
    "${q0}",
    "{q0|niets}",
    "{last.q0}",
    "'",
    '"',
    "<b>",
    "&amp;",
    "\n",
    "\r\n",
    "\t",
  ],
  ...["  ", "😀", "\u202e", "é", "_x000D_", "\u0001", "[a](b)", "**", "#", "|", ",", ";", "::", "\ufeff", "\u00a0"],
  ...["null", "0", "TRUE", "2024-01-01", "a"],
];
const text = fc.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 4 }).map((signs) => signs.join(""));
const said = text.filter((each) => each.trim() !== "");
const written = fc.record({ nl: said, en: fc.option(said, { nil: null }) });
const maybe = fc.option(written, { nil: null });
const options = fc
  .uniqueArray(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,6}$/), {
    minLength: 2,
    maxLength: 4,
    selector: (code) => code.toLowerCase(),
  })
  .chain((codes) =>
    fc.tuple(...codes.map(() => written)).map((labels) => codes.map((code, at) => ({ code, label: labels[at] }))),
  );
const days = { from: "1990-01-01", to: "2020-02-29" };
const kind = fc.oneof(
  options.map((given) => ({ kind: "SINGLE", options: given })),
  options.map((given) => ({
    kind: "MULTIPLE",
    options: given.map((option, at) => ({ ...option, excludes: at === 0 })),
  })),
  options.map((given) => ({ kind: "RANKING", options: given })),
  fc.record({ low: written, high: written, faces: fc.boolean() }).map((ends) => ({
    kind: "SCALE",
    scale: { minimum: -2, maximum: 2, ...ends },
  })),
  fc.record({ minimum: fc.double({ min: -100, max: 100, noNaN: true }), unit: maybe }).map((number) => ({
    kind: "NUMBER",
    number: { maximum: 1000, integer: false, ...number },
  })),
  fc.constantFrom({ kind: "DATE", days }, { kind: "MONTH", days }, { kind: "STATEMENT" }),
  fc.record({ short: fc.boolean(), maxLength: fc.integer({ min: 1, max: 10_000 }) }).map((rest) => ({
    kind: "TEXT",
    ...rest,
  })),
);
const question = fc.record({ is: kind, text: written, help: maybe, stem: maybe, message: maybe, flag: fc.boolean() });
const definition = fc
  .record({ title: written, consent: written, asked: fc.array(question, { minLength: 1, maxLength: 4 }) })
  .map(({ asked, ...words }) => ({
    ...words,
    questions: asked.map(({ is, message, flag, ...rest }, at) => {
      const speaks = is.kind !== "STATEMENT";
      return {
        ...{ id: `q${at}`, variable: `q${at}`, ...rest, ...is, heavy: flag },
        ...(speaks ? { required: flag, dontKnow: !flag } : {}),
        constraint: message && speaks ? { holds: { call: "answered", of: [{ self: true }] }, message } : null,
        relevance: at > 0 && flag ? { call: "!=", of: [{ answer: "q0" }, { answer: "q0" }] } : null,
      };
    }),
  }));

test("any questionnaire comes back as it went", async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(definition, async (made) => {
      const whole = definitionSchema.safeParse(made);
      // Only what could be published: an answer that a text takes has to be an earlier one.
      if (!whole.success) return;
      const last = new Map(whole.data.questions.map((each) => [each.variable, typeOfQuestion(each)]));
      if (checkLogic(whole.data.questions, last).length > 0) return;
      seen += 1;
      const read = await readFiles([{ name: "x.xlsx", bytes: await writeXlsForm("x", whole.data) }]);
      const { title, consent, questions } = toDraft(read, chooseLanguages(read, {}));
      expect({ title, consent, questions }).toEqual(whole.data);
    }),
    { numRuns: 150, seed: 20_261_122 },
  );
  expect(seen).toBeGreaterThan(50);
});
