import type { Manifest, MovingCount, WaveFieldwork } from "./manifest.ts";
import type { Sources } from "./sources.ts";
import type { Workshop } from "./workshop.ts";

/** A number that moves only when it is at least so many more or fewer says nothing of one person. */
const LEAST_MOVE = 10;

/** Rounded to 10. */
const shownOf = (protectedNumber: number): number => Math.max(0, Math.round(protectedNumber / 10) * 10);

/** The frame of everyone: as it is now, or as it was when it was last published anew. */
export interface Everyone {
  persons: number;
  /** 16 hex digits */
  fpFirst: string;
  fpNow: string;
  /** Number of the snapshot that it was last published anew in. */
  asOf: number;
}

/** What is added to numbers of everyone before they are told: hangs on the frame, never on who is counted. */
export interface NoiseOfEveryone {
  all: number;
  /** Of how many have a row in a wave, by its code: the same that a question about it is answered with. */
  seen(wave: string): number;
  invited(wave: string): number;
}

/** `secret`: the study's 32 bytes. */
export type Disturb = (secret: Buffer, everyone: Everyone) => NoiseOfEveryone;

/** Persons with a row in each wave, by ordinal; exact. */
export async function countSeen(workshop: Workshop): Promise<ReadonlyMap<number, number>> {
  const rows = await workshop.rows<{ w: number; persons: bigint }>(
    "select w, count(*) as persons from seen group by w",
  );
  return new Map(rows.map((row) => [row.w, Number(row.persons)]));
}

export async function readEveryone(workshop: Workshop): Promise<Everyone | null> {
  const [row] = await workshop.rows<{ persons: number; fp_first: bigint; fp_now: bigint; as_of: number }>(
    "select persons::integer as persons, fp_first, fp_now, as_of::integer as as_of from frame where variables = ''",
  );
  const hex = (fingerprint: bigint): string => fingerprint.toString(16).padStart(16, "0");
  return row ? { persons: row.persons, fpFirst: hex(row.fp_first), fpNow: hex(row.fp_now), asOf: row.as_of } : null;
}

export interface FieldworkInput {
  /** Of the snapshot that is being made. */
  number: number;
  sources: Sources;
  persons: number;
  seen: ReadonlyMap<number, number>;
  /** Null: nobody at all. */
  everyone: Everyone | null;
  earlier: Manifest | null;
  noiseOf(everyone: Everyone): NoiseOfEveryone;
}

/**
 * How far data collection is, wave by wave, in protected numbers: how many have a row, as a question would be told; and how
 * many were invited, where anybody was, else everybody. While everyone's older figures stand, these do.
 */
export function fieldworkOf({
  number,
  sources: { waves, fieldwork = [] },
  persons,
  seen,
  everyone,
  earlier,
  noiseOf,
}: FieldworkInput): WaveFieldwork[] {
  const noise = everyone && noiseOf(everyone);
  const invitedNoise = everyone && noiseOf({ ...everyone, asOf: number });
  const stands = everyone !== null && everyone.asOf < number;
  const byCode = new Map(fieldwork.map((wave) => [wave.wave, wave]));
  const before = new Map(earlier?.fieldwork?.map((wave) => [wave.wave, wave]));
  // of fewer than 10, nothing is told
  const told = (exact: number, added: number | undefined): MovingCount => ({
    shown: persons < LEAST_MOVE || added === undefined ? 0 : shownOf(exact + added),
    from: exact,
  });
  return waves.map(({ code }, w) => {
    const collected = byCode.get(code);
    const known = before.get(code);
    const invited = collected?.invited ?? 0;
    const same = known !== undefined && Math.abs(invited - known.expected.from) < LEAST_MOVE;
    // of a wave that was not there when everyone was last published anew, nobody had a row
    const rows = stands && known === undefined && earlier?.fieldwork !== undefined ? 0 : (seen.get(w) ?? 0);
    return {
      wave: code,
      openedAt: collected?.openedAt?.toISOString() ?? null,
      closedAt: collected?.closedAt?.toISOString() ?? null,
      expected:
        invited > 0
          ? same
            ? known.expected
            : told(invited, invitedNoise?.invited(code))
          : ((stands ? known?.expected : undefined) ?? told(persons, noise?.all)),
      answered: (stands ? known?.answered : undefined) ?? told(rows, noise?.seen(code)),
    };
  });
}
