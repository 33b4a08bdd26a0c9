import { Problem } from "../../../schema/problem.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Named } from "./closing.store.ts";
import type { RolesStore } from "./roles.store.ts";
import type { Variable, VariableRole } from "./study.ts";

/** What protection takes a variable for, where the description of its study does not say. */
export const createRoles = ({ roles, clock }: { roles: RolesStore; clock: Clock }) => ({
  /** A steward says what was guessed; counts from the next snapshot on. */
  async confirmRole(by: Named, variableId: string, role: VariableRole): Promise<Variable> {
    if (role === "WEIGHT")
      throw new Problem(
        "ROLE_NOT_POSSIBLE",
        {
          nl: "Een gewicht staat in de beschrijving van het onderzoek. Kies achtergrond of antwoord.",
          en: "A weight is stated in the description of the study. Choose background or answer.",
        },
        ["role"],
      );
    const confirmed = await roles.confirm(variableId, role, by, clock());
    if (confirmed === null)
      throw new Problem(
        "ROLE_STATED",
        {
          nl: "Van deze variabele staat de rol in de beschrijving van het onderzoek, of ze is er niet.",
          en: "The description of the study states the role of this variable, or there is none.",
        },
        ["variable"],
      );
    return confirmed;
  },

  /** Studies with variables whose role waits for a steward. */
  rolesWaiting: roles.waiting,
});
