import { EMPTY, NOT_IN_WAVE, type Coding, type Manifest, type ManifestVariable } from "../snapshot/manifest.ts";
import type { Labelled } from "../study/study.ts";
import type { WaveWindow } from "./waves.ts";

/** Missing because there is no previous wave: a property of the question, not of the data. */
export const NO_SUCH_WAVE = "NO_SUCH_WAVE";

const SEEN_NAME = "~seen";

/** Name of the banding that an integer of few values has by itself. */
const ONE_BAND_A_VALUE = "values";

/** When a variable is looked at: `person` where it has one value a person, a number where a wave is named. */
export type AxisMoment = "person" | "same" | "previous" | "first" | "last" | number;

/**
 * One variable of a question under one coding at one moment. A person has a position on it: valid codes first,
 * then the kinds of missing, then (for `previous`) NO_SUCH_WAVE.
 */
export interface Axis {
  kind: "variable" | "seen" | "survival";
  name: string;
  /** Place in the manifest; -1 for what is no variable. */
  variable: number;
  coding: number;
  moment: AxisMoment;
  role: "BACKGROUND" | "ANSWER";
  codes: readonly AxisCode[];
  validCount: number;
  /** c_j: how many codes and kinds scale the noise. Fixed by what is declared. */
  size: number;
  /** Its bands hold one value each, and may be named by that value. */
  oneBandAValue?: boolean;
  /** For survival: what has to come to hold, as positions of the variable that are true and that are false. */
  event?: SurvivalEvent;
}

export interface AxisCode extends Labelled {
  code: string | null;
  missing: string | null;
}

export interface SurvivalEvent {
  variable: number;
  coding: number;
  isTrue: readonly number[];
  isFalse: readonly number[];
  waves: readonly number[];
  /** The condition in the fixed wording that its draws are keyed with. */
  wording: string;
}

export function variableAxis(variable: ManifestVariable, index: number, coding: number, moment: AxisMoment): Axis {
  const chosen = variable.codings[coding] as Coding;
  const codes: AxisCode[] = [
    ...chosen.valid.map((category) => ({ ...category, missing: null })),
    ...chosen.missing.map(({ kind, ...said }) => ({ ...said, code: null, missing: kind })),
  ];
  const size = codes.length;
  if (moment === "previous") codes.push({ code: null, label: "", missing: NO_SUCH_WAVE });
  return {
    kind: "variable",
    name: variable.name,
    variable: index,
    coding,
    moment,
    role: variable.role === "BACKGROUND" ? "BACKGROUND" : "ANSWER",
    codes,
    validCount: chosen.valid.length,
    size,
    oneBandAValue: chosen.banding === ONE_BAND_A_VALUE,
  };
}

/**
 * A variable that is averaged, under its first banding: who has a value is counted from the same elementary cells as when
 * it is split by. Part of the label, whatever its role.
 */
export function measuredAxis(variable: ManifestVariable, index: number, moment: AxisMoment): Axis {
  return { ...variableAxis(variable, index, 0, moment), role: "ANSWER" };
}

/** Whether a person has a row in a wave. */
export function seenAxis(moment: "same" | number): Axis {
  return {
    kind: "seen",
    name: SEEN_NAME,
    variable: -1,
    coding: -1,
    moment,
    role: "ANSWER",
    codes: [
      { code: "seen", label: "", missing: null },
      { code: null, label: "", missing: NOT_IN_WAVE },
    ],
    validCount: 1,
    size: 2,
  };
}

/** Interval of event or of last sight: event in the first wave, in the second, …, last at risk in the first, …, never told. */
export function survivalAxis(event: SurvivalEvent): Axis {
  const end = event.waves.at(-1) ?? 0;
  // an event in a wave is the same event however far the curve runs; being seen last in it is not
  const codes: AxisCode[] = [
    ...event.waves.map((wave) => ({ code: `event ${wave}`, label: "", missing: null })),
    ...event.waves.map((wave) => ({ code: `last ${wave} to ${end}`, label: "", missing: null })),
    { code: null, label: "", missing: EMPTY },
  ];
  return {
    kind: "survival",
    name: `~survival(${event.wording})`,
    variable: -1,
    coding: -1,
    moment: "person",
    role: "ANSWER",
    codes,
    validCount: codes.length - 1,
    size: codes.length,
    event,
  };
}

/** How an axis stands in one counted wave. */
export interface Standing {
  /** Names the variable in draws: an ANSWER variable at another wave is another variable. */
  key: string;
  /** Its banding, beyond the first: tells bandings apart where the key does not. */
  cut: string;
  at: "person" | "first" | "last" | number;
  /** The position everybody has, where the wave alone decides it (no previous wave; seen already told by another axis). */
  fixed: number | null;
  /** The earlier axis that is the very same variable in this wave. */
  sameAs: number | null;
}

/** Where an axis looks when `wave` is counted, inside the waves that the question looks at. */
export function standingOf(axis: Axis, wave: number | null, range: WaveWindow, manifest: Manifest): Standing {
  const at = placeOf(axis.moment, wave, range);
  if (at === null) return { key: "", cut: "", at: "person", fixed: axis.codes.length - 1, sameAs: null };
  const place = at === "person" ? "" : typeof at === "number" ? placeOfWave(at, manifest) : `@~${at}`;
  // draws go by the band's limits, whatever the banding is called: a band that two bandings have is one band
  const cut = axis.kind === "variable" && axis.coding > 0 ? String(axis.coding) : "";
  // another version of a derived variable is another variable: no draw of it serves again
  const version = manifest.variables[axis.variable]?.derived?.version ?? 1;
  const name = axis.variable < 0 ? axis.name : escapeKey(axis.name) + (version > 1 ? `~v${version}` : "");
  return { key: name + place, cut, at, fixed: null, sameAs: null };
}

const placeOfWave = (wave: number, manifest: Manifest): string => `@${escapeKey(manifest.waves[wave]?.code ?? "")}`;

/** Names being seen in a wave in draws: of the seen axis, and of every variable that is looked at in that wave. */
export const seenKey = (wave: number, manifest: Manifest): string => seenKeyOf(manifest.waves[wave]?.code ?? "");

/** The same by the wave's code. */
export const seenKeyOf = (wave: string): string => `${SEEN_NAME}@${escapeKey(wave)}`;

/** What is averaged or summed, and between which declared limits. */
export interface Measured {
  name: string;
  variable: number;
  axis: number;
  limits: { minimum: number; maximum: number } | null;
}

function placeOf(moment: AxisMoment, wave: number | null, range: WaveWindow): Standing["at"] | null {
  if (moment === "same") return wave ?? "person";
  if (moment !== "previous") return moment;
  return wave === null || wave - 1 < range.from ? null : wave - 1;
}

/** Keeps the marks that build a label out of names and codes. */
export function escapeKey(text: string): string {
  return text.replace(/[%@&=|~:]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}
