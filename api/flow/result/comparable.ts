import { OTHER_CODE, type Manifest, type ManifestVariable } from "../snapshot/manifest.ts";
import type { StudyPlan } from "./plan.ts";
import type { ResultQuery } from "./query.ts";
import { invalid, Refused } from "./refusal.ts";

/** Refuses where several studies do not carry the same variables: same name, type and codes. */
export function checkComparable(query: ResultQuery, plans: readonly StudyPlan[]): void {
  const [first, ...rest] = plans;
  if (!first || rest.length === 0) return;
  const by = query.by ?? [];
  if (by.some(({ wave }) => wave) && !by.some(({ study }) => study)) {
    throw new Refused(
      "INVALID_QUERY",
      "waves of several studies are not the same waves",
      {
        nl: "Metingen van verschillende studies zijn niet dezelfde: splits ook op studie.",
        en: "Waves of different studies are not the same: split by study as well.",
      },
      [{ nl: "Zet {study: true} in by.", en: "Put {study: true} in by." }],
    );
  }
  for (const axis of first.axes) {
    const variable = first.manifest.variables[axis.event?.variable ?? axis.variable];
    if (!variable) continue;
    for (const { manifest } of rest) {
      const other = manifest.variables.find(({ name }) => name === variable.name);
      if (!other || meaningOf(other) !== meaningOf(variable)) {
        throw notComparable(variable.name, [first.manifest, manifest], first.manifest.variables, manifest.variables);
      }
    }
  }
}

export function checkStudies(slugs: readonly string[]): void {
  if (slugs.length === 0) throw invalid("Noem minstens één studie.", "Name at least one study.");
  if (slugs.length > 20) throw invalid("Hoogstens 20 studies tegelijk.", "At most 20 studies at a time.");
  if (new Set(slugs).size < slugs.length) throw invalid("Tweemaal dezelfde studie.", "The same study twice.");
}

function meaningOf({ type, codings }: ManifestVariable): string {
  const codes = codings.map(({ banding, limits, valid, merged }) => [
    banding,
    limits,
    [...valid.map(({ code }) => code).filter((code) => code !== OTHER_CODE), ...merged].sort(),
  ]);
  return JSON.stringify([type, codes]);
}

function notComparable(
  name: string,
  [one, two]: [Manifest, Manifest],
  ones: readonly ManifestVariable[],
  twos: readonly ManifestVariable[],
): Refused {
  const shared = ones.filter((variable) =>
    twos.some((other) => other.name === variable.name && meaningOf(other) === meaningOf(variable)),
  );
  return new Refused(
    "NOT_COMPARABLE",
    "same name, type and codes",
    {
      nl: `“${name}” betekent in “${one.study}” iets anders dan in “${two.study}”, of is er niet.`,
      en: `“${name}” does not mean the same in “${one.study}” as in “${two.study}”, or is not there.`,
    },
    [
      { nl: `Vraag “${one.study}” alleen.`, en: `Ask “${one.study}” alone.` },
      ...shared.slice(0, 4).map((variable) => ({
        nl: `Beide hebben “${variable.name}”.`,
        en: `Both have “${variable.name}”.`,
      })),
    ],
  );
}
