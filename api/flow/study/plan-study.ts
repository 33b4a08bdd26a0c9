import type { PackageField, PackageResource } from "../../../schema/data-package.ts";
import { impliedBandings } from "./bandings.ts";
import { problem, StudyRefused, type Finding } from "./import-problems.ts";
import type { StudyPackage } from "./read-package.ts";
import type { Category, VariableDeclaration, VariableType, WaveDeclaration } from "./study.ts";
import { daysOf } from "./value-checks.ts";

/** A field with what its resource says of it: which texts stand for a missing value, "" for an empty cell. */
export interface PlannedField {
  field: PackageField;
  type: VariableType;
  categories: Category[];
  /** "" where an empty cell is missing */
  missing: Category[];
}

/** Which field of a table holds which variable; the wave is set where the table is wide. */
export interface Carried {
  field: number;
  variable: number;
  wave: string | null;
}

export interface PlannedTable {
  resource: PackageResource;
  path: string;
  /** Name of the file as the description has it. */
  file: string;
  fields: PlannedField[];
  /** Positions in fields */
  person: number;
  wave: number | null;
  carried: Carried[];
}

/** A package as it will be read: everything is decided from the description, nothing from the data. */
export interface StudyPlan {
  slug: string;
  title: string;
  description: string | null;
  synthetic: boolean;
  /** null: the description does not say, so the data do. */
  waves: WaveDeclaration[] | null;
  variables: VariableDeclaration[];
  /** By variable: codes of the waves it was asked in, where a description says so. */
  askedIn: Record<string, string[]>;
  tables: PlannedTable[];
  notes: Finding[];
}

export function planStudy({ description, files }: StudyPackage): StudyPlan {
  const wrong: Finding[] = [];
  const waves = declaredWaves(description.waves ?? null, wrong);
  const variables = new Map<string, Declared>();
  const askedIn = new Map<string, Set<string>>();
  const tables = files.map(({ resource, path }): PlannedTable => {
    const table: PlannedTable = {
      resource,
      path,
      file: resource.path,
      fields: resource.schema.fields.map((field) => planField(field, resource, wrong)),
      person: -1,
      wave: null,
      carried: [],
    };
    placeKeys(table, wrong);
    for (const { field, name, wave } of whereVariablesAre(table, waves, wrong)) {
      const planned = table.fields[field];
      if (!planned) continue;
      const there = declareVariable(variables, name, planned, table, wave !== null, wrong);
      table.carried.push({ field, variable: there, wave });
      const said = wave === null ? planned.field.waves : [wave];
      if (said) askedIn.set(name, new Set([...(askedIn.get(name) ?? []), ...said]));
      for (const code of planned.field.waves ?? [])
        if (waves !== null && waves.every((one) => one.code !== code))
          wrong.push(problem("WAVES_DIFFER", { file: table.file, field: name, detail: code }));
    }
    return table;
  });
  if (wrong.length > 0) throw new StudyRefused(wrong);

  const declared = [...variables.values()];
  return {
    slug: description.name,
    title: description.title ?? description.name,
    description: description.description ?? null,
    synthetic: description.synthetic,
    waves,
    variables: declared.map(({ variable, roleStated }) =>
      !roleStated && variable.role === "BACKGROUND" ? { ...variable, roleGuessed: true } : variable,
    ),
    askedIn: Object.fromEntries([...askedIn].map(([name, codes]) => [name, [...codes]])),
    tables,
    notes: declared
      .filter(({ roleStated, variable }) => !roleStated && variable.role === "BACKGROUND")
      .map(({ variable }) => ({ code: "ROLE_TO_CONFIRM", file: null, row: null, field: variable.name, detail: null })),
  };
}

function declaredWaves(
  declared: readonly { wave: string; label?: string; period?: string; year?: string }[] | null,
  wrong: Finding[],
): WaveDeclaration[] | null {
  if (declared === null) return null;
  const seen = new Set<string>();
  for (const { wave } of declared) {
    if (seen.has(wave)) wrong.push(problem("PACKAGE_INVALID", { detail: `waves: ${wave} (2×)` }));
    seen.add(wave);
  }
  return declared.map(({ wave, label, period, year }) => ({ code: wave, label: label ?? period ?? year ?? wave }));
}

