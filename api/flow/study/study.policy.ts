import { type Asker, holds, type Policy } from "../../people/people.ts";

/** What a study means is for everyone; its data come in through researchers and never leave as they came. */
export const studyPolicy = {
  seeStudies: () => true,
  startStudies: ({ viewer }) => holds(viewer, ["RESEARCHER"], "WRITE"),
  importStudies: ({ viewer }) => mayImport(viewer),
  seeDerivedVariables: ({ viewer }) => holds(viewer, ["RESEARCHER", "STEWARD"], "READ"),
  proposeDerivedVariables: ({ viewer }) => mayProposeDerived(viewer),
  decideDerivedVariables: ({ viewer }) => mayDecideDerived(viewer),
  confirmRoles: ({ viewer }) => mayConfirmRoles(viewer),
  closeWaves: ({ viewer }) => mayCloseWaves(viewer),
} satisfies Policy;

export const mayImport = (viewer: Asker): boolean => holds(viewer, ["RESEARCHER"], "IMPORT");

export const mayProposeDerived = (viewer: Asker): boolean => holds(viewer, ["RESEARCHER"], "WRITE");

/** Who may put a survey in a wave may close it, and so may who guards the data. */
export const mayCloseWaves = (viewer: Asker): boolean => holds(viewer, ["RESEARCHER", "STEWARD"], "WRITE");

/** What others may know of somebody is a steward's to say. */
export const mayConfirmRoles = (viewer: Asker): boolean => holds(viewer, ["STEWARD"], "WRITE");

/** What may be asked of people's answers is a steward's to say. */
export const mayDecideDerived = (viewer: Asker): boolean => holds(viewer, ["STEWARD"], "WRITE");
