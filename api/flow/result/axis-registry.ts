import { VALID_CODE, type Manifest, type ManifestVariable } from "../snapshot/manifest.ts";
import { measuredAxis, variableAxis, type Axis, type AxisMoment, type Measured, type SurvivalEvent } from "./axis.ts";
import { compileCondition } from "./condition.ts";
import type { Condition, VariableReference } from "./query.ts";
import { listed, Refused } from "./refusal.ts";
import type { Rules } from "./rules.ts";
import { unknownWave, type WaveWindow } from "./waves.ts";

/** The axes of one question, each variable once for each moment it is looked at. */
export class AxisRegistry {
  readonly axes: Axis[] = [];
  readonly #manifest: Manifest;
  readonly #window: WaveWindow;

  constructor(manifest: Manifest, window: WaveWindow) {
    this.#manifest = manifest;
    this.#window = window;
  }

  push(axis: Axis): number {
    this.axes.push(axis);
    return this.axes.length - 1;
  }

  /** The axis that a reference splits or narrows by; refused where it is unknown or cannot be cut. */
  add(reference: VariableReference): { axis: Axis; index: number; limits: readonly number[] } {
    const { variable, place } = this.#find(reference);
    const coding = this.#codingOf(variable, reference);
    const moment = this.#momentOf(variable, reference);
    const limits = variable.codings[coding]?.limits ?? [];
    const index = this.axes.findIndex((axis) => axis.variable === place && axis.moment === moment);
    const known = this.axes[index];
    if (known?.kind === "variable" && known.coding === coding) return { axis: known, index, limits };
    if (known) {
      throw new Refused(
        "NOT_PROTECTABLE",
        "one banding a variable and moment",
        {
          nl: `“${variable.name}” kan in één vraag maar op één manier in banden.`,
          en: `“${variable.name}” can be banded in one way only within a question.`,
        },
        [{ nl: "Noem overal dezelfde banding.", en: "Name the same banding everywhere." }],
      );
    }
    const axis = variableAxis(variable, place, coding, moment);
    return { axis, index: this.push(axis), limits };
  }

