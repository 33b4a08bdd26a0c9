import type { VariableDeclaration } from "../study/study.ts";
import { declaredCategories, isCoded } from "./codings.ts";
import type { Manifest } from "./manifest.ts";
import type { Workshop } from "./workshop.ts";

/** By variable: declared codes that are merged into `~other`. */
export type Merging = ReadonlyMap<string, readonly string[]>;

/**
 * The codes that fewer than `rareCode` different persons carry, in whichever wave. Where a merging is kept, the variables
 * and codes it knew stay as they were, and only what is new is looked at.
 */
export async function findRareCodes(
  workshop: Workshop,
  variables: readonly VariableDeclaration[],
  rareCode: number,
  kept: Manifest | null,
): Promise<Merging> {
  const merging = new Map<string, readonly string[]>();
  for (const [index, variable] of variables.entries()) {
    if (!isCoded(variable.type)) continue;
    const before = kept?.variables.find(({ name, categories }) => name === variable.name && categories.length > 0);
    const known = new Set(before?.categories.map(({ code }) => code));
    const merged = new Set(before?.codings[0]?.merged);
    const rare = rareCode > 0 ? await rarePositions(workshop, variable, index, rareCode) : new Set<number>();
    merging.set(
      variable.name,
      declaredCategories(variable)
        .filter(({ code }, position) => (known.has(code) ? merged.has(code) : rare.has(position)))
        .map(({ code }) => code),
    );
  }
  return merging;
}

async function rarePositions(
  workshop: Workshop,
  variable: VariableDeclaration,
  index: number,
  rareCode: number,
): Promise<Set<number>> {
  const positions = declaredCategories(variable).map((_, position) => position);
  const column = `v${index}`;
  if (variable.level === "PERSON") {
    const often = await carried(workshop, `select ${column} as code, count(*) as persons from member group by all`);
    return new Set(positions.filter((position) => (often.get(position) ?? 0) < rareCode));
  }
  // Persons in the wave that has most of them: cheap, and enough for all but the codes that may be rare.
  const most = await carried(
    workshop,
    `select code, max(persons) as persons from
      (select ${column} as code, w, count(*) as persons from seen group by all) group by code`,
  );
  const doubtful = positions.filter((position) => (most.get(position) ?? 0) < rareCode);
  if (doubtful.length === 0) return new Set();
  const ever = await carried(
    workshop,
    `select ${column} as code, count(distinct p) as persons from seen
      where ${column} in (${doubtful.join(", ")}) group by code`,
  );
  return new Set(doubtful.filter((position) => (ever.get(position) ?? 0) < rareCode));
}

async function carried(workshop: Workshop, sql: string): Promise<Map<number, number>> {
  const rows = await workshop.rows<{ code: number; persons: bigint }>(sql);
  return new Map(rows.map(({ code, persons }) => [code, Number(persons)]));
}
