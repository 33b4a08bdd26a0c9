import type { DeskWords } from "./nl.ts";

export const en: DeskWords = {
  noStudyTitle: "This study does not exist",
  noStudy: "The address is wrong, or you may not see this study.",
  backToStudy: "Back to the study",
  toSignIn: "Sign in",
};
