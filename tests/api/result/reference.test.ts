import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refused } from "../../../api/flow/result/refusal.ts";
import type { ProtectedCell } from "../../../api/flow/result/protect/protect.ts";
import { openAskedStudy, type AskedStudy } from "../../testkit/asked-study.ts";
import { EXACT } from "../../testkit/exact-study.ts";
import { writeImported } from "../../testkit/imported-folder.ts";
import { panels, questions } from "./random-questions.ts";
import { answerByHand, type Asked, type ExpectedCell, type Panel } from "./reference.ts";

const SEED = Number(process.env.SEED ?? 20_261_122);
const PANELS = Number(process.env.PANELS ?? 4);
const QUESTIONS = Number(process.env.QUESTIONS ?? 80);

/** As many answers at once as a question happens to need: what is compared here is meaning. */
const WIDE = { ...EXACT, limits: { background: 3, answer: 5, together: 8 } };

/** What a question of this kind may be refused for. */
const MAY_REFUSE = ["NOT_PROTECTABLE", "TOO_MANY_VARIABLES", "TOO_MANY_CELLS", "INVALID_QUERY"];

const open = ({ waves, variables, persons }: Panel): Promise<AskedStudy> =>
  openAskedStudy(
    async (root) => {
      const folder = join(root, "import");
      await writeImported(folder, waves, variables, persons);
      return { slug: "panel", folder, waves, variables };
    },
    { rules: WIDE, rareCode: 0 },
  );

/** A cell that the question itself rules out, or whose measure it does, has no figure; else it has exactly the expected one. */
function compare(given: ProtectedCell, expected: ExpectedCell): void {
  expect(given.keys.map(({ code, missing }) => code ?? `?${missing}`)).toEqual(expected.keys);
  if (given.withheld) {
    expect(expected).toMatchObject({ count: 0 });
    return;
  }
  expect({ count: given.count, missing: given.missing }).toEqual({ count: expected.count, missing: expected.missing });
  if (expected.value === null) expect(given.value).toBeNull();
  else expect(given.value).toBeCloseTo(expected.value, 8);
}

/** Whether it was answered. */
async function check(panel: Panel, study: AskedStudy, query: Asked): Promise<boolean> {
  let given: readonly ProtectedCell[];
  try {
    given = await study.ask(query);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(MAY_REFUSE).toContain(error.refusal.code);
    return false;
  }
  // without a kind of missing that cannot be, such as no previous wave where every wave counted has one
  const expected = answerByHand(panel, query);
  const shown = new Set(
    given.map(({ keys }) => JSON.stringify(keys.map(({ code, missing }) => code ?? `?${missing}`))),
  );
  const left = expected.filter(({ keys }) => !shown.has(JSON.stringify(keys)));
  expect(left.filter(({ empty }) => !empty)).toEqual([]);
  const compared = expected.filter(({ keys }) => shown.has(JSON.stringify(keys)));
  expect(given).toHaveLength(compared.length);
  given.forEach((cell, at) => compare(cell, compared[at] as ExpectedCell));
  return true;
}

describe("answers, against the contract worked out by hand", () => {
  it.each(fc.sample(panels, { numRuns: PANELS, seed: SEED }).map((panel, at) => [at, panel] as const))(
    "panel %i",
    async (at, panel) => {
      const study = await open(panel);
      let answered = 0;
      try {
        await fc.assert(
          fc.asyncProperty(questions(panel), async (query) => {
            if (await check(panel, study, query)) answered++;
          }),
          { seed: SEED + at, numRuns: QUESTIONS, endOnFailure: false },
        );
      } finally {
        await study.close();
      }
      // most of them, or little was compared
      expect(answered).toBeGreaterThan(QUESTIONS / 2);
    },
    600_000,
  );
});
