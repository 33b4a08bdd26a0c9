import { z } from "zod";
import { derivedDefinition, inputsOf } from "../../../schema/derived.ts";
import { type Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import { categoriesFrom, categoryRows } from "./labels.ts";
import type { Study, Variable, VariableDeclaration, VariableRole, Wave, WaveDeclaration } from "./study.ts";

const bandings = z.array(z.object({ name: z.string(), limits: z.array(z.number()) }));
const text = z.object({ nl: z.string(), en: z.string() });

const studyFields = {
  id: true,
  slug: true,
  title: true,
  description: true,
  synthetic: true,
  createdAt: true,
} satisfies Prisma.StudySelect;

export const waveFields = {
  id: true,
  ordinal: true,
  code: true,
  label: true,
  openedAt: true,
  closedAt: true,
} satisfies Prisma.WaveSelect;

export const variableFields = {
  id: true,
  name: true,
  label: true,
  labelEn: true,
  type: true,
  level: true,
  role: true,
  roleState: true,
  origin: true,
  concept: true,
  unit: true,
  unitEn: true,
  sensitive: true,
  minimum: true,
  maximum: true,
  categories: true,
  missingCodes: true,
  bandings: true,
  derived: { select: { version: true, sentence: true, definition: true } },
} satisfies Prisma.VariableSelect;

export const variableFrom = ({
  derived,
  roleState,
  ...row
}: Prisma.VariableGetPayload<{ select: typeof variableFields }>): Variable => ({
  ...row,
  roleWaits: roleState === "WAITING",
  derived: derived && derivationFrom(derived),
  categories: categoriesFrom(row.categories),
  missingCodes: categoriesFrom(row.missingCodes),
  bandings: bandings.parse(row.bandings),
});

const derivationFrom = ({
  version,
  sentence,
  definition,
}: { version: number } & Record<"sentence" | "definition", unknown>) => {
  const checked = derivedDefinition.parse(definition);
  return { version, sentence: text.parse(sentence), definition: checked, inputs: inputsOf(checked) };
};

const roleStateOf = (guessed: true | undefined, confirmed: VariableRole | null): "STATED" | "WAITING" | "CONFIRMED" =>
  !guessed ? "STATED" : confirmed === null ? "WAITING" : "CONFIRMED";

/** As it is written; the Json columns take plain arrays. */
const variableRow = ({ roleGuessed, ...variable }: VariableDeclaration, confirmed: VariableRole | null = null) => ({
  ...variable,
  role: roleGuessed ? (confirmed ?? "ANSWER") : variable.role,
  roleState: roleStateOf(roleGuessed, confirmed),
  categories: categoryRows(variable.categories),
  missingCodes: categoryRows(variable.missingCodes),
  bandings: variable.bandings.map(({ name, limits }) => ({ name, limits })),
});

export interface StudyFilter {
  search: string | null;
  concept: string | null;
}

const studyWhere = ({ search, concept }: StudyFilter): Prisma.StudyWhereInput => {
  const found = { contains: search ?? "", mode: "insensitive" as const };
  return {
    ...(search !== null && {
      OR: [
        { title: found },
        { slug: found },
        { description: found },
        { variables: { some: { OR: [{ name: found }, { label: found }] } } },
      ],
    }),
    ...(concept !== null && { variables: { some: { concept } } }),
  };
};

/** Newest first; the id decides between studies of the same moment. */
const newestFirst = [{ createdAt: "desc" }, { id: "desc" }] satisfies Prisma.StudyOrderByWithRelationInput[];

export interface StudyDeclaration {
  slug: string;
  title: string;
  description: string | null;
  synthetic: boolean;
  waves: WaveDeclaration[];
  variables: VariableDeclaration[];
}

export type NewStudy = Pick<Study, "slug" | "title" | "description" | "createdAt">;

/** Ordinals of waves are unique; while they are put in order the old ones stand this far away. */
const ASIDE = 1_000_000;

export const createStudyStore = (database: Database) => ({
  async page(filter: StudyFilter, after: { createdAt: Date; id: string } | null, take: number): Promise<Study[]> {
    const beyond: Prisma.StudyWhereInput = after
      ? { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] }
      : {};
    return database.study.findMany({
      where: { AND: [studyWhere(filter), beyond] },
      orderBy: newestFirst,
      take,
      select: studyFields,
    });
  },

  count: (filter: StudyFilter): Promise<number> => database.study.count({ where: studyWhere(filter) }),

  bySlug: (slug: string): Promise<Study | null> => database.study.findUnique({ where: { slug }, select: studyFields }),

  byId: (id: string): Promise<Study | null> => database.study.findUnique({ where: { id }, select: studyFields }),

  /** Null where another study has the slug. */
  async add(study: NewStudy): Promise<Study | null> {
    const [added] = await database.study.createManyAndReturn({
      data: [study],
      skipDuplicates: true,
      select: studyFields,
    });
    return added ?? null;
  },

  waves: (studyId: string): Promise<Wave[]> =>
    database.wave.findMany({ where: { studyId }, orderBy: { ordinal: "asc" }, select: waveFields }),

  waveById: (id: string): Promise<Wave | null> => database.wave.findUnique({ where: { id }, select: waveFields }),

  async variables(studyId: string, { search, concept }: StudyFilter): Promise<Variable[]> {
    const found = { contains: search ?? "", mode: "insensitive" as const };
    const rows = await database.variable.findMany({
      where: {
        studyId,
        ...(search !== null && { OR: [{ name: found }, { label: found }] }),
        ...(concept !== null && { concept }),
      },
      orderBy: [{ ordinal: "asc" }, { id: "asc" }],
      select: variableFields,
    });
    return rows.map(variableFrom);
  },

  /** Names that the study's surveys feed, or that others make, and an import may therefore not bring. */
  async surveyVariables(slug: string): Promise<string[]> {
    const rows = await database.variable.findMany({
      where: { study: { slug }, origin: { not: "IMPORT" } },
      select: { name: true },
    });
    return rows.map(({ name }) => name);
  },

  /**
   * Writes what an import declares and marks the import as done, in one transaction. Variables that it no longer
   * brings go, unless a survey feeds or others make them; waves likewise, unless a survey was fielded in them: those come last.
   */
  async bringIn(
    importId: string,
    declared: StudyDeclaration,
    done: { folder: string; persons: number; rows: number; notes: Prisma.InputJsonValue; now: Date },
  ): Promise<string> {
    const { waves, variables, ...about } = declared;
    return database.$transaction(
      async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`study:${about.slug}`}))`;
        const { id: studyId } = await tx.study.upsert({
          where: { slug: about.slug },
          create: { ...about, createdAt: done.now },
          update: about,
          select: { id: true },
        });
        await lockStudy(tx, studyId);
        await putWaves(tx, studyId, waves);
        await putVariables(tx, studyId, variables);
        await tx.studyImport.update({
          where: { id: importId },
          data: {
            studyId,
            status: "DONE",
            progress: 1,
            folder: done.folder,
            persons: done.persons,
            rows: done.rows,
            problems: done.notes,
            problemCount: 0,
            endedAt: done.now,
          },
          select: { id: true },
        });
        return studyId;
      },
      { timeout: 60_000 },
    );
  },
});

export type StudyStore = ReturnType<typeof createStudyStore>;

/** One change of a study's declaration at a time. */
const lockStudy = (tx: Prisma.TransactionClient, studyId: string) =>
  tx.$executeRaw`select id from "Study" where id = ${studyId} for update`;

async function putWaves(tx: Prisma.TransactionClient, studyId: string, waves: readonly WaveDeclaration[]) {
  await tx.wave.deleteMany({
    where: { studyId, code: { notIn: waves.map(({ code }) => code) }, fieldings: { none: {} } },
  });
  await tx.wave.updateMany({ where: { studyId }, data: { ordinal: { increment: ASIDE } } });
  const kept = await tx.wave.findMany({ where: { studyId }, orderBy: { ordinal: "asc" }, select: waveFields });
  const byCode = new Map(kept.map((wave) => [wave.code, wave]));
  const declared = new Set(waves.map(({ code }) => code));
  const inOrder = [...waves, ...kept.filter(({ code }) => !declared.has(code))];
  for (const [ordinal, { code, label }] of inOrder.entries()) {
    const there = byCode.get(code);
    if (there) await tx.wave.update({ where: { id: there.id }, data: { ordinal, label }, select: { id: true } });
  }
  await tx.wave.createMany({
    data: inOrder.flatMap(({ code, label }, ordinal) => (byCode.has(code) ? [] : [{ studyId, code, label, ordinal }])),
  });
}

async function putVariables(tx: Prisma.TransactionClient, studyId: string, variables: readonly VariableDeclaration[]) {
  await tx.variable.deleteMany({
    where: { studyId, origin: "IMPORT", name: { notIn: variables.map(({ name }) => name) } },
  });
  const kept = await tx.variable.findMany({
    where: { studyId },
    orderBy: { ordinal: "asc" },
    select: { id: true, name: true, origin: true, role: true, roleState: true },
  });
  const byName = new Map(kept.map((variable) => [variable.name, variable]));
  for (const [ordinal, variable] of variables.entries()) {
    const there = byName.get(variable.name);
    if (!there) continue;
    // What a steward said stays said, where the new description says nothing again.
    const data = { ...variableRow(variable, there.roleState === "CONFIRMED" ? there.role : null), ordinal };
    await tx.variable.update({ where: { id: there.id }, data, select: { id: true } });
  }
  const fed = kept.filter(({ origin }) => origin !== "IMPORT");
  for (const [i, { id }] of fed.entries())
    await tx.variable.update({ where: { id }, data: { ordinal: variables.length + i }, select: { id: true } });
  await tx.variable.createMany({
    data: variables.flatMap((variable, ordinal) =>
      byName.has(variable.name) ? [] : [{ studyId, ordinal, ...variableRow(variable) }],
    ),
  });
}
