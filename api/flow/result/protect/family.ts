import type { Axis } from "../axis.ts";
import type { Enumeration, Family } from "../elementary.ts";
import type { StudyPlan } from "../plan.ts";
import type { Rules } from "../rules.ts";
import type { Slices } from "../slices.ts";
import type { Figure, Figures } from "./figure.ts";

/** All protected figures behind one answer of one study. */
export interface ProtectedFamily {
  codes: readonly string[];
  /** Nobody can have been asked, as declared: a dash. */
  notAsked: boolean;
  shown: boolean;
  /** What the measure rests on. */
  base: Figure;
  missing: Figure | null;
  /** For and against: a share's condition; of retention only `holds`. Null where the question itself rules it out. */
  holds: Figure | null;
  fails: Figure | null;
  sum: Figure | null;
  squares: Figure | null;
  /** Of the weights: of all that the measure rests on, and of a share's condition. Null where nothing is weighted. */
  weights: { base: Weighed; holds: Weighed } | null;
  bands: Figure[];
  /** Survival, by wave: who is still at risk, and who has the event. */
  steps: { atRisk: Figure; events: Figure }[];
}

/** Weights of some persons, from the middle of what they may be: their sum, and that of their squares. */
export interface Weighed {
  sum: Figure;
  squares: Figure;
}

export async function protectFamilies(
  plan: StudyPlan,
  enumeration: Enumeration,
  figures: Figures,
  rules: Rules,
  slices: Slices,
): Promise<Map<string, ProtectedFamily>> {
  const families = new Map<string, ProtectedFamily>();
  for (const [key, family] of enumeration.families) {
    families.set(key, protectFamily(plan, family, figures, rules));
    if (slices.due) await slices.rest();
  }
  plan.dimensions.forEach((dimension, at) => {
    if (dimension.kind === "wave" || (plan.axes[dimension.axis] as Axis).role === "BACKGROUND") return;
    for (const line of linesAlong(families, at)) hideAnotherAlong(line, rules);
  });
  return families;
}

function protectFamily(plan: StudyPlan, family: Family, figures: Figures, rules: Rules): ProtectedFamily {
  const set = (name: Parameters<typeof family.sets.get>[0]) => family.sets.get(name);
  const weigh = (sets: Parameters<Figures["weights"]>[0]): Weighed => ({
    sum: figures.weights(sets, 1),
    squares: figures.weights(sets, 2),
  });
  const missing = set("missing") ? figures.size([set("missing")]) : null;
  const common = {
    codes: family.codes,
    notAsked: family.notAsked,
    missing,
    holds: null,
    fails: null,
    sum: null,
    squares: null,
    weights: null,
    bands: [],
    steps: [],
  };
  switch (plan.statistic) {
    case "count": {
      const base = figures.count([set("in")]);
      return { ...common, base, shown: base.shown };
    }
    case "share": {
      const base = figures.count([set("true"), set("false")]);
      const holds = set("true") ? figures.count([set("true")]) : null;
      const fails = set("false") ? figures.count([set("false")]) : null;
      const shown = base.shown && (holds?.shown ?? true) && (fails?.shown ?? true);
      if (!plan.weight) return { ...common, base, holds, fails, shown };
      const weights = { base: weigh([set("true"), set("false")]), holds: weigh([set("true")]) };
      const dominated = [weights.base, weights.holds, weigh([set("false")])].some(({ sum }) => !sum.shown);
      return { ...common, base, holds, fails, weights, shown: shown && !dominated };
    }
    case "retention": {
      const base = figures.count([set("in")]);
      const holds = figures.count([set("true")]);
      return { ...common, base, holds, shown: base.shown && holds.shown };
    }
    case "mean":
    case "sum":
    case "sd": {
      const base = figures.count([set("in")]);
      const sum = figures.sum(set("in"), 1);
      const squares = figures.sum(set("in"), 2);
      const enough = plan.statistic !== "sd" || base.y >= rules.sdFrom;
      const weighed = plan.weight ? weigh([set("in")]) : null;
      const weights = weighed && { base: weighed, holds: weighed };
      const shown = base.shown && sum.shown && (weighed?.sum.shown ?? true) && enough;
      return { ...common, base, sum, squares, weights, shown };
    }
    case "quantile": {
      const base = figures.count([set("in")]);
      const bands = (plan.axes[plan.roles.measured] as Axis).validCount;
      const histogram = Array.from({ length: bands }, (_, band) => figures.size([set(`band ${band}`)]));
      const outer = plan.p < 0.25 || plan.p > 0.75;
      const enough = base.y >= (outer ? rules.tailsFrom : rules.quartilesFrom);
      return { ...common, base, bands: histogram, shown: base.shown && enough };
    }
    case "survival": {
      const waves = plan.axes[plan.roles.survival]?.event?.waves.length ?? 0;
      const from = (wave: number) =>
        Array.from({ length: waves - wave }, (_, later) => [
          set(`event ${wave + later}`),
          set(`last ${wave + later}`),
        ]).flat();
      const steps = Array.from({ length: waves }, (_, wave) => ({
        atRisk: figures.size(from(wave)),
        events: figures.size([set(`event ${wave}`)]),
      }));
      const base = figures.count(from(0));
      return { ...common, base, steps, shown: base.shown };
    }
  }
}

/** The answers that differ in one dimension only, with a valid code in it. */
function linesAlong(families: ReadonlyMap<string, ProtectedFamily>, at: number): ProtectedFamily[][] {
  const lines = new Map<string, ProtectedFamily[]>();
  for (const family of families.values()) {
    if (family.notAsked || family.codes[at]?.startsWith("?")) continue;
    const rest = family.codes.map((code, place) => (place === at ? "" : code)).join("\n");
    lines.set(rest, [...(lines.get(rest) ?? []), family]);
  }
  return [...lines.values()];
}

/** Rule 5: if what is hidden along an answer is little together, the smallest that is shown is hidden as well. */
function hideAnotherAlong(line: readonly ProtectedFamily[], rules: Rules): void {
  const views: ((family: ProtectedFamily) => Figure | null)[] = [
    (family) => family.base,
    (family) => family.holds,
    (family) => family.fails,
  ];
  for (const view of views) {
    const hidden = line.filter((family) => !family.shown && view(family));
    if (hidden.length === 0) continue;
    const together = hidden.reduce((sum, family) => sum + (view(family)?.y ?? 0), 0);
    if (together >= rules.minimum) continue;
    let smallest: ProtectedFamily | null = null;
    for (const family of line) {
      const figure = family.shown ? view(family) : null;
      if (figure && (smallest === null || figure.y < (view(smallest)?.y ?? 0))) smallest = family;
    }
    if (smallest) smallest.shown = false;
  }
}
