import type { Banding, Category, VariableType } from "./study.ts";

/** Codes of the bands that limits make: [0, 10, 20] gives "(,0)", "[0,10)", "[10,20)", "[20,)". */
export const bandCodes = (limits: readonly number[]): string[] =>
  [undefined, ...limits].map((from, i) => {
    const to = limits[i];
    return `${from === undefined ? "(" : `[${from}`},${to ?? ""})`;
  });

/** An integer with few declared values is its own banding, by this name. */
const VALUES = "values";
const FEW_VALUES = 12;

/**
 * The bandings of a variable: those declared, else for an integer with declared limits of at most 12 values one band a
 * value. With limits 14 to 17: "(,15)", "[15,16)", "[16,17)", "[17,)".
 */
export function impliedBandings(variable: {
  type: VariableType;
  minimum: number | null;
  maximum: number | null;
  bandings: Banding[];
}): Banding[] {
  const { type, minimum, maximum, bandings } = variable;
  if (bandings.length > 0 || type !== "INTEGER" || minimum === null || maximum === null) return bandings;
  const lowest = Math.ceil(minimum);
  const values = Math.floor(maximum) - lowest + 1;
  if (values < 2 || values > FEW_VALUES) return bandings;
  return [{ name: VALUES, limits: Array.from({ length: values - 1 }, (_, i) => lowest + 1 + i) }];
}

/** A banding's codes with words for them: its values where it has one band a value, else the ends of each band. */
export function bands(banding: Banding): Category[] {
  const { limits } = banding;
  const first = limits[0];
  const single = banding.name === VALUES && limits.every((limit, i) => first !== undefined && limit === first + i);
  return bandCodes(limits).map((code, i) => {
    const from = limits[i - 1];
    const to = limits[i];
    if (single) return { code, label: String(from ?? (to ?? 0) - 1) };
    if (from === undefined) return { code, label: `< ${to}` };
    return { code, label: to === undefined ? `≥ ${from}` : `${from} – < ${to}` };
  });
}
