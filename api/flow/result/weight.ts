import { type Manifest } from "../snapshot/manifest.ts";
import type { Statistic } from "./query.ts";
import { Refused } from "./refusal.ts";
import type { Rules } from "./rules.ts";

/** What persons are weighted with: a variable of the study that is declared to be a weight. */
export interface Weight {
  name: string;
  /** Place in the manifest. */
  variable: number;
  /** As the manifest has it: weights count as multiples of it. */
  mean: number;
  /** A person has a weight for each wave. */
  byWave: boolean;
}

/** Of a weight as a multiple of the mean: a larger one counts as 3. */
export const WEIGHT_LIMITS = { minimum: 0, maximum: 3 };

/** What weights are summed from, as multiples of the mean; 0 where they are not clipped. */
export const weightMiddle = ({ clip }: Rules): number =>
  clip ? (WEIGHT_LIMITS.maximum - WEIGHT_LIMITS.minimum) / 2 : 0;

/** The study's first weight; refused where there is none, or where it says nothing of what is asked. */
export function weightFor(
  statistic: Statistic,
  { study, variables }: Manifest,
  waves: readonly (number | null)[],
): Weight {
  const leaveOut = { nl: "Laat weighted weg.", en: "Leave weighted out." };
  if (statistic !== "share" && statistic !== "mean") {
    throw new Refused(
      "NOT_PROTECTABLE",
      "weighted: shares and means only",
      {
        nl: "Alleen een aandeel of een gemiddelde kan gewogen. Aantallen zijn altijd mensen.",
        en: "Only a share or a mean can be weighted. Counts are always people.",
      },
      [leaveOut],
    );
  }
  const variable = variables.findIndex(({ meanWeight }) => meanWeight !== undefined);
  const found = variables[variable];
  if (found?.meanWeight === undefined) {
    throw new Refused(
      "UNFIT_VARIABLE",
      "a declared weight",
      { nl: `“${study}” heeft geen gewicht.`, en: `“${study}” has no weight.` },
      [leaveOut],
    );
  }
  const byWave = found.level === "PERSON_WAVE";
  if (byWave && waves.includes(null)) {
    throw new Refused(
      "NOT_PROTECTABLE",
      "a weight by wave goes with waves that are counted",
      {
        nl: `Het gewicht “${found.name}” geldt per meting; deze vraag gaat over geen meting.`,
        en: `The weight “${found.name}” is one of each wave; this question counts no wave.`,
      },
      [{ nl: "Zet {wave: true} in by.", en: "Put {wave: true} in by." }, leaveOut],
    );
  }
  return { name: found.name, variable, mean: found.meanWeight, byWave };
}
