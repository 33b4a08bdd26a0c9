import { join } from "node:path";
import type { FrameSet } from "./frame-sets.ts";
import { type Coding, type FrameMoment, frameSet, type Manifest, MEASURE_FILE } from "./manifest.ts";
import { quoted, type Workshop } from "./workshop.ts";

/** The snapshot that was asked until now. */
export interface Earlier {
  manifest: Manifest;
  folder: string;
}

export interface EarlierFrame {
  firstHigh: number;
  firstLow: number;
  fixed: boolean;
  /** Null where nobody was in it. */
  now: { high: number; low: number; asOf: number } | null;
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

export async function readEarlierFrames(
  workshop: Workshop,
  earlier: Earlier,
  waves: readonly string[],
): Promise<EarlierFrames> {
  const { manifest } = earlier;
  const rows = new Map<string, Map<string, Row>>();
  const past = new Map<string, { frame: PastFrame; found: boolean }>();
  await workshop.run(`attach ${quoted(join(earlier.folder, MEASURE_FILE))} as earlier (read_only)`);
  const halves = (column: string): string => `(${column} >> 32)::UINTEGER, (${column} & 4294967295)::UINTEGER`;
  await workshop.read(
    `select variables, array_to_string(codes, ','), ${halves("fp_first")}, ${halves("fp_now")}, as_of, fixed
      from earlier.frame`,
    (chunk) => {
      for (const row of chunk.getRows()) {
        const [variables, codes, firstHigh, firstLow, high, low, asOf, fixed] = row as [
          string,
          string,
          number,
          number,
          number,
          number,
          number,
          boolean,
        ];
        let ofSet = rows.get(variables);
        if (ofSet === undefined) rows.set(variables, (ofSet = new Map()));
        const positions = codes === "" ? [] : codes.split(",").map(Number);
        const frame = { firstHigh, firstLow, fixed, now: { high, low, asOf } };
        ofSet.set(codes, { variables, codes: positions, frame, found: false });
      }
    },
  );
  await workshop.read(`select key, ${halves("fp_first")} from earlier.past_frame`, (chunk) => {
    for (const [key, firstHigh, firstLow] of chunk.getRows() as [string, number, number][])
      past.set(key, { frame: { key, firstHigh, firstLow }, found: false });
  });
  await workshop.run("detach earlier");

  const earlierWaves = manifest.waves.map(({ code }) => code);

  return {
    of(set) {
      const places = set.members.map(({ name, codes }) => placeOf(manifest, name, codes));
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
            return row.frame;
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

/** Where a coding stood in the earlier manifest, and where each of its present positions was; -1 for none. */
function placeOf(
  manifest: Manifest,
  name: string,
  coding: Coding,
): { variable: number; coding: number; positions: number[] } | null {
  const variable = manifest.variables.findIndex((each) => each.name === name);
  const codings = manifest.variables[variable]?.codings ?? [];
  const place = codings.findIndex(({ banding }) => banding === coding.banding);
  const before = codings[place];
  if (before === undefined) return null;
  const positions = new Map(positionMeanings(before).map((meant, position) => [meant, position]));
  return { variable, coding: place, positions: positionMeanings(coding).map((meant) => positions.get(meant) ?? -1) };
}

const positionMeanings = ({ valid, missing }: Coding): string[] => [
  ...valid.map(({ code }) => `=${code}`),
  ...missing.map(({ kind }) => `?${kind}`),
];

const memberMeaning = (name: string, coding: Coding, position: number): string =>
  JSON.stringify([name, coding.banding, positionMeanings(coding)[position]]);

const meaning = (members: readonly string[], moment: string): string => JSON.stringify([[...members].sort(), moment]);

const momentMeaning = (moment: FrameMoment, waves: readonly string[]): string =>
  typeof moment === "number" ? `wave ${waves[moment]}` : (moment ?? "");

/** The same moment in the earlier order of waves; undefined where that wave did not exist. */
function sameMoment(moment: FrameMoment, now: readonly string[], before: readonly string[]): FrameMoment | undefined {
  if (typeof moment !== "number") return moment;
  const ordinal = before.indexOf(now[moment] ?? "");
  return ordinal === -1 ? undefined : ordinal;
}

function earlierMeaning(
  manifest: Manifest,
  variables: string,
  codes: readonly number[],
  waves: readonly string[],
): string {
  const [members = "", at] = variables.split("@");
  const moment: FrameMoment = at === undefined ? null : at === "first" || at === "last" ? at : Number(at);
  return meaning(
    members === ""
      ? []
      : members.split(",").map((member, index) => {
          const [variable = 0, coding = 0] = member.split(".").map(Number);
          const declared = manifest.variables[variable];
          const chosen = declared?.codings[coding];
          if (declared === undefined || chosen === undefined)
            throw new Error("a frame of the earlier snapshot is unknown");
          return memberMeaning(declared.name, chosen, codes[index] ?? 0);
        }),
    momentMeaning(moment, waves),
  );
}
