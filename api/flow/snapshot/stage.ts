import { join } from "node:path";
import { DOUBLE, INTEGER, USMALLINT, type DuckDBType, VARCHAR } from "@duckdb/node-api";
import { Problem } from "../../../schema/problem.ts";
import type { VariableDeclaration } from "../study/study.ts";
import { declaredCategories, isCoded, isMeasured, positionType } from "./codings.ts";
import { type ColumnValues, quoted, type Workshop } from "./workshop.ts";
import type { Sources, SurveySource, SurveyValue } from "./sources.ts";

/*
 * The sources side by side, in temporary tables:
 *
 *   person_wave_code   w, code                     the study's waves
 *   member             p, person, PERSON columns   p counts persons from 0 in the order of their pseudonyms
 *   seen               p, w, PERSON_WAVE columns   a row where an import or a sent response has one
 *
 * Columns are those of data.parquet (manifest.ts): v<i> and, for numbers and dates, m<i>; i is the place among all
 * variables.
 */

/** All variables, imported ones first; the index is the variable's place in the manifest. */
export function allVariables({ imported, survey }: Sources): VariableDeclaration[] {
  const variables = [...(imported?.variables ?? []), ...survey.variables];
  const names = new Set<string>();
  for (const { name } of variables) {
    if (names.has(name))
      throw new Problem("VARIABLE_TWICE", {
        nl: `De variabele ${name} komt zowel uit een import als uit een vragenlijst. Geef er een een andere naam.`,
        en: `The variable ${name} comes from an import and from a questionnaire. Give one of them another name.`,
      });
    names.add(name);
  }
  return variables;
}

export async function stage(workshop: Workshop, sources: Sources): Promise<void> {
  const { imported, survey, waves, deleted = [] } = sources;
  const importedCount = imported?.variables.length ?? 0;
  const answered = survey.variables.map((variable, index) => ({ variable, index: importedCount + index }));
  const fromImport = (imported?.variables ?? []).map((variable, index) => ({ variable, index }));
  const ofPerson = fromImport.filter(({ variable }) => variable.level === "PERSON");
  const ofWave = fromImport.filter(({ variable }) => variable.level === "PERSON_WAVE");

  await workshop.run(
    `create temp table person_wave_code as select w::USMALLINT as w, code from (values ${[
      ...waves.map(({ code }, w) => `(${w}, ${quoted(code)})`),
      // Keeps the list from being empty; it is no wave of anything.
      "(-1, NULL)",
    ].join(", ")}) wave(w, code) where w >= 0`,
  );
  await workshop.run("create temp table deleted (person VARCHAR)");
  await workshop.append("deleted", [VARCHAR], [deleted], deleted.length);
  await stageSurvey(workshop, survey, answered, sources);

  const persons = imported && `read_parquet(${quoted(join(imported.folder, "persons.parquet"))})`;
  const rows = imported && `read_parquet(${quoted(join(imported.folder, "rows.parquet"))})`;
  await workshop.run(`create temp table roster as
    select (row_number() over (order by person) - 1)::INTEGER as p, person from (
      select distinct person from enrolled ${persons ? `union select person from ${persons}` : ""})
    where person not in (from deleted) order by person`);
  await workshop.run(`create temp table member as
    select roster.p, roster.person${ofPerson.map((each) => `, ${importedColumns(each)}`).join("")}
    from roster ${persons ? `left join ${persons} source using (person)` : ""} order by roster.p`);

  await workshop.run(`create temp table answer as
    select roster.p, answer_row.w${answered.map((each) => `, ${answeredColumns(each)}`).join("")}
    from answer_row join roster using (person) group by roster.p, answer_row.w`);
  if (!rows) {
    await workshop.run("create temp table seen as select * from answer order by p, w");
    return;
  }
  await workshop.run(`create temp ${answered.length > 0 ? "table import_row" : "table seen"} as
    select roster.p, person_wave_code.w${ofWave.map((each) => `, ${importedColumns(each)}`).join("")}
    from ${rows} source join roster using (person) join person_wave_code on person_wave_code.code = source.wave
    ${answered.length > 0 ? "" : "order by 1, 2"}`);
  await expectEqual(
    workshop,
    `select count(*) from ${rows} where person not in (from deleted)`,
    `select count(*) from ${answered.length > 0 ? "import_row" : "seen"}`,
  );
  if (answered.length === 0) return;
  await workshop.run(`create temp table seen as
    select coalesce(i.p, a.p) as p, coalesce(i.w, a.w) as w
      ${[...ofWave.map((each) => filled("i", each)), ...answered.map((each) => filled("a", each))].map((column) => `, ${column}`).join("")}
    from import_row i full join answer a on a.p = i.p and a.w = i.w order by 1, 2`);
  await workshop.run("drop table import_row");
}

interface Placed {
  variable: VariableDeclaration;
  index: number;
}

/** How many positions a coded variable has in data.parquet. */
const declaredPositions = (variable: VariableDeclaration): number =>
  declaredCategories(variable).length + 1 + variable.missingCodes.length;

/** Columns of an import as they are kept; the enum refuses a code that was not declared. */
function importedColumns({ variable, index }: Placed): string {
  const { type, missingCodes } = variable;
  const value = `source.v${index}`;
  const kind =
    missingCodes.length === 0
      ? "0"
      : `coalesce(list_position([${missingCodes.map(({ code }) => quoted(code)).join(", ")}], source.m${index}), 0)`;
  if (isMeasured(type)) {
    return `${value}::DOUBLE as v${index}, case when ${value} is null then (${kind})::UTINYINT end as m${index}`;
  }
  if (!isCoded(type)) return `${value}::VARCHAR as v${index}`;
  const categories = declaredCategories(variable);
  const position =
    categories.length === 0
      ? "NULL"
      : `enum_code(cast(${value} as enum(${categories.map(({ code }) => quoted(code)).join(", ")})))`;
  return `coalesce(${position}, ${categories.length} + ${kind})::${positionType(declaredPositions(variable))} as v${index}`;
}

