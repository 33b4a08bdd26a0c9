import type { Text } from "../../../schema/text.ts";
import type { Manifest } from "../snapshot/manifest.ts";
import { notAskedProblem, type Snapshot } from "../snapshot/snapshot.ts";
import type { Rules } from "./rules.ts";

export const BLOCKED_KINDS = ["SNAPSHOT", "GROUPS", "FRAMES", "CODES", "LIMITS", "DERIVED"] as const;

/**
 * What protection keeps from being asked, and why. SNAPSHOT: kept but not asked. GROUPS: fewer BACKGROUND variables
 * together. FRAMES: groups that differ from another by 1 to 9 persons. CODES: rare codes that were merged. LIMITS: no mean without declared limits. DERIVED: declared but left out.
 */
export interface Blocked {
  kind: (typeof BLOCKED_KINDS)[number];
  /** Number of the snapshot that it holds for. */
  snapshot: number;
  /** Names of the variables that it is about. */
  variables: string[];
  why: Text;
}

/** From what is declared and was decided when snapshots were made; newest snapshot first. */
export function blockedIn(snapshots: readonly Snapshot[], manifest: Manifest | null, rules: Rules): Blocked[] {
  const refused = snapshots.flatMap(({ notAsked, number }): Blocked[] =>
    notAsked
      ? [
          {
            kind: "SNAPSHOT",
            snapshot: number,
            variables: notAsked.variables,
            why: notAskedProblem(notAsked, number).text,
          },
        ]
      : [],
  );
  return manifest === null ? refused : [...refused, ...blockedBy(manifest, rules)];
}

function blockedBy(manifest: Manifest, rules: Rules): Blocked[] {
  const { frameDepth, number, variables } = manifest;
  const found: Blocked[] = [];
  const add = (kind: Blocked["kind"], names: string[], why: Text) =>
    found.push({ kind, snapshot: number, variables: names, why });
  if (frameDepth < rules.limits.background)
    add("GROUPS", [], {
      nl: `Hoogstens ${frameDepth} achtergrondkenmerken tegelijk, in plaats van ${rules.limits.background}: anders zijn het te veel groepen om te bewaken.`,
      en: `At most ${frameDepth} background variables together, instead of ${rules.limits.background}: else there are too many groups to watch.`,
    });
  for (const { variables: together, frames } of manifest.blockedFrames ?? [])
    add("FRAMES", together, {
      nl: `Groepen die niet worden getoond: ${frames}. Ze schelen 1 tot 9 personen met een andere groep; het verschil zou over hen gaan.`,
      en: `Groups that are not shown: ${frames}. They differ from another group by 1 to 9 persons; the difference would be about them.`,
    });
  for (const { name, codings, measured, limits, type, role } of variables) {
    const merged = [...new Set(codings.flatMap((coding) => coding.merged))];
    if (merged.length > 0)
      add("CODES", [name], {
        nl: `Te zeldzaam om apart te vragen, dus samengenomen: ${merged.join(", ")}.`,
        en: `Too rare to be asked apart, so taken together: ${merged.join(", ")}.`,
      });
    if (measured && limits === null && type !== "DATE" && role !== "WEIGHT")
      add("LIMITS", [name], {
        nl: "Geen gemiddelde, som of spreiding: er zijn geen grenzen opgegeven.",
        en: "No mean, sum or standard deviation: no limits are declared.",
      });
  }
  for (const { variable, reason } of manifest.leftOut ?? []) add("DERIVED", [variable], reason);
  return found;
}
