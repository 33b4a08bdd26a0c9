import { Problem } from "../../../schema/problem.ts";
import type { Text } from "../../../schema/text.ts";
import { inputsOf } from "../../../schema/derived.ts";
import { declareDerived, type DerivedSource, type VariableDeclaration } from "../study/study.ts";
import { isMeasured, manifestVariable } from "./codings.ts";
import { DerivedStatement } from "./derived-sql.ts";
import { differsForFew, type StagedVariable } from "./differs-for-few.ts";
import type { LeftOut, ManifestVariable } from "./manifest.ts";
import type { Earlier } from "./earlier-frames.ts";
import type { Sources } from "./sources.ts";
import type { Workshop } from "./workshop.ts";

/** Variables that others make, computed into the staged tables after all that were asked or brought in. */
export interface Derived {
  /** In the order of their columns */
  variables: VariableDeclaration[];
  leftOut: LeftOut[];
  /** What the manifest says besides, of those that are made of others. */
  meaningOf(name: string): Pick<ManifestVariable, "derivedFrom" | "derived">;
  /** Computes the same ones once more, into tables staged anew. */
  again(): Promise<void>;
}

interface Making {
  source: DerivedSource;
  declared: VariableDeclaration;
  /** Its column until it is sure to stay */
  column: string;
}

export async function derive(
  workshop: Workshop,
  { waves, derived: sources = [] }: Sources,
  given: readonly VariableDeclaration[],
): Promise<Derived> {
  const leftOut: LeftOut[] = [];
  const making = sources.flatMap((source, place): Making[] => {
    try {
      return [{ source, declared: declareDerived(source, given, waves), column: `d${place}` }];
    } catch (error) {
      // What it names is no longer as it was when it was declared.
      if (!(error instanceof Problem)) throw error;
      if (source.inForce)
        leftOut.push({ variable: source.name, version: source.version, code: error.code, reason: error.text });
      return [];
    }
  });
  const computeAll = async (chosen: readonly Making[]): Promise<void> => {
    for (const table of ["member", "seen"] as const)
      await compute(
        workshop,
        chosen.filter((made) => tableOf(made) === table),
        table,
        { given, waves },
      );
  };
  await computeAll(making);

  const before = making.filter(({ source }) => !source.inForce);
  const existing: StagedVariable[] = [
    ...given.map((variable, index) => stagedAs(variable, `v${index}`, `m${index}`)),
    ...before.map(({ source: { version }, declared, column }) =>
      stagedAs({ ...declared, name: `${declared.name} (${version})` }, column, `${column}_m`),
    ),
  ];
  const kept: Making[] = [];
  for (const made of making.filter(({ source }) => source.inForce)) {
    const { declared, column } = made;
    const { name, version } = made.source;
    const near = await differsForFew(workshop, stagedAs(declared, column, `${column}_m`), existing, waves.length);
    if (near !== null) {
      await drop(workshop, made);
      leftOut.push({ variable: name, version, code: "DIFFERS_FOR_FEW", reason: differsForFewFrom(name, near) });
      continue;
    }
    const index = given.length + kept.length;
    await rename(workshop, made, index);
    existing.push(stagedAs(declared, `v${index}`, `m${index}`));
    kept.push(made);
  }
  for (const made of before) await drop(workshop, made);
  const byName = new Map(kept.map(({ source }) => [source.name, source]));
  return {
    variables: kept.map(({ declared }) => declared),
    leftOut,
    meaningOf(name) {
      const source = byName.get(name);
      if (source === undefined) return {};
      const { version, definition } = source;
      return { derivedFrom: inputsOf(definition), derived: { version, definition } };
    },
    async again() {
      await computeAll(kept);
      for (const [place, made] of kept.entries()) await rename(workshop, made, given.length + place);
    },
  };
}

async function compute(
  workshop: Workshop,
  making: readonly Making[],
  table: "member" | "seen",
  { given, waves }: { given: readonly VariableDeclaration[]; waves: Sources["waves"] },
): Promise<void> {
  if (making.length === 0) return;
  const statement = new DerivedStatement(given, waves);
  for (const { column, source, declared } of making) statement.add(column, source.definition, declared);
  await workshop.connection.run(`create temp table made as ${statement.select(table)}`, statement.values);
  await workshop.run(`drop table ${table}`);
  await workshop.run(`alter table made rename to ${table}`);
}

const tableOf = ({ declared }: Making): string => (declared.level === "PERSON" ? "member" : "seen");

const stagedAs = (declared: VariableDeclaration, column: string, kinds: string): StagedVariable => ({
  variable: manifestVariable(declared, []),
  column,
  kinds: isMeasured(declared.type) ? kinds : null,
});

async function rename(workshop: Workshop, made: Making, index: number): Promise<void> {
  const table = tableOf(made);
  await workshop.run(`alter table ${table} rename column ${made.column} to v${index}`);
  if (isMeasured(made.declared.type))
    await workshop.run(`alter table ${table} rename column ${made.column}_m to m${index}`);
}

async function drop(workshop: Workshop, made: Making): Promise<void> {
  const table = tableOf(made);
  await workshop.run(`alter table ${table} drop column ${made.column}`);
  if (isMeasured(made.declared.type)) await workshop.run(`alter table ${table} drop column ${made.column}_m`);
}

const differsForFewFrom = (name: string, near: string): Text => ({
  nl: `${name} verschilt voor minder dan 10 mensen van ${near}. Het verschil zou over hen gaan.`,
  en: `${name} differs from ${near} for fewer than 10 people. The difference would be about them.`,
});

/**
 * The earlier snapshot without the other versions of what is computed now: a version is a variable of its own, and nothing
 * of another one is carried over.
 */
export function withoutOtherVersions(earlier: Earlier, { meaningOf }: Derived): Earlier {
  const { manifest } = earlier;
  const variables = manifest.variables.map((variable) =>
    variable.derived !== undefined && variable.derived.version !== meaningOf(variable.name).derived?.version
      ? { ...variable, name: `${variable.name}\n${variable.derived.version}` }
      : variable,
  );
  return { ...earlier, manifest: { ...manifest, variables } };
}