  /** The axis of what is averaged. An existing split of the same variable serves as well. */
  measure(reference: VariableReference, rules: Rules): Measured {
    const { variable, place } = this.#find(reference);
    if (!isNumber(variable)) {
      throw this.#unfit(
        variable,
        {
          nl: `“${variable.name}” is geen getal; vraag een aandeel of een aantal.`,
          en: `“${variable.name}” is not a number; ask for a share or a count.`,
        },
        this.#manifest.variables.filter((other) => isNumber(other) && other.limits),
      );
    }
    if (rules.clip && !variable.limits) {
      throw this.#unfit(
        variable,
        {
          nl: `Voor “${variable.name}” zijn geen grenzen opgegeven; die moet een dataverantwoordelijke eerst vastleggen.`,
          en: `“${variable.name}” has no declared limits; a steward must declare them first.`,
        },
        this.#manifest.variables.filter((other) => isNumber(other) && other.limits),
      );
    }
    const moment = this.#momentOf(variable, reference);
    let axis = this.axes.findIndex((other) => other.variable === place && other.moment === moment);
    if (axis < 0) axis = this.push(measuredAxis(variable, place, moment));
    return { name: variable.name, variable: place, axis, limits: variable.limits };
  }

  /** The bands under a quantile: its own split, of at least the bands that the rules ask. */
  quantile(reference: VariableReference, p: number, rules: Rules): number {
    const passing = [0.1, 0.25, 0.5, 0.75, 0.9];
    if (!passing.includes(p)) {
      throw new Refused(
        "NOT_PROTECTABLE",
        "P10, P25, P50, P75 and P90 only",
        {
          nl: "Alleen deze kwantielen kunnen: 0,1, 0,25, 0,5, 0,75 en 0,9.",
          en: "Only these quantiles are given: 0.1, 0.25, 0.5, 0.75 and 0.9.",
        },
        passing.map((value) => ({ nl: `Vraag p: ${value}.`, en: `Ask for p: ${value}.` })),
      );
    }
    const { axis, index, limits } = this.add(reference);
    if (limits.length + 1 < rules.quantileBands) {
      const variable = this.#manifest.variables[axis.variable] as ManifestVariable;
      const fine = variable.codings.filter((coding) => coding.limits.length + 1 >= rules.quantileBands);
      throw new Refused(
        "UNFIT_VARIABLE",
        `at least ${rules.quantileBands} declared bands`,
        {
          nl: `Een kwantiel van “${variable.name}” vraagt minstens ${rules.quantileBands} banden.`,
          en: `A quantile of “${variable.name}” needs at least ${rules.quantileBands} bands.`,
        },
        fine.map((coding) => ({
          nl: `Gebruik banding “${coding.banding ?? ""}”.`,
          en: `Use banding “${coding.banding ?? ""}”.`,
        })),
      );
    }
    return index;
  }

  /** The event of a survival curve: a condition on one variable that changes by wave, looked at in the wave itself. */
  survivalEvent(condition: Condition, window: WaveWindow): SurvivalEvent {
    const own = new AxisRegistry(this.#manifest, window);
    const compiled = compileCondition(condition, (reference) => own.add(reference));
    const axis = own.axes[0];
    const variable = axis ? this.#manifest.variables[axis.variable] : undefined;
    if (own.axes.length !== 1 || !axis || !variable || axis.moment !== "same") {
      throw new Refused(
        "NOT_PROTECTABLE",
        "one variable of the wave itself",
        {
          nl: "Een overlevingscurve gaat over één variabele die per meting is gemeten, in de meting zelf.",
          en: "A survival curve is about one variable measured by wave, in the wave itself.",
        },
        [{ nl: "Gebruik één variabele, zonder at en wave.", en: "Use one variable, without at and wave." }],
      );
    }
    if (variable.role === "BACKGROUND") {
      throw new Refused("NOT_PROTECTABLE", "one ANSWER variable", {
        nl: `“${variable.name}” is een achtergrondkenmerk; een curve gaat over een antwoord.`,
        en: `“${variable.name}” is a background variable; a curve is about an answer.`,
      });
    }
    const isTrue: number[] = [];
    const isFalse: number[] = [];
    for (let position = 0; position < axis.validCount; position++) {
      (compiled([position]) === 1 ? isTrue : isFalse).push(position);
    }
    const codes = isTrue.map((position) => axis.codes[position]?.code ?? "").sort();
    const version = variable.derived?.version ?? 1;
    const named = version > 1 ? [variable.name, version] : variable.name;
    const wording = JSON.stringify([named, codes, window.from]);
    const waves = Array.from({ length: window.to - window.from + 1 }, (_, offset) => window.from + offset);
    return { variable: axis.variable, coding: axis.coding, isTrue, isFalse, waves, wording };
  }

  #find(reference: VariableReference): { variable: ManifestVariable; place: number } {
    const place = this.#manifest.variables.findIndex((variable) => variable.name === reference.name);
    const variable = this.#manifest.variables[place];
    if (variable) return { variable, place };
    const near = nearest(
      reference.name,
      this.#manifest.variables.map((other) => other.name),
    );
    throw new Refused(
      "UNKNOWN_VARIABLE",
      "declared variables",
      {
        nl: `“${this.#manifest.study}” heeft geen variabele “${reference.name}”.`,
        en: `“${this.#manifest.study}” has no variable “${reference.name}”.`,
      },
      near.map((name) => ({ nl: `Bedoel je “${name}”?`, en: `Did you mean “${name}”?` })),
    );
  }

  #codingOf(variable: ManifestVariable, reference: VariableReference): number {
    const splits = (coding: { valid: { code: string }[] }) => coding.valid[0]?.code !== VALID_CODE;
    if (variable.role === "WEIGHT" || !variable.codings.some(splits)) {
      const banded = variable.codings.length > 0 && variable.role !== "WEIGHT";
      throw this.#unfit(
        variable,
        banded
          ? {
              nl: `Voor “${variable.name}” zijn geen banden opgegeven; zo kan er niet op gesplitst of beperkt worden.`,
              en: `“${variable.name}” has no declared bands, so it cannot split or narrow.`,
            }
          : {
              nl: `Op “${variable.name}” kan niet worden gesplitst of beperkt: het is vrije tekst of een gewicht.`,
              en: `“${variable.name}” cannot split or narrow: it is free text or a weight.`,
            },
        this.#manifest.variables.filter((other) => other.role !== "WEIGHT" && other.codings.some(splits)),
      );
    }
    if (reference.banding === null || reference.banding === undefined) return 0;
    const coding = variable.codings.findIndex(({ banding }) => banding === reference.banding);
    if (coding >= 0) return coding;
    const names = variable.codings.flatMap(({ banding }) => (banding === null ? [] : [banding]));
    throw new Refused(
      "UNKNOWN_BANDING",
      "declared bandings",
      {
        nl: `“${variable.name}” heeft geen banding “${reference.banding}”.${names.length > 0 ? ` Wel: ${listed(names, "nl")}.` : ""}`,
        en: `“${variable.name}” has no banding “${reference.banding}”.${names.length > 0 ? ` It has: ${listed(names, "en")}.` : ""}`,
      },
      names.length > 0
        ? names.map((name) => ({ nl: `Gebruik banding “${name}”.`, en: `Use banding “${name}”.` }))
        : [{ nl: "Laat banding weg.", en: "Leave banding out." }],
    );
  }

  #momentOf(variable: ManifestVariable, reference: VariableReference): AxisMoment {
    const { wave } = reference;
    let named: number | null = null;
    if (wave !== null && wave !== undefined) {
      named = this.#manifest.waves.findIndex(({ code }) => code === wave);
      if (named < 0) throw unknownWave(wave, this.#manifest);
    }
    if (variable.level === "PERSON") return "person";
    if (named !== null) return named;
    // without gaps, or asked in one wave, the first and last value are those of a wave: another wording, the same draws
    if (variable.withoutGaps || this.#manifest.waves.length === 1) {
      if (reference.at === "FIRST") return this.#window.from;
      if (reference.at === "LAST") return this.#window.to;
    }
    const [only, ...others] = variable.askedIn ?? [];
    const { from, to } = this.#window;
    if (only !== undefined && others.length === 0 && from <= only && only <= to) {
      if (reference.at === "FIRST" || reference.at === "LAST") return only;
    }
    const moments = { SAME: "same", PREVIOUS: "previous", FIRST: "first", LAST: "last" } as const;
    return moments[reference.at ?? "SAME"];
  }

  #unfit(variable: ManifestVariable, message: { nl: string; en: string }, fit: readonly ManifestVariable[]): Refused {
    const near = fit.filter((other) => other.concept !== null && other.concept === variable.concept);
    return new Refused(
      "UNFIT_VARIABLE",
      "fit for the question",
      message,
      [...new Set([...near, ...fit])]
        .slice(0, 5)
        .map((other) => ({ nl: `Gebruik “${other.name}”.`, en: `Use “${other.name}”.` })),
    );
  }
}

/** Numbers can be averaged; dates cannot, and weights are for weighing only. */
const isNumber = ({ measured, type, role }: ManifestVariable): boolean =>
  measured && type !== "DATE" && role !== "WEIGHT";

/** Up to three declared names that look most like the one that was asked. */
export function nearest(asked: string, names: readonly string[]): string[] {
  const pairs = (text: string): Set<string> => {
    const lower = ` ${text.toLowerCase()} `;
    return new Set(Array.from({ length: lower.length - 1 }, (_, at) => lower.slice(at, at + 2)));
  };
  const wanted = pairs(asked);
  return names
    .map((name) => {
      const has = pairs(name);
      const shared = [...has].filter((pair) => wanted.has(pair)).length;
      return { name, likeness: (2 * shared) / (has.size + wanted.size) };
    })
    .filter(({ likeness }) => likeness > 0.2)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ name }) => name);
}
