import type { Chance } from "../../../platform/chance.ts";

/**
 * Capitals and digits that are told apart on a screen and when read out: no 0 and O, no 1, I and L; and no vowels, so
 * that no code is a word.
 */
const SIGNS = "BCDFGHJKMNPQRSTVWXYZ23456789";
const LENGTH = 8;
/** Bytes from here on would make the first signs more likely. */
const FAIR = 256 - (256 % SIGNS.length);

/** 28^8 codes. Whoever tries a thousand a second, for four hours, while ten rooms are open, finds one in 1 of 2,600 times. */
export function makeCode(chance: Chance): string {
  let code = "";
  while (code.length < LENGTH)
    for (const byte of chance(LENGTH)) if (byte < FAIR && code.length < LENGTH) code += SIGNS[byte % SIGNS.length];
  return code;
}

/** As it is read out and written on a board: two groups of four. */
export const inGroups = (code: string): string => `${code.slice(0, LENGTH / 2)} ${code.slice(LENGTH / 2)}`;

/** What somebody typed as a code; null where it cannot be one. */
export function readCode(written: string): string | null {
  const code = written
    .slice(0, 40)
    .toUpperCase()
    .replaceAll(/[\s._-]/g, "");
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null;
}
