import { isMeasured } from "./codings.ts";
import { quoted, type Workshop } from "./workshop.ts";
import type { VariableDeclaration, WaveDeclaration } from "../study/study.ts";

/**
 * Writes data.parquet from the staged sources: everything, nothing merged; manifest.ts says how to read it. Where
 * statements keep the order of `seen` (`inOrder`) and everybody was seen, nothing is sorted that is sorted already.
 */
export async function writeTakeAway(
  workshop: Workshop,
  variables: readonly VariableDeclaration[],
  path: string,
  { waves, inOrder }: { waves: readonly WaveDeclaration[]; inOrder: boolean },
): Promise<void> {
  const columns = variables.map(({ type, level }, index) => {
    const table = level === "PERSON" ? "member" : "seen";
    return `, ${table}.v${index}${isMeasured(type) ? `, ${table}.m${index}` : ""}`;
  });
  const write = (from: string): Promise<void> =>
    workshop.run(`copy (select member.person, person_wave_code.code as wave${columns.join("")} ${from})
      to ${quoted(path)} (format parquet, compression zstd)`);
  if (inOrder && (await everybodySeen(workshop))) {
    await write("from seen join member using (p) join person_wave_code using (w)");
    if (await isSorted(workshop, path, waves)) return;
  }
  await write("from member left join seen using (p) left join person_wave_code using (w) order by member.p, seen.w");
}

async function everybodySeen(workshop: Workshop): Promise<boolean> {
  const [found] = await workshop.rows<{ all: boolean }>(
    `select (select count(distinct p) from seen) = (select count(*) from member) as "all"`,
  );
  return found?.all === true;
}

/** Joins keep the order in which rows come; where DuckDB should join the other way round, they do not. */
async function isSorted(workshop: Workshop, path: string, waves: readonly WaveDeclaration[]): Promise<boolean> {
  const codes = waves.map(({ code }) => quoted(code));
  const [found] = await workshop.rows<{ out: bigint }>(
    `select count(*) filter (where person < before or (person = before and w <= wave_before)) as out from
      (select person, w, lag(person) over () as before, lag(w) over () as wave_before from
        (select person, list_position([${codes.join(", ")}], wave) as w from read_parquet(${quoted(path)})))`,
  );
  return found?.out === 0n;
}
