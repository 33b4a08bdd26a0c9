import { conditionsOf, type DerivedCondition, type DerivedDefinition, inputsOf } from "../../../schema/derived.ts";
import { impliedBandings } from "./bandings.ts";
import * as problems from "./derived-problems.ts";
import type { Banding, Category, VariableDeclaration, WaveDeclaration } from "./study.ts";

/** A variable that others make, as it was declared. */
export interface DerivedSource {
  /** Not where another version took its place, or it was withdrawn: then others are held against it, and that is all. */
  inForce: boolean;
  name: string;
  version: number;
  label: string;
  concept: string | null;
  definition: DerivedDefinition;
}

/** What a time since an event has before the event: seen, and not happened yet. */
export const NOT_YET: Category = { code: "NOT_YET", label: "nog niet gebeurd", labelEn: "has not happened yet" };

type Variables = ReadonlyMap<string, VariableDeclaration>;
type Path = readonly string[];

const isNumber = ({ type }: VariableDeclaration): boolean => type === "INTEGER" || type === "NUMBER" || type === "DATE";

/** The codes that its values may be; none for numbers, dates and text. */
export function codesOf({ type, categories }: VariableDeclaration): Category[] {
  if (isNumber({ type } as VariableDeclaration) || type === "TEXT") return [];
  if (type !== "BOOLEAN" || categories.length > 0) return categories;
  return [
    { code: "true", label: "ja", labelEn: "yes" },
    { code: "false", label: "nee", labelEn: "no" },
  ];
}

/** Every limit at which it may be cut, whichever banding names it. */
export const declaredLimits = (variable: VariableDeclaration): number[] =>
  [...new Set(impliedBandings(variable).flatMap(({ limits }) => limits))].sort((a, b) => a - b);

/** What the definition asks of these variables and waves holds, and this is the variable they make; else a problem. */
export function declareDerived(
  { name, label, concept, definition }: Omit<DerivedSource, "version" | "inForce">,
  declared: readonly VariableDeclaration[],
  waves: readonly WaveDeclaration[],
): VariableDeclaration {
  const variables: Variables = new Map(declared.map((variable) => [variable.name, variable]));
  checkConditions(definition, variables, waves);
  const made = valuesOf(definition, variables);
  const inputs = inputsOf(definition).flatMap((input) => variables.get(input) ?? []);
  const [first] = inputs;
  return {
    name,
    label,
    level: isByWave(definition, variables) ? "PERSON_WAVE" : "PERSON",
    // What only the person or the study knows stays so, whatever it is mixed with.
    role: inputs.every(({ role }) => role === "BACKGROUND") ? "BACKGROUND" : "ANSWER",
    origin: "DERIVED",
    concept: concept ?? (inputs.every((input) => input.concept === first?.concept) ? (first?.concept ?? null) : null),
    sensitive: inputs.some(({ sensitive }) => sensitive),
    ...made,
  };
}

function checkConditions(definition: DerivedDefinition, variables: Variables, waves: readonly WaveDeclaration[]): void {
  switch (definition.kind) {
    case "RECODE":
      definition.cases.forEach(({ when }, at) => checkAll(when, variables, waves, ["cases", String(at), "when"]));
      break;
    case "COUNT":
    case "ALL":
    case "ANY":
      checkAll(definition.conditions, variables, waves, ["conditions"]);
      break;
    case "TIME_SINCE":
      checkAll(definition.event, variables, waves, ["event"]);
      if (definition.event.some(({ wave }) => wave !== null) || !isByWave(definition, variables))
        throw problems.eventFixed(at(["event"]));
      break;
    case "CHANGE": {
      const variable = find(definition.variable, variables, ["variable"]);
      if (variable.type === "DATE") throw problems.inputUnfit(variable.name, at(["variable"]));
      if (!isNumber(variable) && codesOf(variable).length === 0)
        throw problems.inputUnfit(variable.name, at(["variable"]));
      if (variable.level === "PERSON") throw problems.notByWave(variable.name, at(["variable"]));
      break;
    }
  }
}

const at = (path: Path): Path => ["input", "definition", ...path];

function find(name: string, variables: Variables, path: Path): VariableDeclaration {
  const variable = variables.get(name);
  if (variable === undefined) throw problems.inputUnknown(name, at(path));
  if (variable.origin === "DERIVED") throw problems.inputDerived(name, at(path));
  if (variable.role === "WEIGHT" || variable.type === "TEXT") throw problems.inputUnfit(name, at(path));
  return variable;
}

function checkAll(
  conditions: readonly DerivedCondition[],
  variables: Variables,
  waves: readonly WaveDeclaration[],
  path: Path,
): void {
  conditions.forEach((condition, place) => {
    const here = [...path, String(place)];
    const variable = find(condition.variable, variables, [...here, "variable"]);
    if (condition.wave !== null) {
      if (variable.level === "PERSON") throw problems.notByWave(variable.name, at([...here, "wave"]));
      if (waves.every(({ code }) => code !== condition.wave))
        throw problems.waveUnknown(condition.wave, at([...here, "wave"]));
    }
    if (isNumber(variable)) checkLimits(condition, variable, here);
    else checkCodes(condition, variable, here);
  });
}

