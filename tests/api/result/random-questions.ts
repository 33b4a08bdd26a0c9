import fc from "fast-check";
import type { Condition, Dimension, Measure, VariableReference } from "../../../api/flow/result/query.ts";
import { bandCodes } from "../../../api/flow/study/bandings.ts";
import type { VariableDeclaration } from "../../../api/flow/study/study.ts";
import { codes, declare, type ImportedPerson, type Value } from "../../testkit/imported-folder.ts";
import type { Asked, Panel } from "./reference.ts";

/** Names that would hurt where one ended up in a statement or a label. */
export const AWKWARD = '"; drop table person; --';

const VARIABLES: VariableDeclaration[] = [
  declare("sex", {
    type: "CATEGORICAL",
    level: "PERSON",
    role: "BACKGROUND",
    categories: codes("m", "f"),
    missingCodes: codes("unknown"),
  }),
  declare("town", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "BACKGROUND", categories: codes("x", "y", "z") }),
  declare("age", {
    type: "INTEGER",
    level: "PERSON",
    role: "BACKGROUND",
    minimum: 0,
    maximum: 30,
    bandings: [
      { name: "coarse", limits: [15] },
      { name: "fine", limits: [10, 15, 20] },
    ],
  }),
  declare(AWKWARD, {
    type: "ORDINAL",
    level: "PERSON_WAVE",
    role: "ANSWER",
    categories: codes("a=b&c|d", "it's", "no"),
    missingCodes: codes("refused", "%"),
  }),
  declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("score", {
    type: "NUMBER",
    level: "PERSON_WAVE",
    role: "ANSWER",
    minimum: 0,
    maximum: 10,
    missingCodes: codes("99"),
    bandings: [
      { name: "halves", limits: [5] },
      { name: "thirds", limits: [3, 6] },
    ],
  }),
  declare("few", {
    type: "INTEGER",
    level: "PERSON_WAVE",
    role: "ANSWER",
    minimum: 1,
    maximum: 3,
    bandings: [{ name: "values", limits: [2, 3] }],
  }),
  declare("mood", { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER", minimum: -3, maximum: 3 }),
  declare("trauma", { type: "BOOLEAN", level: "PERSON", role: "ANSWER" }),
  declare("debt", { type: "NUMBER", level: "PERSON", role: "ANSWER", minimum: -50, maximum: 50 }),
];

const COARSE_HALVES = (step: number, from: number, to: number) =>
  fc.integer({ min: from / step, max: to / step }).map((steps) => steps * step);

function valueOf({ type, categories, missingCodes, minimum, maximum }: VariableDeclaration): fc.Arbitrary<Value> {
  const valid: fc.Arbitrary<Value> =
    type === "BOOLEAN"
      ? fc.boolean()
      : categories.length > 0
        ? fc.constantFrom(...categories.map(({ code }) => code))
        : COARSE_HALVES(type === "INTEGER" ? 1 : 0.5, minimum ?? 0, maximum ?? 0);
  const missing: Value[] = [null, ...missingCodes.map(({ code }) => ({ missing: code }))];
  return fc.oneof({ weight: 4, arbitrary: valid }, { weight: 1, arbitrary: fc.constantFrom(...missing) });
}

const valuesAt = (level: VariableDeclaration["level"]): fc.Arbitrary<Record<string, Value>> =>
  fc.record(Object.fromEntries(VARIABLES.filter((one) => one.level === level).map((one) => [one.name, valueOf(one)])));

/** A small panel: people who come, go and return, and who leave things out. */
export const panels: fc.Arbitrary<Panel> = fc.constantFrom(3, 4).chain((count) => {
  const waves = Array.from({ length: count }, (_, at) => ({ code: `w${at + 1}`, label: `wave ${at + 1}` }));
  const rows = fc.tuple(...waves.map(() => fc.option(valuesAt("PERSON_WAVE"), { freq: 3, nil: null }))) as fc.Arbitrary<
    (Record<string, Value> | null)[]
  >;
  const person = fc.record({ values: valuesAt("PERSON"), rows });
  return fc.array(person, { minLength: 20, maxLength: 60, size: "max" }).map((all): Panel => ({
    waves,
    variables: VARIABLES,
    persons: all.map(({ values, rows: seen }, at): ImportedPerson => ({
      person: `p${at}`,
      values,
      waves: Object.fromEntries(
        waves.flatMap(({ code }, wave) => {
          const row = seen[wave];
          return row ? [[code, row]] : [];
        }),
      ),
    })),
  }));
});

/** Any question about these panels that has a meaning, whether or not it can be protected. */
export function questions({ waves }: Pick<Panel, "waves">): fc.Arbitrary<Asked> {
  const waveCode = fc.constantFrom(...waves.map(({ code }) => code));
  const moment: fc.Arbitrary<Partial<VariableReference>> = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: fc.record({ at: fc.constantFrom("SAME", "PREVIOUS", "FIRST", "LAST") }) },
    { weight: 2, arbitrary: fc.record({ wave: waveCode }) },
  );
  const still: fc.Arbitrary<Partial<VariableReference>> = fc.oneof(
    fc.record({ at: fc.constantFrom("FIRST", "LAST") }),
    fc.record({ wave: waveCode }),
  );
  const referenceTo = (
    names: VariableDeclaration[],
    when: fc.Arbitrary<Partial<VariableReference>>,
  ): fc.Arbitrary<VariableReference> =>
    fc.constantFrom(...names).chain(({ name, bandings, level }) =>
      fc
        .record({
          when: level === "PERSON" ? fc.constant({}) : when,
          banding: fc.constantFrom(undefined, ...bandings.map((banding) => banding.name)),
        })
        .map(({ when, banding }) => ({ name, ...when, ...(banding === undefined ? {} : { banding }) })),
    );
  const cut = VARIABLES.filter(({ name }) => !["mood", "debt"].includes(name));
  const isOf = (reference: fc.Arbitrary<VariableReference>): fc.Arbitrary<Condition> =>
    reference.chain((variable): fc.Arbitrary<Condition> => {
      const { categories, bandings, type } = VARIABLES.find(
        ({ name }) => name === variable.name,
      ) as VariableDeclaration;
      const banding = bandings.find(({ name }) => name === variable.banding) ?? bandings[0];
      const known =
        type === "BOOLEAN"
          ? ["true", "false"]
          : banding
            ? bandCodes(banding.limits)
            : categories.map(({ code }) => code);
      const byCodes = fc.subarray(known, { minLength: 1 }).map((list) => ({ is: { variable, in: list } }));
      if (!banding) return byCodes;
      const end = fc.integer({ min: 0, max: banding.limits.length });
      const byLimits = fc
        .tuple(end, end)
        .filter(([a, b]) => a !== b || a > 0)
        .map(([a, b]): Condition => {
          const [from, to] = [Math.min(a, b), Math.max(a, b) + (a === b ? 1 : 0)];
          const [min, max] = [from > 0 ? banding.limits[from - 1] : undefined, banding.limits[to - 1]];
          return { is: { variable, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) } };
        });
      return fc.oneof(byCodes, byLimits);
    });
  const conditionOf = (leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
    fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        { weight: 4, arbitrary: leaf },
        { weight: 1, arbitrary: fc.record({ not: tie("condition") }) },
        { weight: 1, arbitrary: fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }) },
        { weight: 1, arbitrary: fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }) },
      ),
    })).condition;
  const range = fc.option(
    fc.tuple(fc.nat(waves.length - 1), fc.nat(waves.length - 1)).map(([a, b]) => ({
      from: waves[Math.min(a, b)]?.code ?? "",
      to: waves[Math.max(a, b)]?.code ?? "",
    })),
    { freq: 2, nil: null },
  );
  const splits = (when: fc.Arbitrary<Partial<VariableReference>>, wave: fc.Arbitrary<boolean>) =>
    fc
      .tuple(fc.uniqueArray(referenceTo(cut, when), { maxLength: 2, selector: ({ name }) => name }), wave, fc.boolean())
      .map(([references, byWave, waveFirst]): Dimension[] => {
        const variables = references.map((variable): Dimension => ({ variable }));
        if (!byWave) return variables;
        return waveFirst ? [{ wave: true }, ...variables] : [...variables, { wave: true }];
      });
  const numbers = VARIABLES.filter(({ name }) => ["age", "score", "few", "mood", "debt"].includes(name));
  const plainNumber = referenceTo(numbers, moment).map(({ banding: _, ...reference }) => reference);
  const anyCondition = conditionOf(isOf(referenceTo(cut, moment)));
  const measure: fc.Arbitrary<Measure> = fc.oneof(
    fc.constant({ count: true }),
    fc.record({ share: anyCondition }),
    fc.record({ mean: plainNumber }),
    fc.record({ sd: plainNumber }),
    fc.record({ sum: plainNumber }),
  );
  const plain = fc.record({
    measure,
    by: splits(moment, fc.boolean()),
    where: fc.option(anyCondition),
    waves: range,
  });
  const event = fc
    .constantFrom(...cut.filter(({ role, level }) => role === "ANSWER" && level === "PERSON_WAVE"))
    .chain((variable) => conditionOf(isOf(referenceTo([variable], fc.constant({})).map(({ name }) => ({ name })))));
  const curve = fc.record({
    measure: fc.oneof(fc.constant({ retention: true }), fc.record({ survival: event })),
    by: splits(still, fc.constant(true)),
    where: fc.option(conditionOf(isOf(referenceTo(cut, still)))),
    waves: range,
  });
  return fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: curve });
}
