import { TOLD } from "../../../schema/protection.ts";
import type { ProtectionWords } from "./nl.ts";

export const en: ProtectionWords = {
  title: "How do we protect people in these figures?",
  rules: "All rules, with their numbers",
  told: TOLD.en,
};