function checkCodes(condition: DerivedCondition, variable: VariableDeclaration, path: Path): void {
  const codes = codesOf(variable);
  if (codes.length === 0) throw problems.inputUnfit(variable.name, at([...path, "variable"]));
  if (condition.in === null) throw problems.limitsForCodes(variable.name, at([...path, "in"]));
  const unknown = condition.in.find((code) => codes.every((known) => known.code !== code));
  if (unknown !== undefined) throw problems.codeUnknown(variable.name, unknown, at([...path, "in"]));
}

function checkLimits(condition: DerivedCondition, variable: VariableDeclaration, path: Path): void {
  if (condition.in !== null) throw problems.codesForNumber(variable.name, at([...path, "in"]));
  const limits = declaredLimits(variable);
  if (limits.length === 0) throw problems.inputUnfit(variable.name, at([...path, "variable"]));
  for (const end of ["min", "max"] as const) {
    const limit = condition[end];
    if (limit !== null && !limits.includes(limit))
      throw problems.limitNotDeclared(variable.name, limits, at([...path, end]));
  }
}

/** A value a wave as soon as something is looked at in the wave itself. */
const isByWave = (definition: DerivedDefinition, variables: Variables): boolean =>
  definition.kind === "CHANGE" ||
  conditionsOf(definition).some(
    ({ variable, wave }) => wave === null && variables.get(variable)?.level === "PERSON_WAVE",
  );

type Values = Pick<
  VariableDeclaration,
  "type" | "unit" | "unitEn" | "minimum" | "maximum" | "categories" | "missingCodes" | "bandings"
>;

const coded = (type: VariableDeclaration["type"], categories: Category[]): Values => ({
  type,
  categories,
  ...{ unit: null, unitEn: null, minimum: null, maximum: null, missingCodes: [], bandings: [] },
});

function numbers(
  type: "INTEGER" | "NUMBER",
  [minimum, maximum]: readonly [number, number],
  bandings: Banding[],
  of: Pick<Values, "unit" | "unitEn" | "missingCodes">,
): Values {
  bandings.forEach(({ limits }, place) => {
    if (limits.some((limit) => limit <= minimum || limit > maximum))
      throw problems.bandOutside(minimum, maximum, at(["bandings", String(place), "limits"]));
  });
  const implied = impliedBandings({ type, minimum, maximum, bandings });
  return { type, minimum, maximum, bandings: implied, categories: [], ...of };
}

function valuesOf(definition: DerivedDefinition, variables: Variables): Values {
  switch (definition.kind) {
    case "RECODE": {
      const all = [...definition.cases, ...(definition.otherwise ? [definition.otherwise] : [])];
      return coded(
        definition.ordered ? "ORDINAL" : "CATEGORICAL",
        all.map(({ code, label }) => ({ code, label })),
      );
    }
    case "ALL":
    case "ANY":
      return coded("BOOLEAN", []);
    case "COUNT":
      return numbers("INTEGER", [0, definition.conditions.length], definition.bandings, {
        unit: null,
        unitEn: null,
        missingCodes: [],
      });
    case "TIME_SINCE":
      return numbers("INTEGER", [0, definition.atMost], definition.bandings, {
        unit: "metingen",
        unitEn: "waves",
        missingCodes: [NOT_YET],
      });
    case "CHANGE":
      return changeOf(definition, variables);
  }
}

function changeOf(definition: Extract<DerivedDefinition, { kind: "CHANGE" }>, variables: Variables): Values {
  const variable = find(definition.variable, variables, ["variable"]);
  if (!isNumber(variable)) {
    if (definition.minimum !== null || definition.bandings.length > 0)
      throw problems.partsForCodes(variable.name, at(["minimum"]));
    return variable.type === "ORDINAL"
      ? coded("ORDINAL", [
          { code: "down", label: "omlaag", labelEn: "down" },
          { code: "same", label: "gelijk", labelEn: "the same" },
          { code: "up", label: "omhoog", labelEn: "up" },
        ])
      : coded("CATEGORICAL", [
          { code: "same", label: "gelijk", labelEn: "the same" },
          { code: "changed", label: "veranderd", labelEn: "changed" },
        ]);
  }
  const { minimum, maximum } = variable;
  const widest = minimum === null || maximum === null ? null : ([minimum - maximum, maximum - minimum] as const);
  const limits =
    definition.minimum === null || definition.maximum === null
      ? widest
      : ([definition.minimum, definition.maximum] as const);
  if (limits === null) throw problems.limitsNeeded(variable.name, at(["minimum"]));
  return numbers(variable.type === "INTEGER" ? "INTEGER" : "NUMBER", limits, definition.bandings, {
    unit: variable.unit,
    unitEn: variable.unitEn ?? null,
    missingCodes: [],
  });
}
