import { type Coding, type ManifestVariable } from "./manifest.ts";
import { splits } from "./codings.ts";
import { isFew, type Near, nearCodes, type Together, turned } from "./likeness.ts";
import type { Workshop } from "./workshop.ts";

/** A variable in the staged tables, under the name that its column has now. */
export interface StagedVariable {
  variable: ManifestVariable;
  column: string;
  /** Column of the kinds of missing; null where it has codes. */
  kinds: string | null;
}

interface Compared {
  name: string;
  /** Its positions as SQL */
  position: string;
  valid: number;
  level: ManifestVariable["level"];
}

/** So many are counted in one pass over the rows. */
const AT_ONCE = 24;

/**
 * Name of a variable from which `made` differs for 1 to 9 persons, in some wave or over all waves; null where there is
 * none.
 */
export async function differsForFew(
  workshop: Workshop,
  made: StagedVariable,
  existing: readonly StagedVariable[],
  waves: number,
): Promise<string | null> {
  const others = existing.flatMap(comparedOf);
  for (const mine of comparedOf(made))
    for (const [table, chosen] of byTable(mine, others))
      for (let from = 0; from < chosen.length; from += AT_ONCE) {
        const batch = chosen.slice(from, from + AT_ONCE);
        const counted = await countTogether(workshop, table, mine, batch);
        for (const [index, other] of batch.entries())
          if (await isNear(workshop, table, mine, other, counted[index] ?? new Map(), waves)) return other.name;
      }
  return null;
}

function comparedOf({ variable, column, kinds }: StagedVariable): Compared[] {
  const { name, level, codings, role } = variable;
  if (role === "WEIGHT") return [];
  const table = level === "PERSON" ? "member" : "seen";
  return codings.filter(splits).map((coding) => ({
    name,
    level,
    valid: coding.valid.length,
    position: kinds === null ? `${table}.${column}` : bandOf(coding, `${table}.${column}`, `${table}.${kinds}`),
  }));
}

const bandOf = ({ limits, valid }: Coding, value: string, kind: string): string =>
  `case when ${value} is null then ${valid.length} + ${kind}
    else ${limits.map((limit) => `(${value} >= ${limit}::DOUBLE)::INTEGER`).join(" + ")} end`;

const PERSONS = "member";
const ROWS = "seen join member on member.p = seen.p";

/** What both have one value a person of is compared a person, all else a person and wave. */
function byTable(mine: Compared, others: readonly Compared[]): [string, Compared[]][] {
  const ofPersons = mine.level === "PERSON" ? others.filter(({ level }) => level === "PERSON") : [];
  return [
    [PERSONS, ofPersons],
    [ROWS, others.filter((other) => !ofPersons.includes(other))],
  ];
}

/** For each of the others, by wave. */
async function countTogether(
  workshop: Workshop,
  table: string,
  mine: Compared,
  others: readonly Compared[],
): Promise<Map<number, Together[]>[]> {
  const columns = others.map((_, index) => `o${index}`);
  const rows = await workshop.rows<{ w: number; one: number; pair: number; other: number; persons: number }>(
    `select w, one, (case ${columns.map((column, index) => `when grouping(${column}) = 0 then ${index}`).join(" ")} end)::INTEGER as pair,
      coalesce(${columns.join(", ")})::INTEGER as other, count(*)::INTEGER as persons
    from (select ${table === PERSONS ? "-1" : "seen.w::INTEGER"} as w, (${mine.position})::INTEGER as one,
      ${others.map(({ position }, index) => `(${position})::INTEGER as o${index}`).join(", ")} from ${table})
    group by grouping sets (${columns.map((column) => `(w, one, ${column})`).join(", ")})`,
  );
  const counted = others.map(() => new Map<number, Together[]>());
  for (const { w, one, pair, other, persons } of rows) {
    const byWave = counted[pair] as Map<number, Together[]>;
    const cells = byWave.get(w);
    if (cells) cells.push({ one, other, persons });
    else byWave.set(w, [{ one, other, persons }]);
  }
  return counted;
}

async function isNear(
  workshop: Workshop,
  table: string,
  mine: Compared,
  other: Compared,
  byWave: ReadonlyMap<number, readonly Together[]>,
  waves: number,
): Promise<boolean> {
  for (const cells of byWave.values())
    if (nearCodes(cells, mine.valid).some(isFew) || nearCodes(turned(cells), other.valid).some(isFew)) return true;
  if (byWave.size < 2) return false;
  // Ten rows of one person are one person: few persons may make many rows.
  const rows = [...byWave.values()].flat();
  const perhaps = ({ persons }: Near): boolean => persons < 10 * waves;
  for (const near of nearCodes(rows, mine.valid).filter(perhaps))
    if (await differsOverWaves(workshop, table, mine, other, near)) return true;
  for (const near of nearCodes(turned(rows), other.valid).filter(perhaps))
    if (await differsOverWaves(workshop, table, other, mine, near)) return true;
  return false;
}

async function differsOverWaves(
  workshop: Workshop,
  table: string,
  one: Compared,
  other: Compared,
  { code, union }: Near,
): Promise<boolean> {
  const has = `(${one.position}) = ${code}`;
  const near = union.length === 0 ? "false" : `(${other.position}) in (${union.join(", ")})`;
  const [found] = await workshop.rows<{ having: number; differing: number }>(
    `select count(distinct case when ${has} then member.p end)::INTEGER as having,
      count(distinct case when (${has}) <> (${near}) then member.p end)::INTEGER as differing from ${table}`,
  );
  return found !== undefined && found.having >= 10 && isFew({ persons: found.differing });
}
