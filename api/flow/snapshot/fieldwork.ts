import type { Manifest, MovingCount, WaveFieldwork } from "./manifest.ts";
import type { Sources } from "./sources.ts";
import type { Workshop } from "./workshop.ts";

/** A number that moves only when it is at least so many more or fewer says nothing of one person. */
const LEAST_MOVE = 10;

/** Rounded to 10, as it was said before unless at least 10 came or went since. */
export const movingCount = (exact: number, before: MovingCount | null): MovingCount =>
  before !== null && Math.abs(exact - before.from) < LEAST_MOVE
    ? before
    : { shown: Math.round(exact / 10) * 10, from: exact };

/**
 * How far data collection is, wave by wave: of a wave that people were invited to, how many were and how many sent; of
 * another, how many persons there are and how many have a row.
 */
export async function countFieldwork(
  workshop: Workshop,
  { waves, fieldwork = [] }: Sources,
  persons: number,
  earlier: Manifest | null,
): Promise<WaveFieldwork[]> {
  const rows = await workshop.rows<{ w: number; persons: bigint }>(
    "select w, count(*) as persons from seen group by w",
  );
  const seen = new Map(rows.map((row) => [row.w, Number(row.persons)]));
  const byCode = new Map(fieldwork.map((wave) => [wave.wave, wave]));
  const before = new Map(earlier?.fieldwork?.map((wave) => [wave.wave, wave]));
  return waves.map(({ code }, w) => {
    const collected = byCode.get(code);
    const asked = collected !== undefined && collected.invited > 0;
    const known = before.get(code);
    return {
      wave: code,
      openedAt: collected?.openedAt?.toISOString() ?? null,
      closedAt: collected?.closedAt?.toISOString() ?? null,
      expected: movingCount(asked ? collected.invited : persons, known?.expected ?? null),
      answered: movingCount(asked ? collected.sent : (seen.get(w) ?? 0), known?.answered ?? null),
    };
  });
}