/** Where answers of one person and wave come in parts, the later one to a question counts. */
function answeredColumns({ variable, index }: Placed): string {
  const last = `arg_max(answer_row.v${index}, answer_row.sent)`;
  if (isMeasured(variable.type)) {
    const kind =
      variable.missingCodes.length === 0 ? "0" : `coalesce(arg_max(answer_row.m${index}, answer_row.sent), 0)`;
    return `${last} as v${index}, case when ${last} is null then (${kind})::UTINYINT end as m${index}`;
  }
  if (!isCoded(variable.type)) return `${last} as v${index}`;
  const empty = declaredCategories(variable).length;
  return `coalesce(${last}, ${empty})::${positionType(declaredPositions(variable))} as v${index}`;
}

/** A column of one of two joined tables; EMPTY where that one has no row. */
function filled(table: string, { variable, index }: Placed): string {
  const column = `${table}.v${index}`;
  if (isCoded(variable.type)) {
    const empty = declaredCategories(variable).length;
    return `coalesce(${column}, ${empty})::${positionType(declaredPositions(variable))} as v${index}`;
  }
  if (!isMeasured(variable.type)) return `${column} as v${index}`;
  return `${column} as v${index}, case when ${column} is null then coalesce(${table}.m${index}, 0::UTINYINT) end as m${index}`;
}

/** `enrolled`: who takes part; `answer_row`: what was sent, as positions, numbers and texts. */
async function stageSurvey(
  workshop: Workshop,
  survey: SurveySource,
  answered: readonly Placed[],
  { waves }: Sources,
): Promise<void> {
  await workshop.run("create temp table enrolled (person VARCHAR)");
  await workshop.append("enrolled", [VARCHAR], [survey.roster], survey.roster.length);

  const columns = answered.flatMap(({ variable, index }): AnswerColumn[] => {
    const { name } = variable;
    const value = { column: `v${index}`, type: answerType(variable), name, read: answerReader(variable) };
    if (!isMeasured(variable.type) || variable.missingCodes.length === 0) return [value];
    return [value, { column: `m${index}`, type: USMALLINT, name, read: missingReader(variable) }];
  });
  await workshop.run(`create temp table answer_row
    (sent INTEGER, person VARCHAR, w USMALLINT${columns.map(({ column, type }) => `, ${column} ${String(type)}`).join("")})`);
  const ordinals = new Map(waves.map(({ code }, ordinal) => [code, ordinal]));
  const types = [INTEGER, VARCHAR, USMALLINT, ...columns.map(({ type }) => type)];
  let sent = 0;
  for await (const rows of survey.rows) {
    const values: ColumnValues[] = [
      rows.map((_, row) => sent + row),
      rows.map(({ pseudonym }) => pseudonym),
      rows.map(({ wave }) => {
        const ordinal = ordinals.get(wave);
        if (ordinal === undefined) throw new Error("a sent answer names a wave that the study does not have");
        return ordinal;
      }),
      ...columns.map(({ name, read }) => rows.map((row) => read(row.values[name] ?? null))),
    ];
    await workshop.append("answer_row", types, values, rows.length);
    sent += rows.length;
  }
  await workshop.run("insert into enrolled select person from answer_row");
}

const answerType = ({ type }: VariableDeclaration): DuckDBType =>
  isCoded(type) ? USMALLINT : isMeasured(type) ? DOUBLE : VARCHAR;

/** A column of `answer_row`: what of an answer stands in it. */
interface AnswerColumn {
  column: string;
  type: DuckDBType;
  /** Of the variable */
  name: string;
  read: (answer: SurveyValue) => number | string | null;
}

const isMissing = (answer: SurveyValue): answer is null | { readonly missing: string } =>
  answer === null || typeof answer === "object";

/** 1 is the first declared missing code; nothing where there is a value or nothing is said. */
function missingReader({ name, missingCodes }: VariableDeclaration): (answer: SurveyValue) => number | null {
  return (answer) => {
    if (answer === null || typeof answer !== "object") return null;
    const position = missingCodes.findIndex(({ code }) => code === answer.missing);
    if (position < 0) throw new Error(`an answer to ${name} is missing for a reason that is not declared`);
    return position + 1;
  };
}

function answerReader(variable: VariableDeclaration): (answer: SurveyValue) => number | string | null {
  if (isMeasured(variable.type)) return (answer) => (isMissing(answer) ? null : Number(answer));
  if (!isCoded(variable.type)) return (answer) => (isMissing(answer) ? null : String(answer));
  const positions = new Map(declaredCategories(variable).map(({ code }, position) => [code, position]));
  const kind = missingReader(variable);
  return (answer) => {
    if (answer === null) return null;
    if (isMissing(answer)) return positions.size + (kind(answer) ?? 0);
    const position = positions.get(String(answer));
    if (position === undefined) throw new Error(`an answer to ${variable.name} has a code that is not declared`);
    return position;
  };
}

async function expectEqual(workshop: Workshop, one: string, other: string): Promise<void> {
  const [row] = await workshop.rows<{ same: boolean }>(`select (${one}) = (${other}) as same`);
  if (!row?.same) throw new Error("an imported row has a person or a wave that the import does not declare");
}
