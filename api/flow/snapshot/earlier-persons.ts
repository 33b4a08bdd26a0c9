import { placeOf, sameMoment } from "./earlier-codings.ts";
import type { Earlier } from "./earlier-frames.ts";
import type { FrameMoment } from "./manifest.ts";
import { type Member, readPersonCodes } from "./person-codes.ts";
import type { Workshop } from "./workshop.ts";

/** BACKGROUND of the persons of the earlier snapshot, at their places there, in the present positions. */
export interface EarlierPersons {
  /** Null where the variable or the wave did not exist. */
  at(member: Member, moment: FrameMoment): Uint16Array | null;
}

/** A position that does not take in the same any more. */
export const NOWHERE = 65535;

/** From the attached tables. */
export async function readEarlierPersons(
  workshop: Workshop,
  { manifest }: Earlier,
  members: readonly Member[],
  waves: readonly string[],
): Promise<EarlierPersons> {
  const found = new Map<Member, { then: Member; present: Uint16Array }>();
  for (const member of members) {
    const place = placeOf(manifest, member);
    const codes = place === null ? undefined : manifest.variables[place.variable]?.codings[place.coding];
    if (place === null || codes === undefined) continue;
    const { variable, coding } = place;
    const size = codes.valid.length + codes.missing.length;
    const present = new Uint16Array(size).fill(NOWHERE);
    place.positions.forEach((before, now) => {
      if (before >= 0 && place.same[now] === true) present[before] = now;
    });
    found.set(member, { then: { ...member, variable, coding, codes, size }, present });
  }
  const earlierWaves = manifest.waves.map(({ code }) => code);
  const then = [...found.values()].map(({ then }) => then);
  const codes = await readPersonCodes(workshop, then, earlierWaves.length, manifest.persons, "earlier.person");
  const known = new Map<string, Uint16Array>();
  return {
    at(member, moment) {
      const place = found.get(member);
      const before = sameMoment(moment, waves, earlierWaves);
      if (place === undefined || before === undefined) return null;
      const name = `${member.variable}.${member.coding}${member.level === "PERSON" ? "" : `@${moment}`}`;
      let column = known.get(name);
      if (column === undefined) {
        column = codes.at(place.then, before).map((position) => place.present[position] as number);
        known.set(name, column);
      }
      return column;
    },
  };
}
