import type { Condition, ResultQuery, VariableReference } from "../result/result.ts";

/** Every place where a question names a variable. */
const referencesIn = ({ measure, by, where }: ResultQuery): VariableReference[] => [
  ...(by ?? []).flatMap(({ variable }) => variable ?? []),
  ...(where ? referencesOf(where) : []),
  ...[measure.share, measure.survival].flatMap((condition) => (condition ? referencesOf(condition) : [])),
  ...[measure.mean, measure.sd, measure.sum, measure.quantile?.of].flatMap((reference) => reference ?? []),
];

const referencesOf = (condition: Condition): VariableReference[] => [
  ...[...(condition.all ?? []), ...(condition.any ?? [])].flatMap(referencesOf),
  ...(condition.not ? referencesOf(condition.not) : []),
  ...(condition.is ? [condition.is.variable] : []),
];

/** Whether a wave lies inside the waves that a question looks at. */
export const coversWave = ({ waves }: ResultQuery, wave: string, inOrder: readonly string[]): boolean => {
  const at = inOrder.indexOf(wave);
  const from = waves?.from ? inOrder.indexOf(waves.from) : 0;
  const to = waves?.to ? inOrder.indexOf(waves.to) : inOrder.length - 1;
  return at >= from && at <= to;
};

/**
 * Whether a question looks at what was answered to one of these variables in this wave. A variable that it looks at
 * in another, named wave says nothing about this answer.
 */
export const looksAt = (
  query: ResultQuery,
  names: readonly string[],
  wave: string,
  inOrder: readonly string[],
): boolean =>
  referencesIn(query).some(
    (reference) =>
      names.includes(reference.name) && (reference.wave ? reference.wave === wave : coversWave(query, wave, inOrder)),
  );
