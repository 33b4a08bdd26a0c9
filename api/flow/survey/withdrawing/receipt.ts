import type { Chance } from "../../../platform/chance.ts";

/** Letters and digits that are not mistaken for one another when they are read out; 32 of them, so that each is as likely. */
const SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** To refer to what was taken back or deleted, without saying whose it was. */
export const receiptOf = (chance: Chance): string => {
  const signs = Array.from(chance(12), (byte) => SIGNS[byte % SIGNS.length]).join("");
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].join("-");
};
