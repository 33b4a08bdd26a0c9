import { createHash } from "node:crypto";
import type { Text } from "../../../schema/text.ts";
import type { ManifestVariable } from "../snapshot/manifest.ts";
import type { Axis } from "./axis.ts";
import type { StudyPlan } from "./plan.ts";
import type { Statistic } from "./query.ts";

/** What limits on asking count: the set of variables of a question in one study, and the statistic; whatever the codes. */
export interface Shape {
  text: string;
  /** First 24 hex digits of the SHA-256 of the text. */
  key: string;
  /** The ANSWER variables that it counts against, those that a derived one is made of included. */
  answers: CountedAnswer[];
  /** Names of the BACKGROUND variables that its frames are made of. */
  frames: string[];
}

export interface CountedAnswer {
  /** Name, or TAKING_PART */
  variable: string;
  /** Of a survival curve: the set of codes that is the event, and the waves where it starts and ends in between. */
  curve: string | null;
}

/** Whether somebody was seen in a wave: an answer as well. */
export const TAKING_PART = "~seen";

/** A variable and the moment it is looked at; a curve with its codes and waves. */
type Member = readonly [name: string, ...where: string[]];

/**
 * A function of the plan alone. Codes, bands, order, and whether a variable splits, narrows or is the condition make no
 * difference; nor do the waves that are looked at: what is asked of one wave is part of what is asked by wave. An ANSWER
 * variable at another wave than the others is another variable, so how far the waves lie apart does count.
 */
export function shapeOf(plan: StudyPlan, weighted: boolean): Shape {
  const { manifest, contexts } = plan;
  const places = [...new Set(contexts.flatMap(({ frameAxes, labelAxes }) => [...frameAxes, ...labelAxes]))];
  const axes = places.map((place) => plan.axes[place] as Axis);
  const momentOf = momentsOf(plan, places);
  const members = places.map((place, at): Member => {
    const axis = axes[at] as Axis;
    if (axis.event)
      return [variableOf(plan, axis)?.name ?? "", "curve", curveOf(plan, axis), ...curveWaves(plan, axis)];
    const moment = momentOf(place);
    return moment === "" ? [axis.name] : [axis.name, moment];
  });
  const distinct = [...new Set(members.map((member) => JSON.stringify(member)))].sort();
  const statistic = weighted ? `weighted ${plan.statistic}` : plan.statistic;
  const text = `["${statistic}",${distinct.join(",")}]`;

  const answers = new Map<string, CountedAnswer>();
  for (const axis of axes.filter(({ role }) => role === "ANSWER")) {
    const variable = variableOf(plan, axis);
    const name = variable?.name ?? TAKING_PART;
    answers.set(name, { variable: name, curve: axis.event ? rangedCurve(plan, axis) : null });
    for (const input of variable?.derivedFrom ?? []) {
      const isAnswer = manifest.variables.some((other) => other.name === input && other.role === "ANSWER");
      if (isAnswer && !answers.has(input)) answers.set(input, { variable: input, curve: null });
    }
  }
  return {
    text,
    key: createHash("sha256").update(text).digest("hex").slice(0, 24),
    answers: [...answers.values()],
    frames: [...new Set(axes.filter(({ role }) => role === "BACKGROUND").map(({ name }) => name))].sort(),
  };
}

const variableOf = ({ manifest }: StudyPlan, { event, variable }: Axis): ManifestVariable | undefined =>
  manifest.variables[event?.variable ?? variable];

/**
 * Waves as they lie to one another: "" for the latest, "-1" for the wave before it. Where some move with the counted wave
 * and others do not, those that do not keep their code.
 */
