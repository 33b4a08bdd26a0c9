import type { Condition, Dimension, ResultQuery, VariableReference } from "../../../api/flow/result/query.ts";
import type { Banding, VariableDeclaration, WaveDeclaration } from "../../../api/flow/study/study.ts";
import { bandCodes } from "../../../api/flow/study/bandings.ts";
import type { ImportedPerson, Value } from "../../testkit/imported-folder.ts";

/*
 * What the contract says a question means, read straight from the rows, person by person and wave by wave: slow, plain,
 * and sharing nothing with the product but the words of a question and the names of bands. No protection at all.
 */

export interface Panel {
  waves: WaveDeclaration[];
  variables: VariableDeclaration[];
  persons: ImportedPerson[];
}

export type Asked = Omit<ResultQuery, "studies">;

export interface ExpectedCell {
  /** `code` or `?kind of missing`, a key a dimension */
  keys: string[];
  count: number;
  missing: number;
  /** Null where there is none. */
  value: number | null;
  /** Whether anybody is in the cell at all. */
  empty: boolean;
}

/** Who is counted: a person, or a person in a wave. */
interface Unit {
  person: ImportedPerson;
  wave: number | null;
}

/** What a variable is for a unit: a number or code, or a kind of missing. */
type Seen = { value: string | number } | { kind: string };
type Truth = boolean | null;

export function answerByHand(panel: Panel, query: Asked): ExpectedCell[] {
  const window = windowOf(panel, query);
  const { measure } = query;
  const curve = measure.survival ? "survival" : measure.retention ? "retention" : null;
  const waves = Array.from({ length: window.to - window.from + 1 }, (_, at) => window.from + at);
  const counted =
    curve === null ? unitsOf(panel, query, window) : panel.persons.map((person) => ({ person, wave: null }));
  const units = counted.filter((unit) => holds(panel, query.where ?? null, unit, window) === true);
  const dimensions = (query.by ?? []).map((dimension) => keysOf(panel, dimension, window));
  const combinations = dimensions.reduce<string[][]>(
    (all, keys) => all.flatMap((one) => keys.map((key) => [...one, key])),
    [[]],
  );
  return combinations.map((keys) => {
    let cellWave = -1;
    const here = units.filter((unit) =>
      (query.by ?? []).every((dimension, at) => {
        if (dimension.wave) {
          cellWave = panel.waves.findIndex(({ code }) => code === keys[at]);
          return curve !== null || unit.wave === cellWave;
        }
        return keyOf(panel, dimension.variable as VariableReference, unit, window) === keys[at];
      }),
    );
    if (curve === "retention") return { keys, ...retained(panel, here, cellWave) };
    if (curve === "survival")
      return { keys, ...surviving(panel, here, measure.survival as Condition, waves, cellWave, window) };
    return { keys, ...measured(panel, query, here, window), empty: here.length === 0 };
  });
}

function windowOf(panel: Panel, { waves }: Asked): { from: number; to: number } {
  const place = (code: string) => panel.waves.findIndex((wave) => wave.code === code);
  return { from: waves?.from ? place(waves.from) : 0, to: waves?.to ? place(waves.to) : panel.waves.length - 1 };
}

type Window = ReturnType<typeof windowOf>;

/** Persons; persons in the waves they were seen in, where the question looks at waves. */
function unitsOf(panel: Panel, query: Asked, window: Window): Unit[] {
  const looked = [
    ...(query.by ?? []).flatMap(({ variable }) => variable ?? []),
    ...referencesIn(query.where ?? null),
    ...referencesIn(query.measure.share ?? null),
    ...[query.measure.mean ?? [], query.measure.sum ?? [], query.measure.sd ?? []].flat(),
  ];
  const moves = looked.some((reference) => {
    const { level } = declarationOf(panel, reference.name);
    return level === "PERSON_WAVE" && !reference.wave && !["FIRST", "LAST"].includes(reference.at ?? "SAME");
  });
  const looksAtWaves = moves || (query.by ?? []).some(({ wave }) => wave) || Boolean(query.waves);
  if (!looksAtWaves) return panel.persons.map((person) => ({ person, wave: null }));
  return panel.persons.flatMap((person) =>
    panel.waves.flatMap(({ code }, wave) =>
      wave >= window.from && wave <= window.to && person.waves[code] ? [{ person, wave }] : [],
    ),
  );
}

function referencesIn(condition: Condition | null): VariableReference[] {
  if (!condition) return [];
  if (condition.is) return [condition.is.variable];
  if (condition.not) return referencesIn(condition.not);
  return (condition.all ?? condition.any ?? []).flatMap(referencesIn);
}

const declarationOf = (panel: Panel, name: string): VariableDeclaration =>
  panel.variables.find((variable) => variable.name === name) as VariableDeclaration;

function seenAs(panel: Panel, reference: VariableReference, unit: Unit, window: Window): Seen {
  const declaration = declarationOf(panel, reference.name);
  if (declaration.level === "PERSON") return asSeen(declaration, unit.person.values?.[reference.name] ?? null);
  const inWave = (wave: number): Seen => {
    const row = unit.person.waves[panel.waves[wave]?.code ?? ""];
    return row ? asSeen(declaration, row[reference.name] ?? null) : { kind: "NOT_IN_WAVE" };
  };
  if (reference.wave) return inWave(panel.waves.findIndex(({ code }) => code === reference.wave));
  const at = reference.at ?? "SAME";
  if (at === "SAME") return inWave(unit.wave as number);
  if (at === "PREVIOUS") {
    const before = (unit.wave as number) - 1;
    return before < window.from ? { kind: "NO_SUCH_WAVE" } : inWave(before);
  }
  const all = panel.waves.map((_, wave) => inWave(wave));
  if (at === "LAST") all.reverse();
  return all.find((seen) => "value" in seen) ?? { kind: "EMPTY" };
}

