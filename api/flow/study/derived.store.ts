import { z } from "zod";
import { type DerivedDefinition, derivedDefinition } from "../../../schema/derived.ts";
import { type Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import type { Text } from "../../../schema/text.ts";
import { categoryRows } from "./labels.ts";
import { declaredVariables, holdStudy } from "./collection.store.ts";
import type { VariableDeclaration, WaveDeclaration } from "./study.ts";

export const DERIVED_STATUSES = ["PROPOSED", "DECLARED", "TURNED_DOWN", "REPLACED", "WITHDRAWN"] as const;

/** A version of a derived variable, with what was decided on it. */
export interface DerivedVariable {
  id: string;
  studyId: string;
  name: string;
  version: number;
  label: string;
  concept: string | null;
  definition: DerivedDefinition;
  sentence: Text;
  purpose: string;
  status: (typeof DERIVED_STATUSES)[number];
  proposedById: string;
  proposedAt: Date;
  decidedAt: Date | null;
  reason: string | null;
}

const text = z.object({ nl: z.string(), en: z.string() });

const derivedFields = {
  id: true,
  studyId: true,
  name: true,
  version: true,
  label: true,
  concept: true,
  definition: true,
  sentence: true,
  purpose: true,
  status: true,
  proposedById: true,
  proposedAt: true,
  decidedAt: true,
  reason: true,
} satisfies Prisma.DerivedVariableSelect;

type DerivedRow = Prisma.DerivedVariableGetPayload<{ select: typeof derivedFields }>;

const derivedFrom = (row: DerivedRow): DerivedVariable => ({
  ...row,
  definition: derivedDefinition.parse(row.definition),
  sentence: text.parse(row.sentence),
});

export type NewDerived = Omit<DerivedVariable, "id" | "status" | "decidedAt" | "reason">;

/** A study's declaration, as one holder sees it: nobody else changes it until the work is done. */
export interface HeldStudy {
  variables: VariableDeclaration[];
  waves: WaveDeclaration[];
  /** Every version of every name. */
  derived: DerivedVariable[];
  add(proposal: NewDerived): Promise<DerivedVariable>;
  decide(
    id: string,
    decided: Pick<DerivedVariable, "status" | "reason"> & { decidedById: string; decidedAt: Date },
  ): Promise<DerivedVariable>;
  /** Marks the version in force as replaced and puts this one in its place among the study's variables. */
  putVariable(derived: DerivedVariable, declaration: VariableDeclaration): Promise<void>;
  removeVariable(derived: DerivedVariable): Promise<void>;
}

export const createDerivedStore = (database: Database) => ({
  byId: async (id: string): Promise<DerivedVariable | null> => {
    const row = await database.derivedVariable.findUnique({ where: { id }, select: derivedFields });
    return row && derivedFrom(row);
  },

  /** Newest first; of one study, or of all. */
  list: async (where: { studyId?: string; status?: DerivedVariable["status"] }): Promise<DerivedVariable[]> => {
    const rows = await database.derivedVariable.findMany({
      where,
      orderBy: [{ proposedAt: "desc" }, { id: "desc" }],
      select: derivedFields,
      take: 1_000,
    });
    return rows.map(derivedFrom);
  },

  /** Those that are or were in force, in the order in which that was decided. */
  everDeclared: async (studyId: string): Promise<DerivedVariable[]> => {
    const rows = await database.derivedVariable.findMany({
      where: { studyId, status: { in: ["DECLARED", "REPLACED", "WITHDRAWN"] } },
      orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
      select: derivedFields,
    });
    return rows.map(derivedFrom);
  },

  holding: <T>(studyId: string, work: (held: HeldStudy) => Promise<T>): Promise<T> =>
    database.$transaction(async (tx) => {
      await holdStudy(tx, studyId);
      const [variables, waves, derived] = [
        await declaredVariables(tx, studyId),
        await tx.wave.findMany({
          where: { studyId },
          orderBy: { ordinal: "asc" },
          select: { code: true, label: true },
        }),
        await tx.derivedVariable.findMany({ where: { studyId }, select: derivedFields }),
      ];
      return work({ variables, waves, derived: derived.map(derivedFrom), ...changes(tx, studyId) });
    }),
});

export type DerivedStore = ReturnType<typeof createDerivedStore>;

const changes = (
  tx: Prisma.TransactionClient,
  studyId: string,
): Pick<HeldStudy, "add" | "decide" | "putVariable" | "removeVariable"> => ({
  add: async ({ sentence, ...proposal }) =>
    derivedFrom(
      await tx.derivedVariable.create({ data: { ...proposal, sentence: { ...sentence } }, select: derivedFields }),
    ),

  decide: async (id, decided) =>
    derivedFrom(await tx.derivedVariable.update({ where: { id }, data: decided, select: derivedFields })),

  async putVariable({ id, name }, declaration) {
    await tx.derivedVariable.updateMany({
      where: { studyId, name, status: "DECLARED", id: { not: id } },
      data: { status: "REPLACED" },
    });
    const data = {
      ...declaration,
      categories: categoryRows(declaration.categories),
      missingCodes: categoryRows(declaration.missingCodes),
      bandings: declaration.bandings.map(({ name: banding, limits }) => ({ name: banding, limits: [...limits] })),
      derivedId: id,
    };
    const last = await tx.variable.aggregate({ where: { studyId }, _max: { ordinal: true } });
    await tx.variable.upsert({
      where: { studyId_name: { studyId, name } },
      create: { ...data, studyId, ordinal: (last._max.ordinal ?? -1) + 1 },
      update: data,
      select: { id: true },
    });
  },

  async removeVariable({ id }) {
    await tx.variable.deleteMany({ where: { studyId, derivedId: id } });
  },
});
