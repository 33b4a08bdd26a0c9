import type { Condition, ResultQuery, VariableReference } from "../../../schema/question/asked.ts";
import { invalid } from "./refusal.ts";

export type * from "../../../schema/question/asked.ts";

/** The one key of a oneOf input that is set, or null where none or several are. */
export function onlyKey<T extends object>(input: T): keyof T | null {
  const set = (Object.keys(input) as (keyof T)[]).filter((key) => input[key] !== null && input[key] !== undefined);
  return set.length === 1 ? (set[0] as keyof T) : null;
}

/**
 * The same question in one wording: codes sorted, defaults left out, `all` and `any` flattened and in a fixed order,
 * double `not` gone. Studies keep their order, since the answer follows it.
 */
export function canonicalQuery(query: ResultQuery): ResultQuery {
  const measureKey = onlyKey(query.measure);
  const measured = measureKey === null ? undefined : query.measure[measureKey];
  return clean({
    studies: [...query.studies],
    measure:
      measureKey === null
        ? query.measure
        : {
            [measureKey]:
              measureKey === "share" || measureKey === "survival"
                ? canonicalCondition(measured as Condition)
                : measureKey === "quantile"
                  ? {
                      of: canonicalReference((measured as { of: VariableReference }).of),
                      p: (measured as { p: number }).p,
                    }
                  : typeof measured === "object"
                    ? canonicalReference(measured as VariableReference)
                    : measured,
          },
    by: (query.by ?? []).map((dimension) =>
      dimension.variable ? { variable: canonicalReference(dimension.variable) } : clean({ ...dimension }),
    ),
    where: query.where ? canonicalCondition(query.where) : undefined,
    waves: query.waves && (query.waves.from ?? query.waves.to) ? clean({ ...query.waves }) : undefined,
    weighted: query.weighted ? true : undefined,
  });
}

function canonicalReference(reference: VariableReference): VariableReference {
  const fixed = reference.wave !== null && reference.wave !== undefined;
  return clean({
    name: reference.name,
    at: fixed || reference.at === "SAME" ? undefined : (reference.at ?? undefined),
    wave: reference.wave ?? undefined,
    banding: reference.banding ?? undefined,
  });
}

/** Far deeper than what is answered, and far from where the stack ends. */
const DEEPEST = 100;

function canonicalCondition(condition: Condition, depth = 0): Condition {
  if (depth > DEEPEST) throw invalid("Deze voorwaarde is te diep.", "This condition is too deep.");
  if (condition.is) {
    return {
      is: clean({
        variable: canonicalReference(condition.is.variable),
        in: condition.is.in ? [...new Set(condition.is.in)].sort() : undefined,
        min: condition.is.min ?? undefined,
        max: condition.is.max ?? undefined,
      }),
    };
  }
  if (condition.not) {
    const inner = canonicalCondition(condition.not, depth + 1);
    return inner.not ? inner.not : { not: inner };
  }
  const key = condition.all ? "all" : condition.any ? "any" : null;
  if (key === null) return condition;
  const parts = (condition[key] ?? [])
    .map((part) => canonicalCondition(part, depth + 1))
    .flatMap((part) => part[key] ?? [part]);
  const distinct = [...new Map(parts.map((part) => [JSON.stringify(part), part])).entries()].sort(([a], [b]) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  const only = distinct[0];
  return distinct.length === 1 && only ? only[1] : { [key]: distinct.map(([, part]) => part) };
}

/** Without the keys that say nothing. */
function clean<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== null),
  ) as unknown as T;
}
