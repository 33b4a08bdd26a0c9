import { join } from "node:path";
import { INTEGER, UINTEGER } from "@duckdb/node-api";
import type { VariableDeclaration } from "../study/study.ts";
import { declaredCategories, isMeasured, positionType } from "./codings.ts";
import { type Earlier, hasFrozen } from "./earlier-frames.ts";
import type { Correction, PastRow } from "./frozen.ts";
import { DATA_FILE, type ManifestVariable } from "./manifest.ts";
import { writeMeasured } from "./measured.ts";
import { quoted, type Workshop } from "./workshop.ts";

/** The rows that frozen frames are corrected by, numbered. */
export interface FrozenRows {
  past(row: PastRow): number;
  present(p: number): number;
  /** Past rows that cannot be written in the present codes. */
  unmade: ReadonlySet<number>;
}

export interface PastInput {
  earlier: Earlier | null;
  corrections: Iterable<readonly Correction[]>;
  /** Variables that were asked or brought in, as in the staged tables; and all of the manifest. */
  given: readonly VariableDeclaration[];
  variables: readonly ManifestVariable[];
  waves: number;
  /** Computes derived variables into the staged tables. */
  derive(): Promise<void>;
}

/**
 * Makes the tables `frozen_row` and `past_row` (manifest.ts). Past rows go the way that all data go: staged as they came
 * in, with the present declarations, derived, merged, laid side by side.
 */
export async function writePastRows(workshop: Workshop, input: PastInput): Promise<FrozenRows> {
  const numbers = new Map<string, { number: number; row: PastRow; p: number }>();
  const presents = new Map<number, number>();
  for (const corrections of input.corrections)
    for (const { p, past } of corrections) {
      if (past !== null && !numbers.has(nameOf(past)))
        numbers.set(nameOf(past), { number: numbers.size, row: past, p });
      if (!presents.has(p)) presents.set(p, presents.size);
    }
  const past = [...numbers.values()];
  await workshop.run("create temp table past_of (row UINTEGER, p UINTEGER, place INTEGER, carried INTEGER)");
  await workshop.append(
    "past_of",
    [UINTEGER, UINTEGER, INTEGER, INTEGER],
    [
      past.map(({ number }) => number),
      past.map(({ p }) => p),
      past.map(({ row }) => ("place" in row ? row.place : null)),
      past.map(({ row }) => ("row" in row ? row.row : null)),
    ],
    past.length,
  );
  await workshop.run("create temp table present_of (row UINTEGER, p UINTEGER)");
  await workshop.append(
    "present_of",
    [UINTEGER, UINTEGER],
    [[...presents.values()].map((number) => past.length + number), [...presents.keys()]],
    presents.size,
  );
  const unmade = await stagePast(workshop, input, past.length);
  if (past.length > 0) {
    await input.derive();
    await writeMeasured(workshop, input.variables, input.waves, past.length, { table: "past_person" });
    await workshop.run("drop table member");
    await workshop.run("alter table present_member rename to member");
  } else await workshop.run("create table past_person as select * from person limit 0");
  await workshop.run(`create table frozen_row as select past_of.row as row, past_of.p as p, true as past, past_person.*
      from past_of join past_person on past_person.rowid = past_of.row
    union all select present_of.row, present_of.p, false, person.*
      from present_of join person on person.rowid = present_of.p`);
  await workshop.run("drop table past_person");
  return {
    past: (row) => (numbers.get(nameOf(row)) as { number: number }).number,
    present: (p) => past.length + (presents.get(p) as number),
    unmade,
  };
}

const nameOf = (row: PastRow): string => ("place" in row ? `place ${row.place}` : `row ${row.row}`);

