import { type Manifest } from "../snapshot/manifest.ts";
import {
  NO_SUCH_WAVE,
  seenAxis,
  standingOf,
  survivalAxis,
  type Axis,
  type AxisCode,
  type Measured,
  type Standing,
} from "./axis.ts";
import { AxisRegistry } from "./axis-registry.ts";
import { ALWAYS, compileCondition, type Compiled } from "./condition.ts";
import { checkLimits, refuseEnds, refuseMoving } from "./plan-limits.ts";
import { onlyKey, type Condition, type ResultQuery, type Statistic, type VariableReference } from "./query.ts";
import { invalid, Refused } from "./refusal.ts";
import type { Rules } from "./rules.ts";
import { checkSize } from "./size.ts";
import { weightFor, type Weight } from "./weight.ts";
import { windowOf, type WaveWindow } from "./waves.ts";

/** What one study has to be asked for one question: which elementary cells exist, and how answers are summed from them. */
export interface StudyPlan {
  statistic: Statistic;
  manifest: Manifest;
  window: WaveWindow;
  axes: readonly Axis[];
  contexts: readonly Context[];
  /** What the answer is split by, without study; survival's wave is not among them. */
  dimensions: readonly PlannedDimension[];
  where: Compiled;
  /** The axes that `where` looks at. */
  narrowing: ReadonlySet<number>;
  /** The condition of a share. */
  condition: Compiled;
  /** The axes that the measure itself looks at. */
  asked: ReadonlySet<number>;
  measured: Measured | null;
  /** What persons are weighted with; null where they are not. */
  weight: Weight | null;
  /** What is added up while measuring: what is averaged (weighted, where there is a weight), or the weights themselves. */
  summing: "values" | "weights";
  /** Waves are added up: several, and the answer is not split by them. */
  pooled: boolean;
  roles: { seenFirst: number; seen: number; measured: number; survival: number };
  p: number;
}

/** One counted wave (null: no wave is counted) and how every axis stands in it. */
export interface Context {
  wave: number | null;
  standings: readonly Standing[];
  /** Axes that make the frame here, in order of their variable's place; their positions number the frames. */
  frameAxes: readonly number[];
  frameAt: number | "first" | "last" | null;
  /** Axes that make the label here, in order of their keys. */
  labelAxes: readonly number[];
}

export type PlannedDimension = { kind: "wave" } | { kind: "variable"; axis: number };

export const NO_ROLE = -1;

/** Plans one study's part of a question, or refuses. A function of the question, the manifest and the rules alone. */
export function planStudy(query: ResultQuery, manifest: Manifest, rules: Rules): StudyPlan {
  const statistic = onlyKey(query.measure) as Statistic | null;
  if (statistic === null) throw invalid("Vraag precies één maat.", "Ask for exactly one measure.");
  const window = windowOf(query, manifest);
  const registry = new AxisRegistry(manifest, window);
  const { measure } = query;
  if (measure.count === false || measure.retention === false) {
    throw invalid("Een maat die niet waar is, is geen vraag.", "A measure that is false is no question.");
  }
  const byWave = checkDimensions(query, statistic);
  const dimensions: PlannedDimension[] = [];
  for (const dimension of query.by ?? []) {
    if (dimension.study) continue;
    if (dimension.wave) {
      if (statistic !== "survival") dimensions.push({ kind: "wave" });
      continue;
    }
    const axis = registry.add(dimension.variable as VariableReference).index;
    dimensions.push({ kind: "variable", axis });
  }
  const axisOf = (reference: VariableReference) => registry.add(reference);
  const narrowing = new Set<number>();
  const where = query.where
    ? compileCondition(query.where, (reference) => {
        const added = axisOf(reference);
        narrowing.add(added.index);
        return added;
      })
    : ALWAYS;
  const roles = { seenFirst: NO_ROLE, seen: NO_ROLE, measured: NO_ROLE, survival: NO_ROLE };
  const asked = new Set<number>();
  let condition: Compiled = ALWAYS;
  let measured: Measured | null = null;
  let p = 0;
  if (statistic === "share") {
    condition = compileCondition(query.measure.share as Condition, (reference) => {
      const added = axisOf(reference);
      asked.add(added.index);
      return added;
    });
  } else if (statistic === "survival") {
    refuseMoving(registry.axes);
    roles.survival = registry.push(survivalAxis(registry.survivalEvent(query.measure.survival as Condition, window)));
  } else if (statistic === "quantile") {
    const { of, p: asked } = query.measure.quantile as { of: VariableReference; p: number };
    p = asked;
    roles.measured = registry.quantile(of, asked, rules);
  } else if (statistic === "mean" || statistic === "sd" || statistic === "sum") {
    measured = registry.measure(query.measure[statistic] as VariableReference, rules);
    roles.measured = measured.axis;
  } else if (statistic === "retention") {
    refuseMoving(registry.axes);
    roles.seenFirst = registry.push(seenAxis(0));
    roles.seen = registry.push(seenAxis("same"));
  }
  if (roles.measured !== NO_ROLE) asked.add(roles.measured);

  const waves = wavesCounted(query, statistic, byWave, registry.axes, window);
  if (waves.length > 1 || waves[0] !== null) {
    const needsSeen = waves.some((wave) => !registry.axes.some((axis) => standsAt(axis, wave, window, manifest)));
    if (needsSeen && roles.seen === NO_ROLE) roles.seen = registry.push(seenAxis("same"));
  }
  const weight = query.weighted ? weightFor(statistic, manifest, waves) : null;
  const axes = registry.axes;
  if (!window.whole) refuseEnds(axes);
  const contexts = waves.map((wave) => contextOf(wave, axes, window, manifest, roles.seen, statistic));
  checkLimits(contexts, axes, { ...rules.limits, background: Math.min(rules.limits.background, manifest.frameDepth) });
  const pooled = contexts.length > 1 && !dimensions.some((dimension) => dimension.kind === "wave");
  const plan: StudyPlan = {
    statistic,
    manifest,
    window,
    axes,
    contexts,
    dimensions,
    where,
    narrowing,
    condition,
    asked,
    measured,
    weight,
    summing: "values",
    pooled,
    roles,
    p,
  };
  checkSize(plan, rules);
  return plan;
}

