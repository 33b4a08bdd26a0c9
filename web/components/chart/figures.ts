import { useLanguage } from "../../lib/language/language.tsx";
import { sayNumber, sayShare } from "../../lib/language/saying.ts";
import type { Measure } from "./cells.ts";

/** Writes a figure of the measure: 67%, 1.204, 12,4 uur. */
export function useFigure(measure: Measure): (value: number) => string {
  const { locale } = useLanguage();
  return (value) => {
    if (measure.kind === "SHARE") return sayShare(value, locale, 1);
    if (measure.kind === "COUNT") return sayNumber(value, locale, 0);
    const number = sayNumber(value, locale, Math.abs(value) >= 100 ? 0 : 2);
    return measure.unit ? `${number} ${measure.unit}` : number;
  };
}
