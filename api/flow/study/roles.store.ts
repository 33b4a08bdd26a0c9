import type { Database } from "../../platform/postgres.ts";
import type { Named } from "./closing.store.ts";
import { variableFields, variableFrom } from "./study.store.ts";
import type { Variable, VariableRole } from "./study.ts";

/** A study with variables whose role was guessed. */
export interface RolesWaiting {
  studyId: string;
  title: string;
  slug: string;
  /** Names */
  variables: string[];
}

export const createRolesStore = (database: Database) => ({
  /** Only one that was guessed; null where there is none. */
  confirm: async (id: string, role: VariableRole, by: Named, at: Date): Promise<Variable | null> => {
    const { count } = await database.variable.updateMany({
      where: { id, origin: "IMPORT", roleState: { in: ["WAITING", "CONFIRMED"] } },
      data: { role, roleState: "CONFIRMED", roleById: by.userId, roleByName: by.name, roleAt: at },
    });
    if (count === 0) return null;
    return variableFrom(await database.variable.findUniqueOrThrow({ where: { id }, select: variableFields }));
  },

  waiting: async (): Promise<RolesWaiting[]> => {
    const rows = await database.study.findMany({
      where: { variables: { some: { roleState: "WAITING" } } },
      select: {
        id: true,
        title: true,
        slug: true,
        variables: { where: { roleState: "WAITING" }, select: { name: true }, orderBy: { name: "asc" } },
      },
      orderBy: { id: "asc" },
    });
    return rows.map(({ id, variables, ...study }) => ({
      studyId: id,
      ...study,
      variables: variables.map(({ name }) => name),
    }));
  },
});

export type RolesStore = ReturnType<typeof createRolesStore>;
