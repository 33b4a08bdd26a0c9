import { TOLD } from "../../../schema/protection.ts";
export const nl = {
  title: "Hoe beschermen we mensen in deze cijfers?",
  rules: "Alle regels, met hun getallen",
  told: TOLD.nl,
};

export type ProtectionWords = typeof nl;
