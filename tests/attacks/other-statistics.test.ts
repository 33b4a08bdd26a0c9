import { afterAll, beforeAll, describe } from "vitest";
import type { ResultQuery } from "../../api/flow/result/result.ts";
import { Attacked } from "./attacked.ts";
import {
  CODED_ANSWERS,
  LASTING_ANSWERS,
  ONCE_ANSWERS,
  schoolPanel,
  SCHOOLS,
  WAVES,
  type SchoolPanel,
} from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { cell, is, type Table } from "./tables.ts";
import { attack, AVERAGED, meanOf, offBy } from "./tally.ts";

const SCHOOL_SIZE = 120;

let attacked: Attacked;
let panel: SchoolPanel;

beforeAll(async () => {
  attacked = await Attacked.start();
  panel = schoolPanel("schools-counts");
  await attacked.add(panel);
});
afterAll(() => attacked?.stop());

const ask = (question: Omit<ResultQuery, "studies">): Promise<Table> =>
  attacked.figures({ studies: [panel.study], ...question });

const truth = (answer: string, school: string, wave?: string): number =>
  panel.persons.filter(
    ({ values, waves }) =>
      values?.school === school && ["yes", "1"].includes(String((wave === undefined ? values : waves[wave])?.[answer])),
  ).length;

/** What plain suppression gives for the count of a school, less the truth. */
async function plainly(answer: string, school: string, wave?: string): Promise<number> {
  const table = await plainSuppression(panel).ask({ by: ["school", { name: answer, wave }] });
  return (cell(table, school, "yes") ?? NaN) - truth(answer, school, wave);
}

const bySchool = { variable: { name: "school" } };

describe("a count by other figures", () => {
  attack("an answer asked once, as first, last and by wave", AVERAGED, async () => {
    const [ours, plain]: [number[], number[]] = [[], []];
    for (const answer of ONCE_ANSWERS) {
      const tables = await Promise.all(
        [{ wave: "w2" }, { at: "FIRST" as const }, { at: "LAST" as const }].map((at) =>
          ask({ measure: { count: true }, by: [bySchool, { variable: { name: answer, ...at } }] }),
        ),
      );
      for (const school of SCHOOLS) {
        const values = tables.flatMap((table) => cell(table, school, "yes") ?? []);
        ours.push(meanOf(values) - truth(answer, school, "w2"));
        plain.push(await plainly(answer, school, "w2"));
      }
    }
    return offBy(ours, plain, { figures: 3 });
  });

  attack(
    "the same answer in every wave, averaged over them",
    AVERAGED,
    async () => {
      const [ours, plain]: [number[], number[]] = [[], []];
      for (const answer of LASTING_ANSWERS) {
        const tables = await Promise.all(
          WAVES.map((wave) => ask({ measure: { count: true }, by: [bySchool, { variable: { name: answer, wave } }] })),
        );
        for (const school of SCHOOLS) {
          const values = tables.flatMap((table) => cell(table, school, "yes") ?? []);
          ours.push(meanOf(values) - truth(answer, school, "w1"));
          plain.push(await plainly(answer, school, "w1"));
        }
      }
      return offBy(ours, plain, { figures: 3 });
    },
    "as an answer at another wave is another answer",
  );

  attack("the mean of ones and zeros", AVERAGED, async () => {
    const [ours, plain]: [number[], number[]] = [[], []];
    for (const coded of CODED_ANSWERS) {
      const [means, bare] = [
        await ask({ measure: { mean: { name: coded } }, by: [bySchool] }),
        await plainSuppression(panel).ask({ mean: coded, by: ["school"] }),
      ];
      for (const school of SCHOOLS) {
        const value = cell(means, school);
        if (value !== null) ours.push(value * SCHOOL_SIZE - truth(coded, school));
        plain.push((cell(bare, school) ?? NaN) * SCHOOL_SIZE - truth(coded, school));
      }
    }
    return offBy(ours, plain, { figures: 1 });
  });

  const curvesOver = async (parts: readonly { from: string; to: string }[]) => {
    const [ours, plain]: [number[], number[]] = [[], []];
    for (const answer of LASTING_ANSWERS) {
      const curves = await Promise.all(
        parts.map(async (waves) => ({
          ...waves,
          table: await ask({ measure: { survival: is(answer, "yes") }, by: [bySchool, { wave: true }], waves }),
        })),
      );
      for (const school of SCHOOLS) {
        // everybody whose answer is yes has it in the first wave of whatever part
        const values = curves.flatMap(({ from, table }) => {
          const left = cell(table, school, from);
          return left === null ? [] : (1 - left) * SCHOOL_SIZE;
        });
        if (values.length > 0) ours.push(meanOf(values) - truth(answer, school, "w1"));
        plain.push(await plainly(answer, school, "w1"));
      }
    }
    return offBy(ours, plain, { figures: parts.length });
  };

  attack("curves that end in different waves", AVERAGED, () => curvesOver(WAVES.map((to) => ({ from: "w1", to }))));

  attack(
    "curves that start in different waves, three as may be asked",
    AVERAGED,
    () => curvesOver(WAVES.map((from) => ({ from, to: "w3" }))),
    "as what happens first since another wave is another answer",
  );

  attack("a count by its weighted share and mean", AVERAGED, async () => {
    const [ours, plain]: [number[], number[]] = [[], []];
    const weighted = true;
    for (const coded of CODED_ANSWERS) {
      const [shares, means, counts, bare] = [
        await ask({ measure: { share: is(coded, "[1,)") }, by: [bySchool], weighted }),
        await ask({ measure: { mean: { name: coded } }, by: [bySchool], weighted }),
        await ask({ measure: { mean: { name: coded } }, by: [bySchool] }),
        await plainSuppression(panel).ask({ mean: coded, by: ["school"] }),
      ];
      for (const school of SCHOOLS) {
        const [share, mean, count] = [shares, means, counts].map((table) => cell(table, school));
        if (share == null || mean == null || count == null) continue;
        // all weigh the same here: what weights add is a draw times one and a half, to one that is known
        const weighed = (share + mean) / 2;
        ours.push((1.2 * count - 0.2 * weighed) * SCHOOL_SIZE - truth(coded, school));
        plain.push((cell(bare, school) ?? NaN) * SCHOOL_SIZE - truth(coded, school));
      }
    }
    return offBy(ours, plain, { figures: 3 });
  });
});
