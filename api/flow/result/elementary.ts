import type { Axis, AxisCode } from "./axis.ts";
import { shownCodes, NO_ROLE, type Context, type StudyPlan } from "./plan.ts";
import { OTHER_CODE, type Manifest, type NotAskedAfter } from "../snapshot/manifest.ts";
import type { Slices } from "./slices.ts";
import { forEachTuple, mixedRadix, tuples } from "./tuples.ts";

/**
 * One answer's worth of elementary cells: the sums that its figure is made of. Survival has one family for all waves.
 */
export interface Family {
  /** Codes of the dimensions, as one string; equal over studies that carry the variables. */
  key: string;
  /** The same, a part a dimension: `="code"` or `?"KIND OF MISSING"`. */
  codes: readonly string[];
  sets: Map<SetName, TupleSet>;
  /** Nobody can have been asked: a dash. From what is declared, never from the data. */
  notAsked: boolean;
}

/**
 * in: what the measure rests on; true and false: for and against a share's condition (true also: seen again, for
 * retention); missing: it cannot be told; `event i`, `last i`: survival's intervals by position;
 * `band i`: the histogram under a quantile.
 */
export type SetName = "in" | "true" | "false" | "missing" | `event ${number}` | `last ${number}` | `band ${number}`;

/** Elementary cells, grouped by counted wave and frame. */
export interface TupleSet {
  groups: Group[];
  /** Where waves are added up: the same as places in the roll-up of persons, fixed part to moving parts. */
  ever: Map<number, Set<number>>;
}

export interface Group {
  context: number;
  frame: number;
  /** Numbers of the label's tuples, mixed radix over the context's label axes. */
  tuples: number[];
}

export interface DimensionCode {
  code: AxisCode;
  label: string;
}

export interface Enumeration {
  /** The codes of each dimension in the order they are shown. */
  dimensions: { name: string; kind: "variable" | "wave"; codes: DimensionCode[] }[];
  families: Map<string, Family>;
  /** Frames that the condition lets in, by context, whatever the split. */
  frames: Map<number, Set<number>>;
}

/**
 * Positions in a roll-up of persons: the declared ones and NO_SUCH_WAVE, which an axis has in some waves only; two where
 * it makes no difference which value somebody has, only whether there is one.
 */
export const positionsOf = (plan: StudyPlan, place: number): number =>
  onlyMeasured(plan, place) ? 2 : (plan.axes[place] as Axis).codes.length;

export const onlyMeasured = (plan: StudyPlan, place: number): boolean =>
  plan.measured?.axis === place &&
  !plan.narrowing.has(place) &&
  !plan.dimensions.some((dimension) => dimension.kind === "variable" && dimension.axis === place);

/** Axes whose place does not move with the counted wave, and those whose place does: the two parts of a roll-up. */
export function fixedAndMoving(plan: StudyPlan): { fixed: number[]; moving: number[] } {
  const fixed: number[] = [];
  const moving: number[] = [];
  plan.axes.forEach((axis, index) => {
    (axis.moment === "same" || axis.moment === "previous" ? moving : fixed).push(index);
  });
  return { fixed, moving };
}

