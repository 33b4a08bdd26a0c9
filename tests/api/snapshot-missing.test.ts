import { afterAll, beforeAll, expect, it } from "vitest";
import type { SurveySource } from "../../api/flow/snapshot/snapshot.ts";
import { type Freezer, makeFreezer } from "../testkit/freezer.ts";
import { codes, declare } from "../testkit/imported-folder.ts";

/** Not asked, do not know and left empty stay apart, in codes and in numbers, in the take-away and where it is measured. */

let freezer: Freezer;
beforeAll(async () => {
  freezer = await makeFreezer();
});
afterAll(() => freezer.remove());

const answer = { level: "PERSON_WAVE", role: "ANSWER", missingCodes: codes("NOT_ASKED", "DONT_KNOW") } as const;
const REASONS = [{ missing: "NOT_ASKED" }, { missing: "DONT_KNOW" }, null];

it("the reason for no answer is frozen with it", async () => {
  const people = Array.from({ length: 60 }, (_, at) => `p${String(at).padStart(2, "0")}`);
  const survey: SurveySource = {
    variables: [
      declare("home", { ...answer, type: "CATEGORICAL", categories: codes("own", "family") }),
      declare("rent", { ...answer, type: "INTEGER", minimum: 0, maximum: 900 }),
      declare("moved", { ...answer, type: "BOOLEAN" }),
    ],
    roster: people,
    rows: [
      people.map((pseudonym, at) => {
        const reason = REASONS[at % 6];
        const values =
          reason === undefined
            ? { home: "own", rent: at, moved: "true" }
            : { home: reason, rent: reason, moved: reason };
        return { pseudonym, wave: "1", values };
      }),
    ],
  };
  const study = await freezer.freeze({ waves: [{ code: "1", label: "een" }], variables: [], persons: [], survey });
  const frozen = await study.takeAway<Record<string, number | null>>(
    `select v0::INT as home, v1::INT as rent, m1::INT as reason, v2::INT as moved from data order by person limit 4`,
  );
  expect(frozen).toEqual([
    { home: 3, rent: null, reason: 1, moved: 3 },
    { home: 4, rent: null, reason: 2, moved: 4 },
    { home: 2, rent: null, reason: 0, moved: 2 },
    { home: 0, rent: 3, reason: null, moved: 0 },
  ]);
  const { missing } = study.manifest.variables[1]?.codings[0] ?? { missing: [] };
  expect(missing.map(({ kind }) => kind)).toEqual(["EMPTY", "NOT_ASKED", "DONT_KNOW", "NOT_IN_WAVE"]);
  const measured = await study.ask<{ code: number; persons: number }>(
    `select v1c0w0::INT as code, count(*)::INT as persons from person group by 1 order by 1`,
  );
  expect(measured).toEqual([
    { code: 0, persons: 30 },
    { code: 1, persons: 10 },
    { code: 2, persons: 10 },
    { code: 3, persons: 10 },
  ]);
});

it("a reason that was not declared is a fault, not a guess", async () => {
  const survey: SurveySource = {
    variables: [declare("rent", { ...answer, type: "BOOLEAN", missingCodes: [] })],
    roster: ["p"],
    rows: [[{ pseudonym: "p", wave: "1", values: { rent: { missing: "NOT_ASKED" } } }]],
  };
  await expect(
    freezer.freeze({ waves: [{ code: "1", label: "een" }], variables: [], persons: [], survey }),
  ).rejects.toThrow(/not declared/);
});
