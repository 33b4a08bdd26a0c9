import type { DuckDB } from "../../api/platform/duckdb.ts";
import { ms, percent, ratio, sayTable, tell, Times } from "./figures.ts";
import type { PostgresPanel, Row } from "./postgres-panel.ts";
import { type PostGraphile, SAID } from "./postgraphile.ts";
import type { Part } from "./profile.ts";
import { PARTS } from "./profile.ts";
import type { Question, Variant } from "./questions.ts";
import type { AskedServer, Given } from "./server.ts";

type Way = "first" | "known" | "stored" | "long" | "wide" | "PostgreSQL" | "PostGraphile";

/** Every question in every variant, the ways side by side; and whether protected and exact figures tell the same. */
export async function askQuestions(
  questions: readonly Question[],
  { ask }: Pick<AskedServer, "ask">,
  tokens: readonly string[],
  { long, wide, postgres, postgraphile }: Bare,
): Promise<Map<string, Times<Way>>> {
  const found = new Map<string, Times<Way>>();
  for (const { name, variants } of questions) {
    tell(`asking ${name}`);
    const times = new Times<Way>();
    for (const [at, variant] of variants.entries()) {
      // So many shapes and questions a minute an asker has: a variant each.
      const token = tokens[at % tokens.length] as string;
      const exact = await times.take("long", () => long.rows<Row>(variant.long));
      const same = await times.take("wide", () => wide.rows<Row>(variant.wide));
      const given = await times.take("first", () => ask(variant.asks, token));
      await times.take("known", () => ask(variant.again, token));
      await times.take("stored", () => ask(variant.asks, token));
      compare(name, exact, same, 1e-9);
      if (at < PEER_RUNS)
        compare(name, exact, await times.take("PostgreSQL", () => postgres.rows(name, variant)), 1e-9);
      const said = SAID.find((each) => each === name);
      if (at < PEER_RUNS && said !== undefined && postgraphile !== null)
        compare(name, exact, await times.take("PostGraphile", () => postgraphile.rows(said, variant)), 1e-9);
      compareGiven(name, variant, exact, given[0]);
    }
    found.set(name, times);
  }
  return found;
}

/** The peers, each asked for the same exact figures. */
export interface Bare {
  long: DuckDB;
  wide: DuckDB;
  postgres: PostgresPanel;
  /** null: it is not installed for this run. */
  postgraphile: PostGraphile | null;
}

/** PostgreSQL takes seconds for what the others take milliseconds for. */
const PEER_RUNS = 3;

const keyOf = (row: Row): string | null => {
  const codes = Object.entries(row).flatMap(([name, code]) => (name.startsWith("k") ? [code] : []));
  return codes.includes(null) ? null : codes.join(",");
};

const keyed = (rows: readonly Row[]): Map<string, number> =>
  new Map(rows.flatMap((row) => (keyOf(row) === null ? [] : [[keyOf(row) ?? "", row.value] as const])));

/** Two statements that give other figures cannot be held against each other. */
function compare(name: string, one: readonly Row[], other: readonly Row[], tolerance: number): void {
  const others = keyed(other);
  if (others.size !== keyed(one).size)
    throw new Error(`${name}: the bare statements give ${one.length} and ${other.length} rows`);
  for (const [key, value] of keyed(one))
    if (!(Math.abs(value - (others.get(key) ?? Number.NaN)) <= tolerance * Math.max(1, Math.abs(value))))
      throw new Error(`${name}: the bare statements differ at ${key}`);
}

/** What was given lies as near the exact figures as noise leaves it: it is the same question that was timed. */
function compareGiven(name: string, { tolerance }: Variant, exact: readonly Row[], given: Given | undefined): void {
  const values = keyed(exact);
  let compared = 0;
  for (const { keys, value, withheld } of given?.cells ?? []) {
    if (withheld || value === null || keys.some(({ missing }) => missing !== null)) continue;
    const expected = values.get(keys.map(({ code }) => code).join(","));
    if (expected === undefined || Math.abs(value - expected) > tolerance)
      throw new Error(`${name}: given ${value}, exact ${expected}, at ${keys.map(({ code }) => code).join(",")}`);
    compared += 1;
  }
  if (compared < values.size / 2) throw new Error(`${name}: only ${compared} of ${values.size} figures were given`);
}

export function sayQuestions(questions: readonly Question[], found: ReadonlyMap<string, Times<Way>>): void {
  sayTable(
    "Questions, milliseconds (medians; first, known and stored over HTTP, protected)",
    [
      "",
      "first",
      "known",
      "stored",
      "DuckDB long",
      "first / long",
      "DuckDB wide",
      "first / wide",
      "PostgreSQL",
      "/ first",
      "/ known",
      "PostGraphile",
      "/ first",
      "/ known",
    ],
    questions.map(({ name, what }) => {
      const times = found.get(name) as Times<Way>;
      const [first, known, stored] = [times.median("first"), times.median("known"), times.median("stored")];
      const [long, wide, postgres] = [times.median("long"), times.median("wide"), times.median("PostgreSQL")];
      const postgraphile = times.names.includes("PostGraphile") ? times.median("PostGraphile") : null;
      return [
        `${name} ${what}`,
        ms(first),
        ms(known),
        ms(stored),
        ms(long),
        ratio(first / long),
        ms(wide),
        ratio(first / wide),
        ms(postgres),
        ratio(postgres / first),
        ratio(postgres / known),
        ...(postgraphile === null
          ? ["–", "–", "–"]
          : [ms(postgraphile), ratio(postgraphile / first), ratio(postgraphile / known)]),
      ];
    }),
  );
}

export function sayProfiles(
  questions: readonly Question[],
  found: ReadonlyMap<string, Times<Way>>,
  profiles: ReadonlyMap<string, Times<Part>>,
): void {
  sayTable(
    "Where a first result goes, milliseconds inside one process; and what protection takes of the result over HTTP",
    ["", ...PARTS, "protection"],
    questions.map(({ name }) => {
      const times = profiles.get(name) as Times<Part>;
      const first = (found.get(name) as Times<Way>).median("first");
      return [name, ...PARTS.map((part) => ms(times.median(part))), percent(times.median("protect") / first)];
    }),
  );
}