/** Writes every combination of declared codes into the sum it belongs to. Looks at no data. */
export async function enumerate(plan: StudyPlan, slices: Slices): Promise<Enumeration> {
  const codes = plan.dimensions.map((dimension) => shownCodes(plan, dimension));
  const dimensions = plan.dimensions.map((dimension, at) => ({
    name: dimension.kind === "wave" ? "wave" : (plan.axes[dimension.axis] as Axis).name,
    kind: dimension.kind,
    codes: (codes[at] ?? []).map(({ code, label }) => ({ code, label })),
  }));
  const size = (place: number) => (plan.axes[place] as Axis).size;
  const rollUpSize = (place: number) => positionsOf(plan, place);
  const told = plan.axes.findIndex((_, place) => onlyMeasured(plan, place));
  const toldBelow = plan.axes[told]?.validCount ?? 0;
  const keyAt = codes.map((list) => {
    const byPosition: (string | undefined)[] = [];
    for (const { position, code } of list) byPosition[position] = codeKey(code);
    return byPosition;
  });
  const families = new Map<string, Family>();
  /** The same by the places of their codes, which are numbered mixed radix. */
  const familyAt: (Family | undefined)[] = [];
  /** Those of which a combination was left out because it was not asked. */
  const left = new Set<Family>();
  const frames = new Map<number, Set<number>>();
  const positions = new Int32Array(plan.axes.length);
  const { fixed, moving } = fixedAndMoving(plan);

  for (const [contextAt, context] of plan.contexts.entries()) {
    const ruledOut = ruledOutIn(context, plan);
    const couldBe = couldBeIn(context, plan);
    const fixedAt = [...context.standings.entries()].filter(([, { fixed }]) => fixed !== null);
    const sameAt = [...context.standings.entries()].filter(
      ([, { fixed, sameAs }]) => fixed === null && sameAs !== null,
    );
    for (const [at, standing] of fixedAt) positions[at] = standing.fixed as number;
    for (const frame of tuples(context.frameAxes, size, positions)) {
      if (slices.due) await slices.rest();
      forEachTuple(context.labelAxes, size, positions, (tuple) => {
        for (const [at, { sameAs }] of sameAt) positions[at] = positions[sameAs as number] as number;
        if (!countedHere(context, plan, positions) || plan.where(positions) !== 1) return;
        let admitted = frames.get(contextAt);
        if (!admitted) frames.set(contextAt, (admitted = new Set()));
        admitted.add(frame);
        let number = 0;
        for (let at = 0; at < plan.dimensions.length; at++) {
          const dimension = plan.dimensions[at] as StudyPlan["dimensions"][number];
          const parts = keyAt[at] as (string | undefined)[];
          const place = dimension.kind === "wave" ? contextAt : (positions[dimension.axis] as number);
          if (parts[place] === undefined) return;
          number = number * parts.length + place;
        }
        let family = familyAt[number];
        if (!family) {
          const codes = plan.dimensions.map(
            (dimension, at) =>
              keyAt[at]?.[dimension.kind === "wave" ? contextAt : (positions[dimension.axis] as number)] as string,
          );
          const key = familyKey(codes);
          family = families.get(key) ?? { key, codes, sets: new Map(), notAsked: false };
          families.set(key, family);
          familyAt[number] = family;
        }
        if (!couldBe(positions) || ruledOut(positions)) {
          left.add(family);
          return;
        }
        for (const name of setsOf(plan, positions)) {
          let set = family.sets.get(name);
          if (!set) family.sets.set(name, (set = { groups: [], ever: new Map() }));
          let group = set.groups[set.groups.length - 1];
          if (group?.context !== contextAt || group.frame !== frame) {
            group = { context: contextAt, frame, tuples: [] };
            set.groups.push(group);
          }
          group.tuples.push(tuple);
          if (!plan.pooled) continue;
          const rolledUp = Int32Array.from(positions, (position, at) =>
            at === told ? Number(position >= toldBelow) : position,
          );
          const place = mixedRadix(rolledUp, fixed, rollUpSize);
          let movingPlaces = set.ever.get(place);
          if (!movingPlaces) set.ever.set(place, (movingPlaces = new Set()));
          movingPlaces.add(mixedRadix(rolledUp, moving, rollUpSize));
        }
      });
    }
  }
  for (const family of left) family.notAsked = [...family.sets.keys()].every((name) => name === "missing");
  return { dimensions, families, frames };
}

