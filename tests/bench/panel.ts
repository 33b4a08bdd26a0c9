import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDuckDB } from "../../api/platform/duckdb.ts";

/*
 * A made-up panel as a Data Package: persons.csv with what others may know of a person, panel.csv with a row a person
 * and wave: 20 columns, some values missing, answers to a survey in the last wave for 30 % of the persons. Every value
 * follows from a hash of its place, so the same size is the same panel, and DuckDB writes it as fast as the disk takes it.
 */

export const WAVES = 10;
export const DOMAINS = ["support", "housing", "school_work", "income", "wellbeing"] as const;
export const SCORES = Array.from({ length: 10 }, (_, score) => `score${score + 1}`);
/** Codes are 1 to this, as texts; of care 0 and 1, of a domain 0 to 3. */
export const BACKGROUND = { region: 40, sex: 2, cohort: 4 } as const;
export const SURVEY = ["heard", "decided", "again"] as const;

/** Declared with the study, computed when a snapshot is made: all domains in state 0 or 1. */
export const IN_ORDER = {
  name: "in_order",
  label: "All five domains in order",
  definition: {
    kind: "ALL" as const,
    conditions: DOMAINS.map((variable) => ({ variable, in: ["0", "1"] })),
  },
};

const SEED = 20261122;

export interface Panel {
  folder: string;
  persons: number;
  /** Rows and bytes of panel.csv */
  rows: number;
  bytes: number;
  csv: string;
  personsCsv: string;
}

export async function makePanel(folder: string, persons: number): Promise<Panel> {
  await mkdir(folder, { recursive: true });
  const personsCsv = join(folder, "persons.csv");
  const csv = join(folder, "panel.csv");
  const database = await openDuckDB(":memory:", { readOnly: false });
  try {
    await database.run(`copy (select ${PERSON.join(", ")} from range(${persons}) t(p)) to '${personsCsv}' (header)`);
    await database.run(
      `copy (select ${ROW.join(", ")} from (select i // ${WAVES} as p, i % ${WAVES} + 1 as w from range(${persons * WAVES}) t(i))
        where ${SEEN}) to '${csv}' (header)`,
    );
    const [counted] = await database.rows<{ rows: number }>(
      `select count(*)::double as rows from read_csv('${csv}', all_varchar = true)`,
    );
    const { size } = await stat(csv);
    return { folder, persons, rows: counted?.rows ?? 0, bytes: size, csv, personsCsv };
  } finally {
    database.close();
  }
}

/** The description that makes a study of it under this name. */
export async function describePanel({ folder }: Panel, slug: string): Promise<string> {
  const path = join(folder, `${slug}.json`);
  await writeFile(path, JSON.stringify(description(slug)));
  return path;
}

/** 0 up to 1, by person, and by wave too where `of` says so. */
const chance = (number: number, of: "p" | "p, w"): string =>
  `((hash(${of}, ${SEED + number}) >> 40)::double / ${2 ** 24})`;
const happens = (number: number, percent: number, of: "p" | "p, w" = "p, w"): string =>
  `hash(${of}, ${SEED + number}) % 100 < ${percent}`;
const code = (number: number, from: number, to: number): string =>
  `(hash(p, ${SEED + number}) % ${to - from + 1} + ${from})::integer`;

const ID = "printf('p%07d', p) as id";
const PERSON = [
  ID,
  ...Object.entries(BACKGROUND).map(([name, codes], place) => `${code(place + 1, 1, codes)} as ${name}`),
  `${code(9, 0, 1)} as care`,
];

const ANSWERED = `w = ${WAVES} and ${happens(20, 30, "p")}`;
/** Everybody begins; every wave fewer are seen, and some come back. */
const SEEN = `hash(p, w, ${SEED + 22}) % 100 < 103 - 3 * w or (${ANSWERED})`;

const ROW = [
  ID,
  "w as wave",
  // What a person is like stays, the rest is new in every wave: so that states move, but not too much.
  ...DOMAINS.map((name, place) => {
    const state = `floor(4 * (0.6 * ${chance(30 + place, "p")} + 0.4 * ${chance(40 + place, "p, w")}))::integer`;
    return `case when ${happens(50 + place, 4)} then null else ${state} end as ${name}`;
  }),
  ...SCORES.map((name, place) => {
    const score = `round(50 * (${chance(60 + place, "p")} + ${chance(70 + place, "p, w")}), 1)`;
    return `case when ${happens(80 + place, 6)} then null else ${score} end as ${name}`;
  }),
  ...SURVEY.map((name, place) => `case when ${ANSWERED} then ${code(90 + place, 1, 5)} end as ${name}`),
];

const codes = (from: number, to: number): { value: string; label: string }[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ value: String(from + at), label: `code ${from + at}` }));

const identifier = { name: "id", type: "string", constraints: { required: true } };

const background = (name: string, categories: object[]) => ({
  name,
  type: "string",
  role: "background",
  level: "person",
  categories,
});

const answer = (name: string, rest: object) => ({ name, role: "answer", level: "person-wave", ...rest });

const description = (slug: string) => ({
  name: slug,
  title: "A made-up panel to measure with",
  synthetic: true,
  waves: Array.from({ length: WAVES }, (_, wave) => ({ wave: wave + 1, label: `wave ${wave + 1}` })),
  resources: [
    {
      name: "persons",
      path: "persons.csv",
      schema: {
        fields: [
          identifier,
          ...Object.entries(BACKGROUND).map(([name, count]) => background(name, codes(1, count))),
          background("care", codes(0, 1)),
        ],
        primaryKey: ["id"],
      },
      panel: { person: "id", shape: "person" },
    },
    {
      name: "panel",
      path: "panel.csv",
      schema: {
        fields: [
          identifier,
          { name: "wave", type: "integer" },
          ...DOMAINS.map((name) => answer(name, { type: "string", categories: codes(0, 3), categoriesOrdered: true })),
          ...SCORES.map((name) =>
            answer(name, {
              type: "number",
              constraints: { minimum: 0, maximum: 100 },
              bandings: [{ name: "quarters", limits: [25, 50, 75] }],
            }),
          ),
          ...SURVEY.map((name) => answer(name, { type: "string", categories: codes(1, 5), categoriesOrdered: true })),
        ],
        primaryKey: ["id", "wave"],
      },
      panel: { person: "id", wave: "wave", shape: "long" },
    },
  ],
});
