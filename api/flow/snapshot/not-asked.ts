import { Problem } from "../../../schema/problem.ts";
import type { Frozen } from "./freeze.ts";

/** Says, in words, why a snapshot is kept but not asked. */
export function notAskedProblem({ reason, variables }: NonNullable<Frozen["notAsked"]>, number: number): Problem {
  if (reason === "TOO_FEW_CHANGED")
    return new Problem(reason, {
      nl: `Momentopname ${number} is bewaard, maar wordt nog niet gebruikt: er veranderde iets bij minder dan 10 personen, en van een van hen is er niets meer van eerder (iemand stopte of nam iets terug, of een code verviel). De vorige blijft gelden.`,
      en: `Snapshot ${number} is kept but not used yet: something changed for fewer than 10 people, and of one of them nothing from before is left (somebody left or took something back, or a code was dropped). The one before stays in use.`,
    });
  const background = variables.slice(0, -1).join(", ");
  const answer = variables.at(-1) ?? "";
  return new Problem(reason, {
    nl: `Momentopname ${number} is bewaard, maar wordt niet gebruikt: wie ${background} weet, weet ook ${answer}. Geef ${background} de rol answer, of neem grovere groepen.`,
    en: `Snapshot ${number} is kept but not used: whoever knows ${background} also knows ${answer}. Give ${background} the role answer, or take coarser groups.`,
  });
}