/** Writes `past_row`, and stages `member` and `seen` from it; which rows have something that cannot be written now. */
async function stagePast(workshop: Workshop, { earlier, given }: PastInput, rows: number): Promise<Set<number>> {
  const placed = given.flatMap((variable, index) =>
    variable.type === "TEXT" ? [] : [{ variable, ...translated(variable, index, earlier?.manifest.variables ?? []) }],
  );
  const shown = placed.map(({ columns }) => `, ${columns}`).join("");
  const unmade = placed.map(({ known }) => known).filter((known) => known !== "true");
  const source =
    earlier === null
      ? "(select 0::UINTEGER as row, NULL::VARCHAR as wave limit 0)"
      : `(select past_of.row, data.* exclude (person) from past_of join earlier_person using (place)
            join read_parquet(${quoted(join(earlier.folder, DATA_FILE))}) data using (person)
          ${hasFrozen(earlier) ? "union all by name select past_of.row, before.* exclude (row) from past_of join earlier.past_row before on before.row = past_of.carried" : ""})`;
  await workshop.run(`create table past_row as
    select row, wave${shown} from ${source} source order by row, wave`);
  if (rows === 0) return new Set();
  const found = await workshop.rows<{ row: number }>(
    `select distinct row from ${source} source where not (${["true", ...unmade].join(" and ")})`,
  );
  const of = (level: VariableDeclaration["level"], column: (name: string) => string): string =>
    placed
      .filter(({ variable }) => variable.level === level)
      .flatMap(({ names }) => names.map((name) => `, ${column(name)}`))
      .join("");
  await workshop.run("alter table member rename to present_member");
  // What a person is stands in each of the person's rows.
  await workshop.run(`create temp table member as select row::INTEGER as p
    ${of("PERSON", (name) => `any_value(${name}) as ${name}`)} from past_row group by row order by p`);
  await workshop.run(`create temp table seen as select past_row.row::INTEGER as p, w ${of("PERSON_WAVE", (name) => name)}
    from past_row join person_wave_code on person_wave_code.code = past_row.wave order by p, w`);
  return new Set(found.map(({ row }) => row));
}

interface Translated {
  /** With their names, over the columns of the earlier snapshot. */
  columns: string;
  names: string[];
  /** Whether the value can be written in the present declaration. */
  known: string;
}

/** The columns of a variable as it is declared now, from those that it had. */
function translated(variable: VariableDeclaration, index: number, earlier: readonly ManifestVariable[]): Translated {
  const { name, type, level } = variable;
  const place = earlier.findIndex((before) => before.name === name && before.derivedFrom === undefined);
  const before = earlier[place];
  const categories = declaredCategories(variable);
  const kinds = variable.missingCodes.map(({ code }) => code);
  const alike = before?.level === level && before.type !== "TEXT" && isMeasured(before.type) === isMeasured(type);
  // Who was seen in no wave has one row, without values of waves.
  const unseen = level === "PERSON_WAVE" ? " or source.wave is null" : "";
  const value = alike ? `source.v${place}` : null;
  // What did not exist was not filled in. What was of another kind cannot be written.
  const known = before === undefined ? "true" : alike ? null : "false";
  /** Positions of kinds of missing, EMPTY first: NULL for those that are declared no more. */
  const missing = ["0", ...(before?.missingCodes ?? []).map(({ code }) => placeIn(kinds, code, 1))];
  if (isMeasured(type)) {
    const kind = value === null ? "0" : `[${missing.join(", ")}][source.m${place} + 1]`;
    const columns = [
      `${value ?? "NULL"}::DOUBLE as v${index}`,
      value === null
        ? `0::UTINYINT as m${index}`
        : `case when ${value} is null then coalesce(${kind}, 0)::UTINYINT end as m${index}`,
    ];
    return {
      columns: columns.join(", "),
      names: [`v${index}`, `m${index}`],
      known: known ?? `(${value} is not null or ${kind} is not null${unseen})`,
    };
  }
  const empty = categories.length;
  const codes = categories.map(({ code }) => code);
  const positions = [
    ...(before?.categories ?? []).map(({ code }) => placeIn(codes, code, 0)),
    ...missing.map((kind) => (kind === "NULL" ? kind : String(empty + Number(kind)))),
  ];
  const position = value === null ? "NULL" : `[${positions.join(", ")}][${value} + 1]`;
  const positionsNow = empty + 1 + kinds.length;
  return {
    columns: `coalesce(${position}, ${empty})::${positionType(positionsNow)} as v${index}`,
    names: [`v${index}`],
    known: known ?? `(${position} is not null${unseen})`,
  };
}

function placeIn(codes: readonly string[], code: string, from: number): string {
  const at = codes.indexOf(code);
  return at < 0 ? "NULL" : String(from + at);
}