/** Whether the answer is split by wave. */
function checkDimensions(query: ResultQuery, statistic: Statistic): boolean {
  const seen = new Set<string>();
  let byWave = false;
  for (const dimension of query.by ?? []) {
    const key = onlyKey(dimension);
    if (key === null || dimension[key] === false)
      throw invalid(
        "Een splitsing is een variabele, de meting of de studie.",
        "A split is a variable, the wave or the study.",
      );
    const name = JSON.stringify(dimension);
    if (seen.has(name)) throw invalid("Tweemaal dezelfde splitsing.", "The same split twice.");
    seen.add(name);
    if (key === "wave") byWave = true;
  }
  if ((statistic === "retention" || statistic === "survival") && !byWave) {
    throw new Refused(
      "INVALID_QUERY",
      "needs wave in by",
      {
        nl: "Deze maat loopt over de metingen: splits op meting.",
        en: "This measure runs over the waves: split by wave.",
      },
      [{ nl: "Zet {wave: true} in by.", en: "Put {wave: true} in by." }],
    );
  }
  return byWave;
}

/** The waves that are counted one by one; [null] where the question is about persons, not about persons in waves. */
function wavesCounted(
  query: ResultQuery,
  statistic: Statistic,
  byWave: boolean,
  axes: readonly Axis[],
  window: WaveWindow,
): (number | null)[] {
  if (statistic === "survival") return [null];
  const moving = axes.some((axis) => axis.moment === "same" || axis.moment === "previous");
  const ranged = Boolean(query.waves?.from ?? query.waves?.to);
  if (!byWave && !moving && !ranged) return [null];
  return Array.from({ length: window.to - window.from + 1 }, (_, offset) => window.from + offset);
}

function standsAt(axis: Axis, wave: number | null, window: WaveWindow, manifest: Manifest): boolean {
  const standing = standingOf(axis, wave, window, manifest);
  return standing.fixed === null && standing.at === wave;
}

function contextOf(
  wave: number | null,
  axes: readonly Axis[],
  window: WaveWindow,
  manifest: Manifest,
  seen: number,
  statistic: Statistic,
): Context {
  const standings = axes.map((axis) => standingOf(axis, wave, window, manifest));
  standings.forEach((standing, index) => {
    if (standing.fixed !== null) return;
    const twin = standings.findIndex(
      (other, at) => at < index && other.fixed === null && other.key === standing.key && other.cut === standing.cut,
    );
    if (twin >= 0) standing.sameAs = twin;
  });
  // who has a value in the counted wave has been seen in it: no further variable
  const told = standings.some((standing, index) => index !== seen && standing.fixed === null && standing.at === wave);
  const seenStanding = standings[seen];
  if (seenStanding && told && statistic !== "retention") seenStanding.fixed = 0;
  const active = axes
    .map((axis, index) => ({ axis, index, standing: standings[index] as Standing }))
    .filter(({ standing }) => standing.fixed === null && standing.sameAs === null);
  const frame = active.filter(({ axis }) => axis.role === "BACKGROUND");
  const places = [...new Set(frame.map(({ standing }) => standing.at).filter((at) => at !== "person"))];
  if (places.length > 1) {
    throw new Refused(
      "NOT_PROTECTABLE",
      "background is taken at one wave a frame",
      {
        nl: "Achtergrondkenmerken kunnen samen maar op één moment worden bekeken.",
        en: "Background variables can only be looked at together at one moment.",
      },
      [{ nl: "Kies voor alle achtergrondkenmerken dezelfde meting.", en: "Choose the same wave for all of them." }],
    );
  }
  const frameAt = (places[0] ?? null) as Context["frameAt"];
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return {
    wave,
    standings,
    frameAxes: frame.sort((a, b) => a.axis.variable - b.axis.variable).map(({ index }) => index),
    frameAt,
    labelAxes: active
      .filter(({ axis }) => axis.role === "ANSWER")
      .sort((a, b) => order(a.standing.key, b.standing.key) || order(a.standing.cut, b.standing.cut))
      .map(({ index }) => index),
  };
}

/** The codes a dimension shows, in declared order, missing last. What the question itself rules out is left out. */
export function shownCodes(
  plan: StudyPlan,
  dimension: PlannedDimension,
): { position: number; code: AxisCode; label: string }[] {
  if (dimension.kind === "wave") {
    return plan.contexts.map(({ wave }, position) => {
      const entry = plan.manifest.waves[wave as number] as { code: string; label: string };
      return { position, code: { ...entry, missing: null }, label: entry.label };
    });
  }
  const axis = plan.axes[dimension.axis] as Axis;
  return axis.codes.flatMap((code, position) => {
    if (code.missing === "NOT_IN_WAVE" && axis.moment === "same") return [];
    if (code.missing === NO_SUCH_WAVE && plan.contexts.every((context) => !context.standings[dimension.axis]?.fixed))
      return [];
    return [{ position, code, label: code.label }];
  });
}