function asSeen({ type }: VariableDeclaration, value: Value): Seen {
  if (value === null) return { kind: "EMPTY" };
  if (typeof value === "object") return { kind: value.missing };
  return { value: type === "BOOLEAN" ? String(value) : (value as string | number) };
}

function keyOf(panel: Panel, reference: VariableReference, unit: Unit, window: Window): string {
  const seen = seenAs(panel, reference, unit, window);
  if ("kind" in seen) return `?${seen.kind}`;
  if (typeof seen.value === "string") return seen.value;
  const { limits } = bandingOf(panel, reference);
  return bandCodes(limits)[limits.filter((limit) => (seen.value as number) >= limit).length] as string;
}

function bandingOf(panel: Panel, { name, banding }: VariableReference): Banding {
  const { bandings } = declarationOf(panel, name);
  return (banding ? bandings.find((one) => one.name === banding) : bandings[0]) as Banding;
}

/** All keys of a dimension: declared codes in order, then kinds of missing. Of the counted wave nobody is absent. */
function keysOf(panel: Panel, dimension: Dimension, window: Window): string[] {
  if (dimension.wave) return panel.waves.slice(window.from, window.to + 1).map(({ code }) => code);
  const reference = dimension.variable as VariableReference;
  const { type, level, categories, missingCodes } = declarationOf(panel, reference.name);
  const at = reference.wave ? "NAMED" : (reference.at ?? "SAME");
  const coded =
    type === "BOOLEAN"
      ? ["true", "false"]
      : categories.length > 0
        ? categories.map(({ code }) => code)
        : bandCodes(bandingOf(panel, reference).limits);
  const missing = ["EMPTY", ...missingCodes.map(({ code }) => code)];
  if (level === "PERSON_WAVE" && at !== "SAME") missing.push("NOT_IN_WAVE");
  if (level === "PERSON_WAVE" && at === "PREVIOUS") missing.push("NO_SUCH_WAVE");
  return [...coded, ...missing.map((kind) => `?${kind}`)];
}

/** True, false, or null where it cannot be told. */
function holds(panel: Panel, condition: Condition | null, unit: Unit, window: Window): Truth {
  if (!condition) return true;
  if (condition.not) {
    const inner = holds(panel, condition.not, unit, window);
    return inner === null ? null : !inner;
  }
  if (condition.all) {
    const parts = condition.all.map((part) => holds(panel, part, unit, window));
    return parts.includes(false) ? false : parts.includes(null) ? null : true;
  }
  if (condition.any) {
    const parts = condition.any.map((part) => holds(panel, part, unit, window));
    return parts.includes(true) ? true : parts.includes(null) ? null : false;
  }
  const is = condition.is as NonNullable<Condition["is"]>;
  const seen = seenAs(panel, is.variable, unit, window);
  if ("kind" in seen) return null;
  if (is.in) return is.in.includes(keyOf(panel, is.variable, unit, window));
  const value = seen.value as number;
  return value >= (is.min ?? -Infinity) && value < (is.max ?? Infinity);
}

function measured(
  panel: Panel,
  { measure }: Asked,
  here: Unit[],
  window: Window,
): Omit<ExpectedCell, "keys" | "empty"> {
  if (measure.count) return { count: here.length, missing: 0, value: here.length };
  if (measure.share) {
    const told = here
      .map((unit) => holds(panel, measure.share as Condition, unit, window))
      .filter((truth) => truth !== null);
    const value = told.length === 0 ? null : told.filter((truth) => truth).length / told.length;
    return { count: told.length, missing: here.length - told.length, value };
  }
  const of = (measure.mean ?? measure.sum ?? measure.sd) as VariableReference;
  const values = here.flatMap((unit) => {
    const seen = seenAs(panel, of, unit, window);
    return "value" in seen ? [seen.value as number] : [];
  });
  const sum = values.reduce((total, value) => total + value, 0);
  const mean = sum / values.length;
  const sd = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1));
  const value = measure.mean ? mean : measure.sum ? sum : sd;
  const enough = values.length >= (measure.sd ? 2 : 1);
  return { count: values.length, missing: here.length - values.length, value: enough ? value : null };
}

const isSeen = (panel: Panel, { person }: Unit, wave: number): boolean =>
  person.waves[panel.waves[wave]?.code ?? ""] !== undefined;

function retained(panel: Panel, here: Unit[], wave: number): Omit<ExpectedCell, "keys"> {
  const first = here.filter((unit) => isSeen(panel, unit, 0));
  const again = first.filter((unit) => isSeen(panel, unit, wave));
  const value = first.length === 0 ? null : again.length / first.length;
  return { count: first.length, missing: 0, value, empty: first.length === 0 };
}

function surviving(
  panel: Panel,
  here: Unit[],
  condition: Condition,
  waves: number[],
  until: number,
  window: Window,
): Omit<ExpectedCell, "keys"> {
  const ends = here.flatMap(({ person }) => {
    const truths = waves.map((wave) => holds(panel, condition, { person, wave }, window));
    const event = truths.indexOf(true);
    if (event >= 0) return [{ at: waves[event] as number, event: true }];
    const last = truths.lastIndexOf(false);
    return last >= 0 ? [{ at: waves[last] as number, event: false }] : [];
  });
  let value = 1;
  let atRisk = 0;
  for (const wave of waves) {
    if (wave > until) break;
    atRisk = ends.filter(({ at }) => at >= wave).length;
    const events = ends.filter(({ at, event }) => event && at === wave).length;
    if (atRisk > 0) value *= 1 - events / atRisk;
  }
  return { count: atRisk, missing: here.length - ends.length, value, empty: ends.length === 0 };
}
