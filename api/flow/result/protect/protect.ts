import type { Labelled } from "../../study/study.ts";
import type { Axis } from "../axis.ts";
import { codeKey, familyKey, type DimensionCode, type Enumeration } from "../elementary.ts";
import type { Measurement } from "../measure.ts";
import type { StudyPlan } from "../plan.ts";
import type { ResultQuery } from "../query.ts";
import { Refused } from "../refusal.ts";
import type { Rules } from "../rules.ts";
import type { Slices } from "../slices.ts";
import { quantileOf, survivalOf } from "./curves.ts";
import { protectFamilies, type ProtectedFamily } from "./family.ts";
import { Figures } from "./figure.ts";
import { DrawSource, type NoiseTables } from "./noise.ts";
import { countOf, meanOf, retentionOf, sdOf, shareOf, sumOf, type Part, type Shown } from "./statistics.ts";
import { weightedMeanOf, weightedShareOf } from "./weighted.ts";

export interface StudyMeasured {
  plan: StudyPlan;
  enumeration: Enumeration;
  measurement: Measurement;
  /** The study's own secret, 32 bytes. */
  secret: Buffer;
}

declare const protectedHere: unique symbol;

/** What may be shown of one cell. Only protection can say of a cell that it is one. */
export interface ProtectedCell {
  readonly [protectedHere]: true;
  keys: ({ dimension: string; code: string | null; missing: string | null } & Labelled)[];
  count: number | null;
  missing: number | null;
  value: number | null;
  low: number | null;
  high: number | null;
  withheld: boolean;
  /** A dash: nobody here can have been asked, as the study declares. Never withheld as well. Absent in what was kept before. */
  notAsked?: boolean;
  /** ISO 8601 */
  asOf: string;
}

let seal: (cells: readonly ProtectedCell[]) => ProtectedAnswer;

/** Cells that went through protection. Cannot be made anywhere but here. */
export class ProtectedAnswer {
  readonly #cells: readonly ProtectedCell[];
  private constructor(cells: readonly ProtectedCell[]) {
    this.#cells = cells;
  }
  static {
    seal = (cells) => new ProtectedAnswer(cells);
  }
  get cells(): readonly ProtectedCell[] {
    return this.#cells;
  }
}

/** Decides what may leave: each study by itself, then added up. Throws Refused where the condition's own frame is too small. */
export async function protect(
  query: ResultQuery,
  studies: readonly StudyMeasured[],
  rules: Rules,
  tables: NoiseTables | null,
  slices: Slices,
): Promise<ProtectedAnswer> {
  const protectedStudies: ProtectedStudy[] = [];
  for (const { plan, enumeration, measurement, secret } of studies) {
    const figures = new Figures(plan, measurement, new DrawSource(secret, tables), rules);
    if (figures.personsIn(enumeration.frames) < rules.frame) throw tooFewPersons(plan, rules);
    const families = await protectFamilies(plan, enumeration, figures, rules, slices);
    protectedStudies.push({ plan, enumeration, families, curves: new Map() });
  }
  const columns = columnsOf(query, protectedStudies);
  const total = columns.reduce((product, column) => product * column.codes.length, 1);
  if (total > rules.cells) {
    throw new Refused("TOO_MANY_CELLS", "size of an answer", {
      nl: `Deze vraag geeft ${total} cellen; hoogstens ${rules.cells} kan. Splits minder fijn.`,
      en: `This question gives ${total} cells; at most ${rules.cells} are given. Split less finely.`,
    });
  }
  const cells: ProtectedCell[] = [];
  for (let number = 0; number < total; number++) {
    cells.push(cellAt(number, columns, protectedStudies, rules));
    if (slices.due) await slices.rest();
  }
  return seal(cells);
}

interface ProtectedStudy {
  plan: StudyPlan;
  enumeration: Enumeration;
  families: Map<string, ProtectedFamily>;
  /** Survival by family, made once for all its waves. */
  curves: Map<string, (Shown | null)[]>;
}

/** One dimension of the answer in the order it was asked; `at` is its place in a family's codes. */
interface Column {
  kind: "study" | "curve wave" | "family";
  name: string;
  at: number;
  codes: DimensionCode[];
}

function columnsOf(query: ResultQuery, studies: readonly ProtectedStudy[]): Column[] {
  const first = studies[0] as ProtectedStudy;
  let at = 0;
  return (query.by ?? []).map((dimension): Column => {
    if (dimension.study) {
      const codes = studies.map(({ plan: { manifest } }) => ({
        code: { code: manifest.study, label: manifest.title, missing: null },
        label: manifest.title,
      }));
      return { kind: "study", name: "study", at: -1, codes };
    }
    if (dimension.wave && first.plan.statistic === "survival") {
      return { kind: "curve wave", name: "wave", at: -1, codes: union(studies.map(({ plan }) => curveWaves(plan))) };
    }
    const place = at++;
    const codes = union(studies.map(({ enumeration }) => enumeration.dimensions[place]?.codes ?? []));
    return { kind: "family", name: first.enumeration.dimensions[place]?.name ?? "", at: place, codes };
  });
}

function curveWaves(plan: StudyPlan): DimensionCode[] {
  const waves = plan.axes[plan.roles.survival]?.event?.waves ?? [];
  return waves.map((wave) => {
    const entry = plan.manifest.waves[wave] as { code: string; label: string };
    return { code: { ...entry, missing: null }, label: entry.label };
  });
}

