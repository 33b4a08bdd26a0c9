import type { Axis } from "./axis.ts";
import { onlyKey, type Condition, type IsCondition, type VariableReference } from "./query.ts";
import { invalid, listed, Refused } from "./refusal.ts";

/** 1: holds; 0: does not; -1: cannot be told, because what it looks at is missing. */
export type Truth = 1 | 0 | -1;

/** A condition over the positions of a tuple, one a axis of the plan. */
export type Compiled = (positions: ArrayLike<number>) => Truth;

const MAX_CONDITION_DEPTH = 6;
/** All parts of a condition together: it is looked at for every elementary cell. */
const MAX_CONDITION_PARTS = 200;

export const ALWAYS: Compiled = () => 1;

/**
 * Turns a condition into a function of declared codes alone, in three-valued logic. `axisOf` finds or adds the axis
 * a reference looks at; an unknown code, a limit that is none, or a malformed input is refused with what would pass.
 */
export function compileCondition(
  condition: Condition,
  axisOf: (reference: VariableReference) => { axis: Axis; index: number; limits: readonly number[] },
  depth = 0,
  count = { parts: 0 },
): Compiled {
  const key = onlyKey(condition);
  if (key === null) throw malformed();
  if (depth > MAX_CONDITION_DEPTH || ++count.parts > MAX_CONDITION_PARTS) throw tooLarge();
  if (key === "is") return compileIs(condition.is as IsCondition, axisOf);
  if (key === "not") {
    const inner = compileCondition(condition.not as Condition, axisOf, depth + 1, count);
    return (positions) => {
      const truth = inner(positions);
      return truth === -1 ? -1 : truth === 1 ? 0 : 1;
    };
  }
  const parts = condition[key] as readonly Condition[];
  if (parts.length === 0) throw malformed();
  const compiled = parts.map((part) => compileCondition(part, axisOf, depth + 1, count));
  // `all` is settled by one that does not hold, `any` by one that does
  const settling = key === "all" ? 0 : 1;
  return (positions) => {
    let unknown = false;
    for (const part of compiled) {
      const truth = part(positions);
      if (truth === settling) return settling;
      if (truth === -1) unknown = true;
    }
    return unknown ? -1 : settling === 1 ? 0 : 1;
  };
}

function compileIs(
  is: IsCondition,
  axisOf: (reference: VariableReference) => { axis: Axis; index: number; limits: readonly number[] },
): Compiled {
  const { axis, index, limits } = axisOf(is.variable);
  const accepted = new Set<number>();
  const byLimits = (is.min ?? null) !== null || (is.max ?? null) !== null;
  if (is.in && byLimits) throw malformed();
  if (is.in) {
    if (is.in.length === 0) throw malformed();
    for (const code of is.in) accepted.add(positionOf(axis, code));
  } else if (byLimits) {
    for (const position of bandsBetween(axis, limits, is.min ?? null, is.max ?? null)) accepted.add(position);
  } else {
    throw malformed();
  }
  const { validCount } = axis;
  return (positions) => {
    const position = positions[index] as number;
    return position >= validCount ? -1 : accepted.has(position) ? 1 : 0;
  };
}

function positionOf(axis: Axis, code: string): number {
  const position = axis.codes.findIndex(
    (entry) => entry.missing === null && (entry.code === code || (axis.oneBandAValue && entry.label === code)),
  );
  if (position >= 0) return position;
  const known = axis.codes.flatMap((entry) => (entry.code === null ? [] : [entry.code]));
  throw new Refused(
    "UNKNOWN_CATEGORY",
    "closed codes",
    {
      nl: `“${axis.name}” heeft geen code “${code}”, of die is te zeldzaam en zit in “~other”. Wel: ${listed(known, "nl")}.`,
      en: `“${axis.name}” has no code “${code}”, or it is too rare and part of “~other”. It has: ${listed(known, "en")}.`,
    },
    known.slice(0, 10).map((name) => ({ nl: `Gebruik de code “${name}”.`, en: `Use the code “${name}”.` })),
  );
}

/** Positions of the bands from `min` up to, not including, `max`; both must be limits. */
function bandsBetween(axis: Axis, limits: readonly number[], min: number | null, max: number | null): number[] {
  const from = min === null ? 0 : limits.indexOf(min) + 1;
  const to = max === null ? limits.length + 1 : limits.indexOf(max) + 1;
  const unknown = (min !== null && from === 0) || (max !== null && to === 0);
  if (unknown || from >= to) {
    const names = limits.map(String);
    throw new Refused(
      "UNFIT_LIMITS",
      "declared bands",
      limits.length === 0
        ? {
            nl: `“${axis.name}” heeft geen banden; vraag met codes.`,
            en: `“${axis.name}” has no bands; ask by its codes.`,
          }
        : {
            nl: `“${axis.name}” kan alleen bij een opgegeven grens worden afgekapt: ${listed(names, "nl")}, en min moet onder max liggen.`,
            en: `“${axis.name}” can be cut at its declared limits only: ${listed(names, "en")}, and min must be below max.`,
          },
      names.slice(0, 10).map((limit) => ({ nl: `Gebruik de grens ${limit}.`, en: `Use the limit ${limit}.` })),
    );
  }
  return Array.from({ length: to - from }, (_, offset) => from + offset);
}

function tooLarge(): Refused {
  return invalid(
    `Een voorwaarde heeft hoogstens ${MAX_CONDITION_PARTS} delen, en ${MAX_CONDITION_DEPTH} binnen elkaar.`,
    `A condition has at most ${MAX_CONDITION_PARTS} parts, and ${MAX_CONDITION_DEPTH} inside one another.`,
  );
}

function malformed(): Refused {
  return new Refused("INVALID_QUERY", "form of a condition", {
    nl: "Een voorwaarde heeft precies één van all, any, not en is; all en any zijn niet leeg; is heeft codes (in) of grenzen (min, max).",
    en: "A condition has exactly one of all, any, not and is; all and any are not empty; is has codes (in) or limits (min, max).",
  });
}
