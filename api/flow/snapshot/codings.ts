import { bands, type Category, impliedBandings, type VariableDeclaration, type VariableType } from "../study/study.ts";
import { type Coding, EMPTY, NOT_IN_WAVE, OTHER_CODE, VALID_CODE, type ManifestVariable } from "./manifest.ts";

/** Its values are codes, not numbers. */
export const isCoded = (type: VariableType): boolean =>
  type === "CATEGORICAL" || type === "ORDINAL" || type === "BOOLEAN";

export const isMeasured = (type: VariableType): boolean => type === "INTEGER" || type === "NUMBER" || type === "DATE";

/** What the positions of a coded variable stand for in data.parquet, before anything is merged. */
export function declaredCategories({ type, categories }: VariableDeclaration): Category[] {
  if (!isCoded(type)) return [];
  if (type !== "BOOLEAN" || categories.length > 0) return categories;
  return [
    { code: "true", label: "ja", labelEn: "yes" },
    { code: "false", label: "nee", labelEn: "no" },
  ];
}

/** The variable in the manifest; `rare` are the declared codes that too few persons carry. */
export function manifestVariable(declaration: VariableDeclaration, rare: readonly string[]): ManifestVariable {
  const { name, label, labelEn, type, level, role, concept, unit, unitEn, minimum, maximum, missingCodes } =
    declaration;
  const measured = isMeasured(type);
  return {
    name,
    label,
    ...(labelEn ? { labelEn } : {}),
    type,
    level,
    role,
    concept,
    unit,
    ...(unitEn ? { unitEn } : {}),
    limits: measured && minimum !== null && maximum !== null ? { minimum, maximum } : null,
    categories: declaredCategories(declaration),
    missingCodes,
    codings: isCoded(type) ? [categoryCoding(declaration, rare)] : measured ? numberCodings(declaration) : [],
    measured,
  };
}

function categoryCoding(declaration: VariableDeclaration, rare: readonly string[]): Coding {
  const declared = declaredCategories(declaration);
  const merged = declared.map(({ code }) => code).filter((code) => rare.includes(code));
  const valid = declared.filter(({ code }) => !merged.includes(code));
  if (merged.length > 0) valid.push({ code: OTHER_CODE, label: "overige" });
  return { banding: null, limits: [], valid, missing: missingKinds(declaration), merged };
}

function numberCodings(declaration: VariableDeclaration): Coding[] {
  const missing = missingKinds(declaration);
  const codings = impliedBandings(declaration).map((banding): Coding => ({
    banding: banding.name,
    limits: banding.limits,
    valid: bands(banding),
    missing,
    merged: [],
  }));
  if (codings.length > 0) return codings;
  return [{ banding: null, limits: [], valid: [{ code: VALID_CODE, label: "ingevuld" }], missing, merged: [] }];
}

const missingKinds = ({ level, missingCodes }: VariableDeclaration): Coding["missing"] => [
  { kind: EMPTY, label: "niet ingevuld" },
  ...missingCodes.map(({ code, ...said }) => ({ kind: code, ...said })),
  ...(level === "PERSON_WAVE" ? [{ kind: NOT_IN_WAVE, label: "niet in deze ronde" }] : []),
];

/** How many positions a coding has: valid codes and kinds of missing. */
export const codingSize = (coding: Coding): number => coding.valid.length + coding.missing.length;

/** Whether it makes groups: the one code `~valid` does not. */
export const splits = (coding: Coding): boolean => coding.valid[0]?.code !== VALID_CODE;

/** The narrowest column that holds so many positions. */
export const positionType = (positions: number): "UTINYINT" | "USMALLINT" =>
  positions <= 256 ? "UTINYINT" : "USMALLINT";