const typeOf = (field: PackageField): VariableType => {
  if (field.categories) return field.categoriesOrdered ? "ORDINAL" : "CATEGORICAL";
  switch (field.type) {
    case "boolean":
      return "BOOLEAN";
    case "integer":
    case "year":
      return "INTEGER";
    case "number":
      return "NUMBER";
    case "date":
    case "datetime":
    case "yearmonth":
      return "DATE";
    case "string":
    case "any":
      return "TEXT";
  }
};

const isMeasured = (type: VariableType): boolean => type === "INTEGER" || type === "NUMBER" || type === "DATE";

function planField(field: PackageField, resource: PackageResource, wrong: Finding[]): PlannedField {
  const refuse = (detail: string) =>
    wrong.push(
      problem("PACKAGE_INVALID", { file: resource.path, field: field.name, detail: `${field.name}: ${detail}` }),
    );
  const missing = (field.missingValues ?? resource.schema.missingValues).map((entry) =>
    typeof entry === "string"
      ? { code: entry, label: entry }
      : { code: entry.value, label: entry.label ?? entry.value },
  );
  const all = (field.categories ?? []).map((entry) =>
    typeof entry === "object"
      ? { code: String(entry.value), label: entry.label ?? String(entry.value) }
      : { code: String(entry), label: String(entry) },
  );
  if (new Set(all.map(({ code }) => code)).size < all.length) refuse("categories (2×)");
  const type = typeOf(field);
  const bandings = field.bandings ?? [];
  if (bandings.length > 0 && !isMeasured(type)) refuse(`bandings (${type})`);
  if (new Set(bandings.map(({ name }) => name)).size < bandings.length) refuse("bandings (2×)");
  for (const { name, limits } of bandings)
    if (limits.some((limit, i) => limit <= (limits[i - 1] ?? -Infinity))) refuse(`bandings: ${name}`);
  if (field.role === "weight" && type !== "NUMBER" && type !== "INTEGER") refuse(`role: weight (${type})`);
  if (type === "DATE" && field.format === "any") refuse("format: any");
  const { minimum, maximum } = limitsOf(field, type);
  if (Number.isNaN(minimum)) refuse("constraints.minimum");
  if (Number.isNaN(maximum)) refuse("constraints.maximum");
  if (minimum !== null && maximum !== null && minimum > maximum) refuse("constraints: minimum > maximum");
  return {
    field,
    type,
    categories: all.filter(({ code }) => missing.every((entry) => entry.code !== code)),
    // A code that stands in both lists is missing, and keeps the better label.
    missing: missing.map(({ code, label }) => ({
      code,
      label: label === code ? (all.find((entry) => entry.code === code)?.label ?? label) : label,
    })),
  };
}

/** NaN where a limit is no number and no date. */
function limitsOf(field: PackageField, type: VariableType): { minimum: number | null; maximum: number | null } {
  const read = (limit: string | number | undefined): number | null => {
    if (limit === undefined || !isMeasured(type)) return null;
    return type === "DATE" ? daysOf(String(limit)) : Number(limit);
  };
  return { minimum: read(field.constraints?.minimum), maximum: read(field.constraints?.maximum) };
}

function placeKeys(table: PlannedTable, wrong: Finding[]): void {
  const { panel, schema } = table.resource;
  const names = schema.fields.map(({ name }) => name);
  const refuse = (detail: string) => wrong.push(problem("PACKAGE_INVALID", { file: table.file, detail }));
  for (const name of new Set(names.filter((name, i) => names.indexOf(name) !== i))) refuse(`fields: ${name} (2×)`);
  const at = (name: string, key: string) => {
    const position = names.indexOf(name);
    if (position < 0) refuse(`${key}: ${name}`);
    return position;
  };
  table.person = at(panel.person, "panel.person");
  if (panel.shape === "long" && panel.wave !== undefined) table.wave = at(panel.wave, "panel.wave");
  if (table.wave !== null && table.wave === table.person) refuse("panel.wave");
  for (const name of schema.primaryKey ?? []) at(name, "primaryKey");
}

