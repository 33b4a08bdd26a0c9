import { join } from "node:path";
import { earlierMeaning, meaning, memberMeaning, momentMeaning, placeOf, sameMoment } from "./earlier-codings.ts";
import type { FrameSet } from "./frame-sets.ts";
import { frameSet, type Manifest, MEASURE_FILE } from "./manifest.ts";
import { quoted, type Workshop } from "./workshop.ts";

/** The snapshot that was asked until now. */
export interface Earlier {
  manifest: Manifest;
  folder: string;
  /** Its figures do not stand any more: a frame that is not published anew is withheld. */
  withdrawn?: boolean;
}

export interface EarlierFrame {
  firstHigh: number;
  firstLow: number;
  fixed: boolean;
  /** As it stands; null where nobody was in it. */
  now: Standing | null;
}

export interface Standing {
  high: number;
  low: number;
  asOf: number;
  persons: number;
  gone: number;
  lost: boolean;
  blocked: boolean;
  /** Whether its codes take in exactly what they do now. */
  sameCodes: boolean;
  /** Who changed since asOf, by place in the earlier snapshot: the past row with which they were in it, else null. */
  changed: ReadonlyMap<number, number | null>;
}

export interface PastFrame {
  key: string;
  firstHigh: number;
  firstLow: number;
}

/**
 * Frames of the earlier snapshot, found by what they mean: names and codes, because places of variables, waves and codes
 * may have moved since.
 */
export interface EarlierFrames {
  of(set: FrameSet): { find(codes: readonly number[]): EarlierFrame | null };
  /** Fixed frames that were not found by now: nobody is in them any more. */
  past(): PastFrame[];
}

interface Row {
  variables: string;
  codes: number[];
  frame: EarlierFrame;
  found: boolean;
}

/** Its measured tables, under the name `earlier`, until they are let go. */
export async function attachEarlier(workshop: Workshop, { folder }: Earlier): Promise<() => Promise<void>> {
  await workshop.run(`attach ${quoted(join(folder, MEASURE_FILE))} as earlier (read_only)`);
  return () => workshop.run("detach earlier");
}

/** Whether its frames were frozen and audited: those of older snapshots were not. */
export const hasFrozen = ({ manifest }: Earlier): boolean => manifest.blockedFrames !== undefined;

export async function readEarlierFrames(
  workshop: Workshop,
  earlier: Earlier,
  waves: readonly string[],
): Promise<EarlierFrames> {
  const { manifest } = earlier;
  const changed = await readChanged(workshop, earlier);
  const nobody: Standing["changed"] = new Map();
  const rows = new Map<string, Map<string, Row>>();
  const past = new Map<string, { frame: PastFrame; found: boolean }>();
  const halves = (column: string): string => `(${column} >> 32)::UINTEGER, (${column} & 4294967295)::UINTEGER`;
  const state = hasFrozen(earlier) ? "gone, lost, blocked" : "0::UINTEGER, false, false";
  await workshop.read(
    `select variables, array_to_string(codes, ','), ${halves("fp_first")}, ${halves("fp_now")}, as_of, fixed, persons,
        ${state} from earlier.frame`,
    (chunk) => {
      for (const row of chunk.getRows()) {
        const [variables, codes, firstHigh, firstLow, high, low, asOf, fixed, persons, gone, lost, blocked] = row as [
          ...[string, string, number, number, number, number, number, boolean],
          ...[number, number, boolean, boolean],
        ];
        let ofSet = rows.get(variables);
        if (ofSet === undefined) rows.set(variables, (ofSet = new Map()));
        const positions = codes === "" ? [] : codes.split(",").map(Number);
        const now: Standing = {
          ...{ high, low, asOf, persons, gone, blocked, sameCodes: true },
          lost: lost || earlier.withdrawn === true,
          changed: changed.get(variables)?.get(codes) ?? nobody,
        };
        const frame = { firstHigh, firstLow, fixed, now };
        ofSet.set(codes, { variables, codes: positions, frame, found: false });
      }
    },
  );
  await workshop.read(`select key, ${halves("fp_first")} from earlier.past_frame`, (chunk) => {
    for (const [key, firstHigh, firstLow] of chunk.getRows() as [string, number, number][])
      past.set(key, { frame: { key, firstHigh, firstLow }, found: false });
  });

  const earlierWaves = manifest.waves.map(({ code }) => code);

  return {
    of(set) {
      const places = set.members.map((member) => placeOf(manifest, member));
      const moment = sameMoment(set.moment, waves, earlierWaves);
      const known = places.filter((place) => place !== null);
      // The earlier set has its members in the order that the variables had then.
      const order = known
        .map((_, index) => index)
        .sort((a, b) => (known[a]?.variable ?? 0) - (known[b]?.variable ?? 0));
      const there = known.length === places.length && moment !== undefined;
      const name = there
        ? frameSet(
            order.map((index) => [known[index]?.variable ?? 0, known[index]?.coding ?? 0] as const),
            moment,
          )
        : "";
      const ofSet = there ? rows.get(name) : undefined;
      return {
        find(codes) {
          const row = ofSet?.get(order.map((index) => known[index]?.positions[codes[index] ?? 0] ?? -1).join(","));
          if (row !== undefined) {
            row.found = true;
            const sameCodes = known.every(({ same }, index) => same[codes[index] ?? 0] === true);
            return sameCodes || row.frame.now === null
              ? row.frame
              : { ...row.frame, now: { ...row.frame.now, sameCodes } };
          }
          if (past.size === 0) return null;
          const key = meaning(
            set.members.map(({ name, codes: coding }, index) => memberMeaning(name, coding, codes[index] ?? 0)),
            momentMeaning(set.moment, waves),
          );
          const gone = past.get(key);
          if (gone === undefined) return null;
          gone.found = true;
          return { ...gone.frame, fixed: true, now: null };
        },
      };
    },
    past() {
      const gone = [...past.values()].filter(({ found }) => !found).map(({ frame }) => frame);
      for (const ofSet of rows.values())
        for (const { variables, codes, frame, found } of ofSet.values())
          if (!found && frame.fixed)
            gone.push({
              key: earlierMeaning(manifest, variables, codes, earlierWaves),
              firstHigh: frame.firstHigh,
              firstLow: frame.firstLow,
            });
      return gone;
    },
  };
}

/** By set and codes: who changed since, by place, and the past row with which they were in it. */
async function readChanged(
  workshop: Workshop,
  earlier: Earlier,
): Promise<Map<string, Map<string, Map<number, number | null>>>> {
  const found = new Map<string, Map<string, Map<number, number | null>>>();
  if (!hasFrozen(earlier)) return found;
  await workshop.read(
    `select variables, array_to_string(codes, ','), p, row, past
      from earlier.frozen_member join earlier.frozen_row using (row) order by past`,
    (chunk) => {
      for (const [variables, codes, p, row, past] of chunk.getRows() as [string, string, number, number, boolean][]) {
        let ofSet = found.get(variables);
        if (ofSet === undefined) found.set(variables, (ofSet = new Map()));
        let ofFrame = ofSet.get(codes);
        if (ofFrame === undefined) ofSet.set(codes, (ofFrame = new Map()));
        ofFrame.set(p, past ? row : null);
      }
    },
  );
  return found;
}