/** Codes of several studies in declared order: valid ones, the rare together, then the kinds of missing. */
function union(lists: readonly (readonly DimensionCode[])[]): DimensionCode[] {
  const all = new Map<string, DimensionCode>();
  for (const entry of lists.flat()) if (!all.has(codeKey(entry.code))) all.set(codeKey(entry.code), entry);
  const rank = ({ code }: DimensionCode) => (code.missing !== null ? 2 : code.code === "~other" ? 1 : 0);
  return [...all.values()].sort((a, b) => rank(a) - rank(b));
}

function cellAt(
  number: number,
  columns: readonly Column[],
  studies: readonly ProtectedStudy[],
  rules: Rules,
): ProtectedCell {
  const chosen: DimensionCode[] = new Array<DimensionCode>(columns.length);
  let rest = number;
  for (let at = columns.length - 1; at >= 0; at--) {
    const { codes } = columns[at] as Column;
    chosen[at] = codes[rest % codes.length] as DimensionCode;
    rest = Math.floor(rest / codes.length);
  }
  const codeOf = (kind: Column["kind"]) => {
    const at = columns.findIndex((column) => column.kind === kind);
    return at < 0 ? null : (chosen[at]?.code.code ?? null);
  };
  const slug = codeOf("study");
  const asked = slug === null ? studies : studies.filter(({ plan }) => plan.manifest.study === slug);
  const codes: string[] = [];
  columns.forEach((column, at) => {
    if (column.kind === "family") codes[column.at] = codeKey((chosen[at] as DimensionCode).code);
  });
  const key = familyKey(codes);
  const answering = asked.filter(({ families }) => families.get(key)?.notAsked !== true);
  const notAsked = answering.length === 0;
  const shown = notAsked ? null : shownOf(answering, key, codeOf("curve wave"), rules);
  const families = asked.flatMap(({ families, plan }) => {
    const family = families.get(key);
    return family ? [{ asOf: family.base.asOf, manifest: plan.manifest }] : [];
  });
  const moments = families.map(({ asOf, manifest }) =>
    asOf === null ? manifest.asOf : (manifest.history[asOf - 1] ?? manifest.asOf),
  );
  const fallback = (studies[0] as ProtectedStudy).plan.manifest.asOf;
  return {
    keys: columns.map((column, at) => {
      const { code, label } = chosen[at] as DimensionCode;
      const { labelEn } = code;
      return { dimension: column.name, code: code.code, label, ...(labelEn ? { labelEn } : {}), missing: code.missing };
    }),
    count: shown?.count ?? null,
    missing: shown?.missing ?? null,
    value: shown?.value ?? null,
    low: shown?.low ?? null,
    high: shown?.high ?? null,
    withheld: shown === null && !notAsked,
    notAsked,
    asOf: shown === null ? fallback : (moments.sort()[0] ?? fallback),
  } as ProtectedCell;
}

/** Null: withheld, whatever the reason. A study that hides its part, or has merged the code away, hides the sum. */
function shownOf(
  studies: readonly ProtectedStudy[],
  key: string,
  curveWave: string | null,
  rules: Rules,
): Shown | null {
  const parts: Part[] = [];
  for (const { families, plan } of studies) {
    const family = families.get(key);
    if (!family?.shown) return null;
    parts.push({ family, limits: plan.measured?.limits ?? null });
  }
  const first = studies[0];
  if (!first) return null;
  switch (first.plan.statistic) {
    case "count":
      return countOf(parts, rules);
    case "share":
      return first.plan.weight ? weightedShareOf(parts, rules) : shareOf(parts, rules);
    case "retention":
      return retentionOf(parts, rules);
    case "mean":
      return first.plan.weight ? weightedMeanOf(parts, rules) : meanOf(parts, rules);
    case "sum":
      return sumOf(parts, rules);
    case "sd":
      return sdOf(parts, rules);
    case "quantile": {
      const axis = first.plan.axes[first.plan.roles.measured] as Axis;
      const variable = first.plan.manifest.variables[axis.variable];
      const limits = variable?.codings[axis.coding]?.limits ?? [];
      return quantileOf(parts, limits, variable?.limits ?? null, first.plan.p, rules);
    }
    case "survival": {
      let curve = first.curves.get(key);
      if (!curve) first.curves.set(key, (curve = survivalOf((parts[0] as Part).family, rules)));
      const at = curveWaves(first.plan).findIndex(({ code }) => code.code === curveWave);
      return curve[at] ?? null;
    }
  }
}

function tooFewPersons(plan: StudyPlan, rules: Rules): Refused {
  const names = [...new Set(plan.axes.filter((axis) => axis.role === "BACKGROUND").map((axis) => axis.name))];
  return new Refused(
    "TOO_FEW_PERSONS",
    `at least ${rules.frame} persons`,
    {
      nl: "Dit gaat over te weinig mensen. Zo blijft iedereen onherkenbaar.",
      en: "This is about too few people. That way nobody can be recognised.",
    },
    names.map((name) => ({ nl: `Beperk niet op “${name}”.`, en: `Do not narrow by “${name}”.` })),
  );
}