/** Whether this can have been said: a variable has no value in a wave it was not asked in. */
function couldBeIn({ standings }: Context, { axes, manifest }: StudyPlan): (positions: Int32Array) => boolean {
  const notAsked = axes.flatMap(({ kind, variable, validCount }, at) => {
    const wave = standings[at]?.fixed === null ? standings[at].at : null;
    const asked =
      kind !== "variable" || typeof wave !== "number" || manifest.variables[variable]?.askedIn?.includes(wave);
    return (asked ?? true) ? [] : [{ at, validCount }];
  });
  return (positions) => notAsked.every(({ at, validCount }) => (positions[at] as number) >= validCount);
}

/** Whether the routing of questionnaires makes two answers of the same wave impossible together. */
function ruledOutIn({ standings }: Context, { axes, manifest }: StudyPlan): (positions: Int32Array) => boolean {
  const waveOf = (at: number) => {
    const standing = standings[at];
    return axes[at]?.kind === "variable" && standing?.fixed === null && standing.sameAs === null ? standing.at : null;
  };
  const pairs = axes.flatMap(({ variable, validCount }, at) =>
    (manifest.variables[variable]?.notAskedAfter ?? [])
      .filter(({ wave }) => wave === waveOf(at))
      .flatMap((rule) =>
        axes.flatMap((given, givenAt) =>
          given.name === rule.variable && waveOf(givenAt) === rule.wave
            ? [
                {
                  at,
                  validCount,
                  givenAt,
                  impossible: given.codes.map((code) => isRuledOut(code, given, manifest, rule)),
                },
              ]
            : [],
        ),
      ),
  );
  return (positions) =>
    pairs.some(
      ({ at, validCount, givenAt, impossible }) =>
        (positions[at] as number) < validCount && impossible[positions[givenAt] as number] === true,
    );
}

/** Rare codes that were put together are ruled out where each of them is. */
function isRuledOut({ code, missing }: AxisCode, axis: Axis, manifest: Manifest, rule: NotAskedAfter): boolean {
  if (code === null) return missing !== null && rule.missing.includes(missing);
  const merged = manifest.variables[axis.variable]?.codings[axis.coding]?.merged ?? [];
  return code === OTHER_CODE && merged.length > 0
    ? merged.every((each) => rule.codes.includes(each))
    : rule.codes.includes(code);
}

export const familyKey = (codes: readonly string[]): string => codes.join("");

export function codeKey(code: AxisCode): string {
  return code.missing === null ? `=${JSON.stringify(code.code)}` : `?${JSON.stringify(code.missing)}`;
}

/** The unit is the person in a wave: who has no row in the counted wave is not in it. Retention looks at the first wave's persons. */
function countedHere(context: Context, plan: StudyPlan, positions: Int32Array): boolean {
  if (plan.statistic === "retention") return positions[plan.roles.seenFirst] === 0;
  if (context.wave === null) return true;
  for (let at = 0; at < plan.axes.length; at++) {
    const standing = context.standings[at];
    if (standing?.fixed !== null || standing.at !== context.wave) continue;
    if (plan.axes[at]?.codes[positions[at] as number]?.missing === "NOT_IN_WAVE") return false;
  }
  return true;
}

function setsOf(plan: StudyPlan, positions: Int32Array): SetName[] {
  const { roles, statistic } = plan;
  if (statistic === "count") return ["in"];
  if (statistic === "share") {
    const truth = plan.condition(positions);
    return [truth === 1 ? "true" : truth === 0 ? "false" : "missing"];
  }
  if (statistic === "retention") return positions[roles.seen] === 0 ? ["in", "true"] : ["in"];
  if (statistic === "survival") {
    const waves = plan.axes[roles.survival]?.event?.waves.length ?? 0;
    const position = positions[roles.survival] as number;
    if (position < waves) return [`event ${position}`];
    return position < 2 * waves ? [`last ${position - waves}`] : ["missing"];
  }
  const role = roles.measured;
  if (role === NO_ROLE) return ["in"];
  const position = positions[role] as number;
  if (position >= (plan.axes[role] as Axis).validCount) return ["missing"];
  return statistic === "quantile" ? ["in", `band ${position}`] : ["in"];
}
