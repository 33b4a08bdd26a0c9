import type { DataPackage } from "../../../../schema/data-package.ts";
import { labelText } from "../../study/study.ts";
import { isCoded } from "../codings.ts";
import { type Carried, type Carrying, wavesAsked } from "./carried.ts";
import { PERSONS_FILE, ROWS_FILE } from "./tables.ts";

type Described = Record<string, unknown>;

const ROLES = { BACKGROUND: "background", ANSWER: "answer", WEIGHT: "weight" } as const;
/** A study's name has at most so many signs. */
const LONGEST_NAME = 80;

/** Another name than the study's own: brought in again, it does not take the study's place. */
export const packageName = (slug: string, day: string): string => {
  const end = `-${day}`;
  return `${slug.slice(0, LONGEST_NAME - end.length).replace(/[-_.]+$/, "")}${end}`;
};

/** datapackage.json: a Data Package (v2) that this house brings in as it is. */
export function packageDescription(
  { manifest, ofPerson, ofWave, personKey, waveKey }: Carrying,
  { name, day, rows }: { name: string; day: string; rows: boolean },
): string {
  const person = { name: personKey, type: "string", constraints: { required: true } };
  const wave = { name: waveKey, type: "string", constraints: { required: true } };
  const described: Described & Pick<DataPackage, "name"> = {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name,
    title: manifest.title,
    created: `${day}T00:00:00Z`,
    synthetic: manifest.synthetic,
    ...(manifest.waves.length > 0 && { waves: manifest.waves.map(({ code, label }) => ({ wave: code, label })) }),
    resources: [
      table(PERSONS_FILE, [person, ...ofPerson.map((each) => fieldOf(each, manifest))], {
        primaryKey: [personKey],
        panel: { person: personKey, shape: "person" },
      }),
      ...(rows
        ? [
            table(ROWS_FILE, [person, wave, ...ofWave.map((each) => fieldOf(each, manifest))], {
              primaryKey: [personKey, waveKey],
              panel: { person: personKey, wave: waveKey, shape: "long" },
            }),
          ]
        : []),
    ],
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}

const table = (
  path: string,
  fields: readonly Described[],
  { primaryKey, panel }: { primaryKey: string[]; panel: Described },
): Described => ({
  name: path.replace(/\.csv$/, ""),
  type: "table",
  path,
  format: "csv",
  mediatype: "text/csv",
  encoding: "utf-8",
  schema: { fields, primaryKey },
  panel,
});

const named = (of: { label: string; labelEn?: string | null }): Described => ({
  label: of.label,
  ...(of.labelEn && { labelEn: of.labelEn }),
});

function fieldOf({ variable, sensitive }: Carried, manifest: Carrying["manifest"]): Described {
  const { name, labelEn, type, level, role, concept, unit, unitEn, categories, missingCodes, limits, derived } =
    variable;
  const waves = wavesAsked(variable, manifest);
  const bandings = variable.codings.flatMap(({ banding, limits: at }) =>
    banding === null ? [] : [{ name: banding, limits: at }],
  );
  return {
    name,
    title: labelText(variable).nl,
    ...(labelEn && { titleEn: labelEn }),
    ...valuesOf(variable),
    ...(isCoded(type) &&
      !isPlainBoolean(variable) && { categories: categories.map((each) => ({ value: each.code, ...named(each) })) }),
    ...(type === "ORDINAL" && { categoriesOrdered: true }),
    missingValues: [
      { value: "", label: "Niet ingevuld", labelEn: "Left empty" },
      ...missingCodes.map((each) => ({ value: each.code, ...named(each) })),
    ],
    ...(limits && { constraints: { minimum: limitOf(type, limits.minimum), maximum: limitOf(type, limits.maximum) } }),
    level: level === "PERSON" ? "person" : "person-wave",
    role: ROLES[role],
    ...(concept !== null && { concept }),
    ...(unit !== null && { unit }),
    ...(unitEn && { unitEn }),
    sensitive,
    ...(bandings.length > 0 && { bandings }),
    ...(waves !== null && { waves }),
    ...(derived && { derivedFrom: variable.derivedFrom, derived }),
  };
}

const isPlainBoolean = ({ type, categories }: Carried["variable"]): boolean =>
  type === "BOOLEAN" && categories.map(({ code }) => code).join() === "true,false";

function valuesOf(variable: Carried["variable"]): Described {
  switch (variable.type) {
    case "BOOLEAN":
      return isPlainBoolean(variable)
        ? { type: "boolean", trueValues: ["true"], falseValues: ["false"] }
        : { type: "string" };
    case "CATEGORICAL":
    case "ORDINAL":
    case "TEXT":
      return { type: "string" };
    case "INTEGER":
      return { type: "integer" };
    case "NUMBER":
      return { type: "number" };
    case "DATE":
      return { type: "date" };
  }
}

const limitOf = (type: Carried["variable"]["type"], limit: number): number | string =>
  type === "DATE" ? new Date(limit * 86_400_000).toISOString().slice(0, 10) : limit;
