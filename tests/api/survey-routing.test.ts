import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruledOutBy } from "../../api/flow/survey/questionnaire/routing.ts";
import { settle } from "../../api/flow/survey/answering/settle.ts";
import { variableValues } from "../../api/flow/survey/variables.ts";
import type { SentValue } from "../../schema/answer.ts";
import { definitionSchema, type Question, type QuestionDraft } from "../../schema/survey.ts";

/** What the routing of a questionnaire makes impossible is read from the questionnaire alone. */

const option = (code: string) => ({ code, label: { nl: code } });
const single = (id: string, codes: string[], relevance?: string): QuestionDraft => ({
  id,
  kind: "SINGLE",
  text: { nl: `${id}?` },
  variable: id,
  options: codes.map(option),
  dontKnow: true,
  ...(relevance && { relevance: { text: relevance } }),
});
const several = (id: string, codes: string[], relevance?: string): QuestionDraft => ({
  ...single(id, codes, relevance),
  kind: "MULTIPLE",
});
const questionsOf = (...questions: QuestionDraft[]): readonly Question[] =>
  definitionSchema.parse({ title: { nl: "Wonen" }, consent: { nl: "Mag het?" }, questions }).questions;

const home = single("home", ["own", "family", "none"]);
const rent = single("rent", ["low", "high"], "${home} = 'own'");
const help = several("help", ["mentor", "friend"]);
const routed = questionsOf(
  home,
  rent,
  single("late", ["yes", "no"], "answered(${rent})"),
  help,
  single("mentor", ["good", "bad"], "selected(${help}, 'mentor') and ${home} != 'none'"),
  single("either", ["yes", "no"], "${home} = 'own' or ${rent} = 'low'"),
  several("two", ["a", "b"], "count-selected(${help}) = 2"),
);
const after = (questions: readonly Question[], variable: string) =>
  ruledOutBy([questions])
    .filter((pair) => pair.variable === variable)
    .map(({ given, codes, missing }) => [given, codes, missing]);

describe("what is ruled out", () => {
  it("is every answer for which a condition on it alone does not hold, and no answer to it", () => {
    expect(after(routed, "rent")).toEqual([["home", ["family", "none"], ["EMPTY", "DONT_KNOW"]]]);
    expect(after(routed, "mentor")).toEqual([
      ["help.mentor", ["false"], ["EMPTY", "DONT_KNOW"]],
      ["home", ["none"], ["EMPTY", "DONT_KNOW"]],
    ]);
  });

  it("goes on where a question rests on one that was not asked", () => {
    expect(after(routed, "late")).toEqual([
      ["rent", [], ["EMPTY", "NOT_ASKED", "DONT_KNOW"]],
      ["home", ["family", "none"], ["EMPTY", "DONT_KNOW"]],
    ]);
  });

  it("is nothing where two answers decide together, or where options are counted", () => {
    expect([after(routed, "either"), after(routed, "two.a")]).toEqual([[], []]);
  });

  it("is what every questionnaire of the wave rules out that asks either", () => {
    const open = questionsOf(home, { ...rent, relevance: { text: "${home} != 'none'" } });
    const given = (...questionnaires: (readonly Question[])[]) =>
      ruledOutBy(questionnaires).find(({ variable }) => variable === "rent")?.codes;
    expect(given(questionsOf(home, rent), open, questionsOf(help))).toEqual(["none"]);
    expect(given(questionsOf(home, rent), questionsOf(home))).toBeUndefined();
    expect(given(questionsOf(home, rent), questionsOf(single("rent", ["low", "high"])))).toBeUndefined();
  });

  it("is never what somebody can have said", () => {
    const ruledOut = ruledOutBy([routed]);
    const answerTo = ({ kind, options }: Question): fc.Arbitrary<SentValue | undefined> => {
      const codes = options.map(({ code }) => code);
      const said = kind === "MULTIPLE" ? fc.subarray(codes) : fc.constantFrom(...codes);
      return fc.option(fc.oneof(said, fc.constant({ missing: "DONT_KNOW" as const })), { nil: undefined });
    };
    let told = 0;
    fc.assert(
      fc.property(fc.tuple(...routed.map(answerTo)), (answers) => {
        const given = new Map(routed.flatMap(({ id }, at) => (answers[at] === undefined ? [] : [[id, answers[at]]])));
        const { put } = settle(routed, { answers: given, last: new Map(), today: 0 });
        for (const { questionId, value } of put) given.set(questionId, value);
        const values = Object.assign(
          {},
          ...routed.map((question) => {
            const value = given.get(question.id);
            return value === undefined ? {} : variableValues(question, value);
          }),
        ) as Record<string, string | { missing: string } | null | undefined>;
        for (const { variable, given: earlier, codes, missing } of ruledOut) {
          const value = values[earlier];
          const out = typeof value === "string" ? codes.includes(value) : missing.includes(value?.missing ?? "EMPTY");
          if (!out) continue;
          told++;
          expect(values[variable] ?? { missing: "EMPTY" }).toHaveProperty("missing");
        }
      }),
      { numRuns: 1_000, seed: 2026 },
    );
    expect(told).toBeGreaterThan(1_000);
  });
});
