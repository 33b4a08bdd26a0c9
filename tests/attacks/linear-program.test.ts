import loadHighs from "highs";
import { afterAll, beforeAll } from "vitest";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";
import { Attacked } from "./attacked.ts";
import { Dice } from "./dice.ts";
import { yesOrNo, type Panel } from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { cell, type Tables } from "./tables.ts";
import { attack, guessed, Guesses, type Limit } from "./tally.ts";

const REGIONS = Array.from({ length: 20 }, (_, at) => `r${String(at + 1).padStart(2, "0")}`);
const REGION_SIZE = 120;
/** What others know of a person: one in six has it. */
const MARKS = Array.from({ length: 12 }, (_, at) => `mark${at + 1}`);

/** 2,400 persons in 20 regions, with twelve marks each and one answer that half of them give. */
function markedPanel(study: string): Panel {
  const dice = new Dice(study);
  const persons = REGIONS.flatMap((region) =>
    Array.from({ length: REGION_SIZE }, (_, seat): ImportedPerson => {
      const marks = MARKS.map((mark) => [mark, dice.chance(1 / 6) ? "has" : "not"]);
      const values = { region, ...Object.fromEntries(marks), answer: dice.chance(0.5) ? "yes" : "no" };
      return { person: `${study}-${region}-${seat}`, values, waves: { w1: {} } };
    }),
  );
  const background = { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND" } as const;
  const variables = [
    declare("region", { ...background, categories: codes(...REGIONS) }),
    ...MARKS.map((name) => declare(name, { ...background, categories: codes("has", "not") })),
    yesOrNo("answer"),
  ];
  return { study, waves: [{ code: "w1", label: "first" }], variables, persons };
}

/** So many of these persons say yes. */
interface Told {
  among: readonly number[];
  count: number;
}

/** Everything that is shown of a region: split by every two marks and by every one. */
async function everythingOf(tables: Tables, region: string, people: readonly ImportedPerson[]): Promise<Told[]> {
  const pairs = MARKS.flatMap((one, at) => MARKS.slice(at + 1).map((other) => [one, other]));
  const told: Told[] = [];
  for (const split of [[], ...MARKS.map((mark) => [mark]), ...pairs]) {
    const table = await tables.ask({ by: ["region", ...split, "answer"] });
    for (let number = 0; number < 2 ** split.length; number++) {
      const own = split.map((_, at) => ((number >> at) & 1 ? "has" : "not"));
      const among = people.flatMap(({ values }, at) =>
        split.every((mark, place) => values?.[mark] === own[place]) ? [at] : [],
      );
      const [yes, no] = [cell(table, region, ...own, "yes"), cell(table, region, ...own, "no")];
      if (yes !== null) told.push({ among, count: yes });
      if (no !== null) told.push({ among, count: among.length - no });
    }
  }
  return told;
}

/** Answers between 0 and 1 that fit what is told best: the smallest sum of what does not fit. */
function fitting(
  told: readonly Told[],
  people: number,
  solve: (program: string) => (name: string) => number,
): number[] {
  const rows = told.map(
    ({ among, count }, at) =>
      ` c${at}: ${among.map((person) => `x${person}`).join(" + ")} + over${at} - under${at} = ${count}`,
  );
  const misfits = told.map((_, at) => `over${at} + under${at}`).join(" + ");
  const bounds = Array.from({ length: people }, (_, person) => ` 0 <= x${person} <= 1`);
  const found = solve(
    `Minimize\n misfit: ${misfits}\nSubject To\n${rows.join("\n")}\nBounds\n${bounds.join("\n")}\nEnd\n`,
  );
  return Array.from({ length: people }, (_, person) => found(`x${person}`));
}

const LINEAR: Limit = {
  figure: "success",
  chance: 0.5,
  within: (success) => success <= 0.6,
  succeeds: (success) => success >= 0.8,
};

let attacked: Attacked;
const panel = markedPanel("marked");
beforeAll(async () => {
  attacked = await Attacked.start();
  await attacked.add(panel);
});
afterAll(() => attacked?.stop());

attack("linear program over one region", LINEAR, async () => {
  const highs = await loadHighs();
  const solve = (program: string) => {
    const { Columns } = highs.solve(program);
    return (name: string) => {
      const column = Columns[name];
      return column !== undefined && "Primal" in column ? column.Primal : 0.5;
    };
  };
  const [ours, plain] = [new Guesses(), new Guesses()];
  let figures = 0;
  for (const region of REGIONS) {
    const people = panel.persons.filter(({ values }) => values?.region === region);
    for (const [tables, guesses] of [
      [attacked.tables(panel.study), ours],
      [plainSuppression(panel), plain],
    ] as const) {
      const told = await everythingOf(tables, region, people);
      if (guesses === ours) figures += told.length;
      const answers = fitting(told, people.length, solve);
      people.forEach(({ values }, at) => {
        const lean = (answers[at] ?? 0.5) - 0.5;
        guesses.add(Math.abs(lean) < 1e-6 ? 0 : lean, values?.answer === "yes");
      });
    }
  }
  const { more, ...rest } = guessed(ours, plain);
  return { ...rest, more: { ...more, "figures a region": Math.round(figures / REGIONS.length) } };
});
