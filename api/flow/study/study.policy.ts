import { type Asker, holds, type Policy } from "../../people/people.ts";

/** What a study means is for everyone; its data come in through researchers and never leave as they came. */
export const studyPolicy = {
  seeStudies: () => true,
  importStudies: ({ viewer }) => mayImport(viewer),
} satisfies Policy;

export const mayImport = (viewer: Asker): boolean => holds(viewer, ["RESEARCHER"], "IMPORT");
