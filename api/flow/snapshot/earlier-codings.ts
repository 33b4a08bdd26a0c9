import { type Coding, type FrameMoment, type Manifest, OTHER_CODE } from "./manifest.ts";
import type { Member } from "./person-codes.ts";

/* Variables, waves and codes of an earlier snapshot, found by what they mean: their places may have moved since. */

/** Where a coding stood in the earlier manifest. */
export interface EarlierPlace {
  variable: number;
  coding: number;
  /** Where each of its present positions was; -1 for none. */
  positions: number[];
  /** Whether a present position takes in exactly what it did: the rare codes together may be others now. */
  same: boolean[];
}

export function placeOf(manifest: Manifest, { name, level, codes: coding }: Member): EarlierPlace | null {
  const variable = manifest.variables.findIndex((each) => each.name === name && each.level === level);
  const codings = manifest.variables[variable]?.codings ?? [];
  const place = codings.findIndex(({ banding }) => banding === coding.banding);
  const before = codings[place];
  if (before === undefined) return null;
  const positions = new Map(positionMeanings(before).map((meant, position) => [meant, position]));
  const merged = [...before.merged].sort().join("\n") === [...coding.merged].sort().join("\n");
  return {
    variable,
    coding: place,
    positions: positionMeanings(coding).map((meant) => positions.get(meant) ?? -1),
    same: positionMeanings(coding).map((_, position) => merged || coding.valid[position]?.code !== OTHER_CODE),
  };
}

const positionMeanings = ({ valid, missing }: Coding): string[] => [
  ...valid.map(({ code }) => `=${code}`),
  ...missing.map(({ kind }) => `?${kind}`),
];

export const memberMeaning = (name: string, coding: Coding, position: number): string =>
  JSON.stringify([name, coding.banding, positionMeanings(coding)[position]]);

export const meaning = (members: readonly string[], moment: string): string =>
  JSON.stringify([[...members].sort(), moment]);

export const momentMeaning = (moment: FrameMoment, waves: readonly string[]): string =>
  typeof moment === "number" ? `wave ${waves[moment]}` : (moment ?? "");

/** The same moment in the earlier order of waves; undefined where that wave did not exist. */
export function sameMoment(
  moment: FrameMoment,
  now: readonly string[],
  before: readonly string[],
): FrameMoment | undefined {
  if (typeof moment !== "number") return moment;
  const ordinal = before.indexOf(now[moment] ?? "");
  return ordinal === -1 ? undefined : ordinal;
}

export function earlierMeaning(
  manifest: Manifest,
  variables: string,
  codes: readonly number[],
  waves: readonly string[],
): string {
  const [members = "", at] = variables.split("@");
  const moment: FrameMoment = at === undefined ? null : at === "first" || at === "last" ? at : Number(at);
  return meaning(
    members === ""
      ? []
      : members.split(",").map((member, index) => {
          const [variable = 0, coding = 0] = member.split(".").map(Number);
          const declared = manifest.variables[variable];
          const chosen = declared?.codings[coding];
          if (declared === undefined || chosen === undefined)
            throw new Error("a frame of the earlier snapshot is unknown");
          return memberMeaning(declared.name, chosen, codes[index] ?? 0);
        }),
    momentMeaning(moment, waves),
  );
}
