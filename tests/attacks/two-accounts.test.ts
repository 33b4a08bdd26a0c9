import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ASKING_LIMITS } from "../../api/flow/result/rules.ts";
import type { ResultQuery } from "../../api/flow/result/result.ts";
import { Attacked, type Attacker } from "./attacked.ts";
import { Dice } from "./dice.ts";
import { EVEN_ANSWERS, schoolPanel, SCHOOLS, type SchoolPanel } from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { addUp, is, type Table } from "./tables.ts";
import { attack, AVERAGED, offBy, type Played } from "./tally.ts";

let attacked: Attacked;
let panel: SchoolPanel;

beforeAll(async () => {
  attacked = await Attacked.start({ asking: { limits: ASKING_LIMITS } });
  panel = schoolPanel("schools-counts");
  await attacked.add(panel);
});
afterAll(() => attacked?.stop());

const subsets = (names: readonly string[]): string[][] =>
  names.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);

/** What people of a school, and of all schools, can be split by, in any order: 30 sets. */
const SETS = new Dice("two accounts")
  .shuffled([
    ...subsets(["school", "sex", "cohort", "distance"]).filter(({ length }) => length < 4),
    ...["bus", "club"].flatMap((name) =>
      subsets(["sex", "cohort", "distance"])
        .filter(({ length }) => length < 3)
        .map((set) => [name, ...set]),
    ),
    ["school", "bus"],
  ])
  .slice(0, 30);

/** Sixty shapes: each set is counted, and asked for a share. */
function shape(answer: string, at: number): ResultQuery {
  const by = (names: readonly string[]) => names.map((name) => ({ variable: { name } }));
  const set = SETS[at % SETS.length] ?? [];
  return at < SETS.length
    ? { studies: [panel.study], measure: { count: true }, by: by([...set, answer]) }
    : { studies: [panel.study], measure: { share: is(answer, "yes") }, by: by(set) };
}

/** Asks shape after shape until no more is given: the tables, and what is said then. */
async function spend(attacker: Attacker, answer: string, from: number): Promise<{ tables: Table[]; told: string }> {
  const tables: Table[] = [];
  for (let at = from; at < 2 * SETS.length; at++) {
    attacker.server.clock.pass({ seconds: 2 });
    const figures = await attacker.figures(shape(answer, at));
    if (figures.__typename === "Refusal") {
      expect(figures.code).toBe("BUDGET_SPENT");
      return { tables, told: figures.message };
    }
    tables.push(
      new Map(
        figures.cells.map(({ keys, count, value }) => [
          keys.map(({ code }) => code ?? "~").join("|"),
          { count, value },
        ]),
      ),
    );
  }
  return { tables, told: "" };
}

/** What the tables that count by school give for a school, in as fewer parts the heavier. */
function averaged(tables: readonly Table[], school: string): number {
  let [sum, weight] = [0, 0];
  tables.slice(0, SETS.length).forEach((table, at) => {
    const place = (SETS[at] ?? []).indexOf("school");
    if (place < 0) return;
    const parts = [...table].filter(([key]) => {
      const own = key.split("|");
      return own[place] === school && own.at(-1) === "yes" && !own.includes("~");
    });
    const value = addUp(parts.map(([, shown]) => shown.value));
    if (value === null) return;
    sum += value / parts.length;
    weight += 1 / parts.length;
  });
  return sum / weight;
}

describe("caps with two accounts", () => {
  let [one, two]: Attacker[] = [];
  const answers = EVEN_ANSWERS.slice(0, 2);

  attack("caps with two accounts", AVERAGED, async (): Promise<Played> => {
    one = await attacked.attacker("one");
    two = await attacked.attacker("two");
    const [alone, together, plain]: [number[], number[], number[]] = [[], [], []];
    const said = new Set<string>();
    for (const answer of answers) {
      const [first, second] = [await spend(one, answer, 0), await spend(two, answer, ASKING_LIMITS.shapes)];
      // twenty each, and the second goes on where the first had to stop
      expect([first.tables.length, second.tables.length]).toEqual([ASKING_LIMITS.shapes, ASKING_LIMITS.shapes]);
      for (const { told } of [first, second]) said.add(told.replaceAll(answer, "…").replace(/ Over .*/, ""));
      const exact = await Promise.all(SETS.map((set) => plainSuppression(panel).ask({ by: [...set, answer] })));
      for (const school of SCHOOLS) {
        const truth = panel.persons.filter(
          ({ values }) => values?.school === school && values[answer] === "yes",
        ).length;
        alone.push(averaged(first.tables, school) - truth);
        together.push(averaged([...first.tables, ...second.tables], school) - truth);
        plain.push(averaged(exact, school) - truth);
      }
    }
    // what is said of a limit hangs on what was asked alone
    expect([...said]).toHaveLength(1);
    const played = offBy(together, plain);
    return {
      ...played,
      more: { ...played.more, "one account": offBy(alone, plain).ours, "shapes each": ASKING_LIMITS.shapes },
    };
  });

  it("the same question gives another account the same figures", async () => {
    const [answer = ""] = answers;
    const three = await attacked.attacker("three");
    expect(await three.figures(shape(answer, 0))).toEqual(await one?.figures(shape(answer, 0)));
  });

  it("stewards are told once all accounts together asked sixty shapes", async () => {
    const [answer = ""] = answers;
    const { oversight } = attacked.server.steps.result;
    expect(await oversight.alerts()).toEqual([]);
    const four = await attacked.attacker("four");
    const { tables } = await spend(four, answer, 2 * ASKING_LIMITS.shapes);
    expect(tables).toHaveLength(ASKING_LIMITS.shapes);
    expect((await oversight.alerts()).map(({ variable, shapes }) => [variable.name, shapes])).toEqual([[answer, 60]]);
  });
});
