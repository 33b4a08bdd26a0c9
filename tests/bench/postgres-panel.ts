import { chmod } from "node:fs/promises";
import { dirname } from "node:path";
import pg from "pg";
import { DOMAINS, type Panel, SCORES, SURVEY, WAVES } from "./panel.ts";
import type { Variant } from "./questions.ts";

/** The panel as a table of person-waves in the PostgreSQL beside the server, with the indexes that these questions need. */
export interface PostgresPanel {
  rows(question: string, variant: Variant): Promise<Row[]>;
  close(): Promise<void>;
}

export type Row = Record<string, number | null> & { value: number };

const BACKGROUND = ["region", "sex", "cohort", "care"];
const small = (names: readonly string[]) => names.map((name) => `${name} smallint`);

export async function openPostgresPanel(url: string, { csv, personsCsv }: Panel): Promise<PostgresPanel> {
  // The database is another user's process; it reads the files itself, which is the fastest way in.
  for (const path of [dirname(dirname(csv)), dirname(csv)]) await chmod(path, 0o755);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const run = (sql: string) => client.query(sql);
  await run("create schema bench");
  await run("set search_path = bench");
  await run(`create unlogged table seen (id text, ${small(["wave", ...DOMAINS]).join(", ")},
    ${SCORES.map((name) => `${name} double precision`).join(", ")}, ${small(SURVEY).join(", ")})`);
  await run(`create unlogged table persons (id text, ${small(BACKGROUND).join(", ")})`);
  await run(`copy seen from '${csv}' (format csv, header)`);
  await run(`copy persons from '${personsCsv}' (format csv, header)`);
  await run(`create table panel as select substr(id, 2)::integer as person, wave, ${BACKGROUND.join(", ")},
    ${[...DOMAINS, ...SCORES, ...SURVEY].join(", ")} from seen join persons using (id) order by person, wave`);
  await run("drop table seen, persons");
  await run("alter table panel add primary key (person, wave)");
  await run("create index on panel (wave, care)");
  await run("create index on panel (region, wave)");
  await run("create index on panel (person) where heard is not null");
  await run("vacuum analyze panel");
  return {
    rows: async (question, { of }) => (await client.query<Row>(statement(question, of))).rows,
    async close() {
      await run("drop schema bench cascade");
      await client.end();
    },
  };
}

/** The same figures as the statements of DuckDB, as PostgreSQL says it. */
function statement(question: string, of: string | null): string {
  const and = (name: string | null, as: string) => (name === null ? "" : `, ${name} as ${as}`);
  switch (question) {
    case "Q1":
      return `select wave as k0, care as k1, count(*) filter (where ${of} = 3) / count(${of})::float8 as value
        from panel group by wave, care`;
    case "Q2":
      return `select region as k0, wave as k1, avg(${of}) as value, stddev_samp(${of}) as sd
        from panel where sex = 1 group by region, wave`;
    case "Q3":
      return `select care as k0, before as k1, now as k2, count(*)::integer as value from (
          select care, wave, ${of} as now,
            case when lag(wave) over persons = wave - 1 then lag(${of}) over persons end as before
          from panel window persons as (partition by person order by wave)) moved where wave > 1 group by 1, 2, 3`;
    case "Q4":
      return `select region as k0, wave as k1${and(of, "k2")},
          avg((${DOMAINS.map((name) => `${name} <= 1`).join(" and ")})::integer)::float8 as value
        from panel group by region, wave${of === null ? "" : `, ${of}`}`;
    case "Q5":
      return `select answered.heard as k0, panel.${of} as k1, panel.wave as k2, count(*)::integer as value
        from panel join (select person, heard from panel where heard is not null) answered using (person)
        where panel.${of} is not null group by 1, 2, 3`;
    case "Q6":
      return `with again as (select wave${of === null ? "" : `, ${of}`}, count(*) as n from panel
            where person in (select person from panel where wave = 1) group by wave${of === null ? "" : `, ${of}`})
        select wave as k0${and(of, "k1")}, n / (max(case when wave = 1 then n end)
            over (${of === null ? "" : `partition by ${of}`}))::float8 as value from again where wave <= ${WAVES}`;
    default:
      throw new Error(`PostgreSQL is not asked ${question}`);
  }
}