function momentsOf({ axes, contexts, manifest }: StudyPlan, places: readonly number[]): (place: number) => string {
  const [only] = contexts.length === 1 ? contexts : [];
  const at = (place: number) => {
    const { moment } = axes[place] as Axis;
    const standing = only?.standings[place];
    return standing?.fixed === null ? standing.at : moment;
  };
  const moving = places.some((place) => at(place) === "same" || at(place) === "previous");
  const latest = Math.max(...places.map(at).filter((wave) => typeof wave === "number"));
  return (place) => {
    const moment = at(place);
    if (moment === "person" || moment === "same") return "";
    if (moment === "previous") return "-1";
    if (typeof moment !== "number") return moment;
    if (moving) return `=${manifest.waves[moment]?.code ?? ""}`;
    return moment === latest ? "" : String(moment - latest);
  };
}

function curveOf({ manifest }: StudyPlan, { event }: Axis): string {
  const coding = event && manifest.variables[event.variable]?.codings[event.coding];
  return JSON.stringify((event?.isTrue ?? []).map((place) => coding?.valid[place]?.code ?? "").sort());
}

/** Each range of waves has draws of its own: another curve. The whole study stays the same one when it gets further waves. */
function rangedCurve(plan: StudyPlan, axis: Axis): string {
  const { from, to } = plan.window;
  const [first, last] = curveWaves(plan, axis);
  const starts = from > 0 ? [`from ${first}`] : [];
  const ends = to < plan.manifest.waves.length - 1 ? [`to ${last}`] : [];
  return [curveOf(plan, axis), ...starts, ...ends].join(" ");
}

function curveWaves({ manifest }: StudyPlan, { event }: Axis): string[] {
  const code = (wave: number | undefined) => (wave === undefined ? "" : (manifest.waves[wave]?.code ?? ""));
  return [code(event?.waves[0]), code(event?.waves.at(-1))];
}

const STATISTICS: Readonly<Record<Statistic, Text>> = {
  count: { nl: "aantal", en: "count" },
  share: { nl: "aandeel", en: "share" },
  mean: { nl: "gemiddelde", en: "mean" },
  sd: { nl: "spreiding", en: "standard deviation" },
  sum: { nl: "som", en: "sum" },
  quantile: { nl: "kwantiel", en: "quantile" },
  retention: { nl: "wie blijft meedoen", en: "retention" },
  survival: { nl: "overlevingscurve", en: "survival curve" },
};

export const sayTakingPart: Text = { nl: "meedoen in een meting", en: "taking part in a wave" };

/** A kept shape in words: its statistic, and the variables that it is asked of. */
export function sayShape(text: string): Text {
  const [asked, ...members] = JSON.parse(text) as [string, ...Member[]];
  const weighted = asked.startsWith("weighted ");
  const statistic = STATISTICS[asked.replace("weighted ", "") as Statistic];
  const say = (locale: keyof Text): string => {
    const names = members.map(([name, ...where]) => {
      const said = name === TAKING_PART ? sayTakingPart[locale] : `“${name}”`;
      const when = sayMoment(where, locale);
      return when === "" ? said : `${said} (${when})`;
    });
    const how = weighted ? { nl: "gewogen ", en: "weighted " }[locale] : "";
    return `${how}${statistic[locale]}: ${names.join(", ") || { nl: "iedereen", en: "everyone" }[locale]}`;
  };
  return { nl: say("nl"), en: say("en") };
}

function sayMoment([moment, ...more]: string[], locale: keyof Text): string {
  const dutch = locale === "nl";
  if (moment === undefined) return "";
  if (moment === "curve") return (JSON.parse(more[0] ?? "[]") as string[]).join(", ");
  if (moment === "first") return dutch ? "eerste waarde" : "first value";
  if (moment === "last") return dutch ? "laatste waarde" : "last value";
  if (moment.startsWith("=")) return dutch ? `in meting ${moment.slice(1)}` : `in wave ${moment.slice(1)}`;
  const back = -Number(moment);
  return dutch
    ? `${back} meting eerder`.replace(/^([2-9]|\d\d+) meting/, "$1 metingen")
    : `${back} wave${back > 1 ? "s" : ""} before`;
}
