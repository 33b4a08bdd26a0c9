import { z } from "zod";
import type { Prisma } from "../../../prisma/generated/client.ts";
import { categoriesFrom, categoryRows } from "./labels.ts";
import type { VariableDeclaration } from "./study.ts";

/**
 * What data collection changes of a study: variables that questions become, waves they are asked in, people they are
 * asked of. Every function works inside the caller's transaction.
 */
type Transaction = Prisma.TransactionClient;

const bandings = z.array(z.object({ name: z.string(), limits: z.array(z.number()) }));

export async function studyIdOf(transaction: Transaction, slug: string): Promise<string | null> {
  const study = await transaction.study.findUnique({ where: { slug }, select: { id: true } });
  return study?.id ?? null;
}

/** Until the transaction ends, nobody else adds variables, waves or participants to this study. */
export async function holdStudy(transaction: Transaction, studyId: string): Promise<void> {
  // NO KEY: rows that only refer to the study may go on being written.
  await transaction.$queryRaw`SELECT 1 FROM "Study" WHERE id = ${studyId} FOR NO KEY UPDATE`;
}

export async function declaredVariables(transaction: Transaction, studyId: string): Promise<VariableDeclaration[]> {
  const rows = await transaction.variable.findMany({
    where: { studyId },
    orderBy: { ordinal: "asc" },
    omit: {
      ...{ id: true, studyId: true, ordinal: true, derivedId: true },
      ...{ roleState: true, roleById: true, roleByName: true, roleAt: true },
    },
  });
  return rows.map((row) => ({
    ...row,
    categories: categoriesFrom(row.categories),
    missingCodes: categoriesFrom(row.missingCodes),
    bandings: bandings.parse(row.bandings),
  }));
}

/** Adds them after the study's other variables, in their order. */
export async function declareSurveyVariables(
  transaction: Transaction,
  studyId: string,
  declarations: readonly VariableDeclaration[],
): Promise<void> {
  const last = await transaction.variable.aggregate({ where: { studyId }, _max: { ordinal: true } });
  const next = (last._max.ordinal ?? -1) + 1;
  await transaction.variable.createMany({
    data: declarations.map(({ categories, missingCodes, bandings, ...declared }, at) => ({
      ...declared,
      studyId,
      ordinal: next + at,
      categories: categoryRows(categories),
      missingCodes: categoryRows(missingCodes),
      bandings: bandings.map(({ name, limits }) => ({ name, limits: [...limits] })),
    })),
  });
}

/** Gives variables that are there other words, and more that can be answered. */
export async function redeclareSurveyVariables(
  transaction: Transaction,
  studyId: string,
  declarations: readonly VariableDeclaration[],
): Promise<void> {
  for (const { name, label, labelEn, unitEn, concept, categories, missingCodes } of declarations)
    await transaction.variable.update({
      where: { studyId_name: { studyId, name } },
      data: {
        label,
        concept,
        labelEn: labelEn ?? null,
        unitEn: unitEn ?? null,
        categories: categoryRows(categories),
        missingCodes: categoryRows(missingCodes),
      },
      select: { id: true },
    });
}

/** Takes variables away that questions, or what was found in their answers, had become; the next snapshot is without. */
export async function withdrawSurveyVariables(
  transaction: Transaction,
  studyId: string,
  names: readonly string[],
): Promise<void> {
  await transaction.variable.deleteMany({ where: { studyId, origin: "SURVEY", name: { in: [...names] } } });
}

export async function waveIdOf(transaction: Transaction, studyId: string, code: string): Promise<string | null> {
  const wave = await transaction.wave.findUnique({
    where: { studyId_code: { studyId, code } },
    select: { id: true },
  });
  return wave?.id ?? null;
}

/** Marks that a questionnaire was put in it, the first time. */
export async function openWave(transaction: Transaction, waveId: string, at: Date): Promise<void> {
  await transaction.wave.updateMany({ where: { id: waveId, openedAt: null }, data: { openedAt: at } });
}

/** Whether it takes no answers any more; nobody closes it until the transaction ends. */
export async function isClosed(transaction: Transaction, waveId: string): Promise<boolean> {
  const [wave] = await transaction.$queryRaw<{ closed: boolean }[]>`
    SELECT "closedAt" IS NOT NULL AS closed FROM "Wave" WHERE id = ${waveId} FOR SHARE`;
  return wave?.closed ?? false;
}

/** A new wave comes after all that are there. */
export async function appendWave(
  transaction: Transaction,
  studyId: string,
  wave: { code: string; label: string },
): Promise<string> {
  const last = await transaction.wave.aggregate({ where: { studyId }, _max: { ordinal: true } });
  const { id } = await transaction.wave.create({
    data: { studyId, ...wave, ordinal: (last._max.ordinal ?? -1) + 1 },
    select: { id: true },
  });
  return id;
}

/** Ids by pseudonym; who was not known yet is enrolled. One statement, for thousands at a time. */
export async function enrol(
  transaction: Transaction,
  studyId: string,
  pseudonyms: readonly string[],
): Promise<Map<string, string>> {
  const enrolled = await transaction.$queryRaw<{ id: string; pseudonym: string }[]>`
    WITH asked AS (SELECT DISTINCT unnest(${[...pseudonyms]}::text[]) AS pseudonym),
      added AS (
        INSERT INTO "Participant" (id, "studyId", pseudonym)
        SELECT gen_random_uuid()::text, ${studyId}, pseudonym FROM asked
        ON CONFLICT ("studyId", pseudonym) DO NOTHING
        RETURNING id, pseudonym)
    SELECT id, pseudonym FROM added
    UNION ALL
    SELECT p.id, p.pseudonym FROM "Participant" p JOIN asked USING (pseudonym) WHERE p."studyId" = ${studyId}`;
  return new Map(enrolled.map(({ id, pseudonym }) => [pseudonym, id]));
}

/** Everybody who was ever invited, answered or not, but for who had everything deleted: part of the roster that frames are counted on. */
export async function enrolledPseudonyms(transaction: Transaction, studyId: string): Promise<string[]> {
  const enrolled = await transaction.participant.findMany({
    where: { studyId, guest: false, OR: [{ withdrawal: null }, { withdrawal: { deletedAt: null } }] },
    select: { pseudonym: true },
    orderBy: { pseudonym: "asc" },
  });
  return enrolled.map(({ pseudonym }) => pseudonym);
}