function* whereVariablesAre(table: PlannedTable, waves: WaveDeclaration[] | null, wrong: Finding[]) {
  const { panel, schema } = table.resource;
  const taken = new Set<number>([table.person, table.wave ?? -1]);
  const refuse = (detail: string) => wrong.push(problem("PACKAGE_INVALID", { file: table.file, detail }));
  for (const [name, byWave] of Object.entries(panel.shape === "wide" ? (panel.columns ?? {}) : {}))
    for (const [wave, column] of Object.entries(byWave)) {
      const field = schema.fields.findIndex((one) => one.name === column);
      if (field < 0 || taken.has(field)) {
        refuse(`panel.columns.${name}.${wave}: ${column}`);
        continue;
      }
      if (waves !== null && waves.every(({ code }) => code !== wave))
        wrong.push(problem("WAVES_DIFFER", { file: table.file, field: column, detail: wave }));
      taken.add(field);
      yield { field, name, wave };
    }
  for (const [field, { name }] of schema.fields.entries())
    if (!taken.has(field)) yield { field, name, wave: null as string | null };
}

interface Declared {
  index: number;
  variable: VariableDeclaration;
  roleStated: boolean;
}

const ROLES = { background: "BACKGROUND", answer: "ANSWER", weight: "WEIGHT" } as const;

/** Adds the variable, or holds it against what another column or file says of it. Gives its index. */
function declareVariable(
  variables: Map<string, Declared>,
  name: string,
  planned: PlannedField,
  table: PlannedTable,
  inWideColumn: boolean,
  wrong: Finding[],
): number {
  const { field, type, categories, missing } = planned;
  const differs = (detail: string) =>
    wrong.push(problem("VARIABLE_DIFFERS", { file: table.file, field: name, detail }));
  const shape = table.resource.panel.shape;
  const usual = inWideColumn || shape === "long" ? "person-wave" : "person";
  const level = (field.level ?? usual) === "person" ? "PERSON" : "PERSON_WAVE";
  if ((level === "PERSON_WAVE") !== inWideColumn && shape !== "long")
    wrong.push(problem("PACKAGE_INVALID", { file: table.file, field: name, detail: `${name}: level (${shape})` }));

  const { minimum, maximum } = limitsOf(field, type);
  const bandings = (field.bandings ?? []).map(({ name: called, limits }) => ({ name: called, limits }));
  const told = field.sensitive === true || field.concept !== undefined || level === "PERSON_WAVE";
  const variable: VariableDeclaration = {
    name,
    label: field.title ?? name,
    type,
    level,
    role: field.role ? ROLES[field.role] : told ? "ANSWER" : "BACKGROUND",
    origin: "IMPORT",
    concept: field.concept ?? null,
    unit: field.unit ?? null,
    unitEn: field.unitEn ?? null,
    sensitive: field.sensitive ?? false,
    minimum,
    maximum,
    categories,
    missingCodes: missing.filter(({ code }) => code !== ""),
    bandings: impliedBandings({ type, minimum, maximum, bandings }),
  };
  const there = variables.get(name);
  if (!there) {
    variables.set(name, { index: variables.size, variable, roleStated: field.role !== undefined });
    return variables.size - 1;
  }
  const before = there.variable;
  for (const key of ["type", "level", "minimum", "maximum"] as const) if (before[key] !== variable[key]) differs(key);
  if (codes(before.categories) !== codes(categories)) differs("categories");
  if (JSON.stringify(before.bandings) !== JSON.stringify(variable.bandings)) differs("bandings");
  if (field.role !== undefined && there.roleStated && before.role !== variable.role) differs("role");
  if (field.role !== undefined || (!there.roleStated && variable.role === "ANSWER")) before.role = variable.role;
  there.roleStated ||= field.role !== undefined;
  before.concept ??= variable.concept;
  before.unit ??= variable.unit;
  before.unitEn ??= variable.unitEn ?? null;
  before.sensitive ||= variable.sensitive;
  before.missingCodes.push(
    ...variable.missingCodes.filter(({ code }) => before.missingCodes.every((entry) => entry.code !== code)),
  );
  return there.index;
}

const codes = (categories: readonly Category[]): string => JSON.stringify(categories.map(({ code }) => code));
