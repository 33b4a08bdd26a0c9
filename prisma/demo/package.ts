import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AGES, DOMAINS, type DemoPanel } from "./panel.ts";

/** The demo study as a Data Package (v2), as any study comes in. */

export const DEMO_STUDY = "op-eigen-benen";
const DECLINED = "-9";

const STATES = [
  { value: "op_orde", label: "op orde" },
  { value: "deels", label: "deels op orde" },
  { value: "niet", label: "niet op orde" },
];

const background = (name: string, title: string, categories: Record<string, string>) => ({
  name,
  title,
  type: "string",
  role: "background",
  level: "person",
  categories: Object.entries(categories).map(([value, label]) => ({ value, label })),
});

const state = (name: string, title: string, concept: string) => ({
  name,
  title,
  type: "string",
  role: "answer",
  level: "person-wave",
  concept,
  categories: STATES,
  categoriesOrdered: true,
});

const identifier = { name: "id", title: "Pseudoniem (verzonnen)", type: "string", constraints: { required: true } };

const personFields = [
  identifier,
  background("regio", "Regio", {
    noord: "Noord",
    oost: "Oost",
    midden: "Midden",
    west: "West",
    zuidwest: "Zuidwest",
    zuid: "Zuid",
  }),
  background("geslacht", "Geslacht (in het register)", { vrouw: "vrouw", man: "man" }),
  background("cohort", "Instroom in het onderzoek", { najaar: "najaar 2021", voorjaar: "voorjaar 2022" }),
  background("zorg", "Waar je woonde toen je 17 was", {
    pleegzorg: "pleeggezin",
    gezinshuis: "gezinshuis",
    woongroep: "woongroep",
    kamertraining: "kamertraining",
  }),
];

const TITLES: Record<(typeof DOMAINS)[number], [title: string, concept: string]> = {
  steun: ["Steun: er zijn mensen op wie ik kan bouwen", "support"],
  wonen: ["Wonen: ik heb een vaste, veilige plek", "housing"],
  school_werk: ["School en werk: ik leer of werk, en dat gaat", "school_work"],
  inkomen: ["Inkomen: ik kom rond", "income"],
  welzijn: ["Welzijn: ik voel me goed", "wellbeing"],
};

const rowFields = [
  identifier,
  { name: "leeftijd", title: "Leeftijd bij deze meting", type: "integer" },
  ...DOMAINS.map((domain) => state(domain, ...TITLES[domain])),
  {
    name: "cijfer",
    title: "Cijfer dat ik mijn leven geef (0 tot 10)",
    type: "integer",
    role: "answer",
    level: "person-wave",
    concept: "wellbeing",
    unit: "punten",
    unitEn: "points",
    constraints: { minimum: 0, maximum: 10 },
    bandings: [
      { name: "onvoldoende, voldoende, goed", limits: [6, 8] },
      { name: "fijn", limits: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
    ],
  },
  {
    name: "inkomen_maand",
    title: "Inkomen per maand",
    type: "integer",
    role: "answer",
    level: "person-wave",
    concept: "income",
    unit: "euro",
    unitEn: "euros",
    sensitive: true,
    constraints: { minimum: 0, maximum: 4000 },
    missingValues: ["", { value: DECLINED, label: "zeg ik liever niet" }],
    bandings: [
      { name: "schijven", limits: [500, 1000, 1500] },
      { name: "fijn", limits: [250, 500, 750, 1000, 1250, 1500, 1750, 2000] },
    ],
  },
];

const table = (name: string, fields: readonly { name: string }[], primaryKey: string[], panel: object) => ({
  name,
  path: `${name}.csv`,
  type: "table",
  format: "csv",
  mediatype: "text/csv",
  encoding: "utf-8",
  dialect: { delimiter: "," },
  schema: { fields, primaryKey, missingValues: [""] },
  panel,
});

export const demoDescription = {
  $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
  name: DEMO_STUDY,
  title: "Op eigen benen: van jeugdzorg naar zelfstandig (voorbeeld met verzonnen mensen)",
  description:
    "Een verzonnen onderzoek, om Weerklank te laten zien. Het volgt 1.200 jongeren die de jeugdzorg verlaten, " +
    "van hun 17e tot en met hun 20e. Niemand in deze gegevens bestaat: een programma heeft ze gemaakt.",
  languages: ["nl"],
  synthetic: true,
  waves: AGES.map((age) => ({ wave: Number(age), label: `${age} jaar` })),
  resources: [
    table("personen", personFields, ["id"], { person: "id", shape: "person" }),
    table("metingen", rowFields, ["id", "leeftijd"], { person: "id", wave: "leeftijd", shape: "long" }),
  ],
};

const lines = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => row.map((value) => value ?? "").join(",")).join("\n") + "\n";

/** Nothing in it needs quoting: codes and numbers only. */
export const demoTables = ({ persons, rows }: DemoPanel): Record<"personen.csv" | "metingen.csv", string> => ({
  "personen.csv": lines([
    personFields.map(({ name }) => name),
    ...persons.map(({ id, region, sex, cohort, care }) => [id, region, sex, cohort, care]),
  ]),
  "metingen.csv": lines([
    rowFields.map(({ name }) => name),
    ...rows.map(({ person, age, states, grade, income }) => [
      person.id,
      age,
      ...DOMAINS.map((domain) => states[domain]),
      grade,
      income === "declined" ? DECLINED : income,
    ]),
  ]),
});

export const writeDemoPackage = async (folder: string, panel: DemoPanel): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const files = { "datapackage.json": `${JSON.stringify(demoDescription, null, 1)}\n`, ...demoTables(panel) };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
};
