import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FrozenStudy, type Freezer, makeFreezer } from "../testkit/freezer.ts";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";

/*
 * Answers that somebody took back: they are not kept to correct older figures with, and somebody who stands under two
 * names since is one who changed, not two.
 */

const WAVES = [{ code: "a", label: "a" }];
const SEX = declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") });
const CALM = declare("calm", {
  ...{ type: "CATEGORICAL", level: "PERSON_WAVE", role: "ANSWER", origin: "SURVEY", categories: codes("yes", "no") },
  missingCodes: codes("NOT_SHARED", "DONT_KNOW"),
});
const SPENT = declare("spent", {
  ...{ type: "INTEGER", level: "PERSON_WAVE", role: "ANSWER", origin: "SURVEY", minimum: 0, maximum: 900 },
});
const NAMES = Array.from({ length: 60 }, (_, i) => `p${String(i).padStart(2, "0")}`);
const apartOf = (name: string) => `~${name}`;
const APART = new Map(NAMES.map((name) => [apartOf(name), name]));

interface Said {
  calm?: string | { missing: string } | null;
  spent?: number | null;
}

/** Everybody was brought in, and answered; `others` says what these answered instead, null nothing at all. */
const study = (others: Record<string, Said | null> = {}, apart: readonly string[] = []) => ({
  waves: WAVES,
  variables: [SEX],
  persons: NAMES.map((person, i): ImportedPerson => ({ person, values: { sex: i % 2 ? "m" : "v" }, waves: { a: {} } })),
  survey: {
    variables: [CALM, SPENT],
    roster: NAMES.flatMap((name) => (apart.includes(name) ? [name, apartOf(name)] : [name])),
    apart: APART,
    rows: [
      NAMES.flatMap((name, i) => {
        const said = name in others ? others[name] : {};
        if (said === null || said === undefined) return [];
        const values = { calm: i % 3 ? "yes" : "no", spent: i * 10, ...said };
        return [{ pseudonym: apart.includes(name) ? apartOf(name) : name, wave: "a", values }];
      }),
    ],
  },
});

let freezer: Freezer;
let first: FrozenStudy;
beforeAll(async () => {
  freezer = await makeFreezer();
  first = await freezer.freeze(study());
});
afterAll(() => freezer.remove());

const SECOND = { asOf: new Date("2026-12-22T10:00:00Z") };
const again = (...given: Parameters<typeof study>) => freezer.again(first, study(...given), SECOND);
const reasonOf = ({ notAsked }: FrozenStudy) => notAsked?.reason ?? null;
const pastRows = async (frozen: FrozenStudy) =>
  (await frozen.ask<{ n: number }>("select count(*)::integer as n from past_row"))[0]?.n;

describe("an answer that was taken back", () => {
  it.each([
    ["is left out with all of a questionnaire", { p03: null }],
    ["is left empty", { p03: { calm: null } }],
    ["is not shared any more", { p03: { calm: { missing: "NOT_SHARED" } } }],
    ["is a number that was left out", { p03: { spent: null } }],
  ])("%s: no figure that it was in is given until ten changed", async (_what, others) => {
    const second = await again(others);
    expect(reasonOf(second)).toBe("TOO_FEW_CHANGED");
    const lost = await second.ask<{ lost: boolean }>("select lost from frame order by persons desc");
    expect(lost.filter((frame) => frame.lost)).toHaveLength(2);
  });

  it("takes others than its own group along with nobody", async () => {
    const second = await again({ p03: null });
    const [other] = await second.ask<{ lost: boolean; gone: number }>(
      "select lost, gone from frame where variables <> '' and not lost",
    );
    expect(other).toEqual({ lost: false, gone: 0 });
  });

  it("is no answer that became another, or came", async () => {
    const second = await again({ p03: { calm: "yes" }, p04: { calm: { missing: "DONT_KNOW" }, spent: 7 } });
    expect(reasonOf(second)).toBeNull();
    expect(await pastRows(second)).toBe(2);
    const third = await freezer.again(second, study({ p04: { calm: "no", spent: 7 } }), SECOND);
    expect(reasonOf(third)).toBeNull();
  });

  it("stands nowhere once ten took theirs back", async () => {
    const ten = await again(Object.fromEntries(NAMES.slice(0, 10).map((name) => [name, null])));
    expect(reasonOf(ten)).toBeNull();
    const [everyone] = await ten.ask<{ as_of: number; lost: boolean }>(
      "select as_of::integer as as_of, lost from frame where variables = ''",
    );
    expect(everyone).toEqual({ as_of: 2, lost: false });
  });
});

describe("somebody whose answers stand apart since", () => {
  it("is one who changed, though two names did", async () => {
    for (const [count, reason] of [
      [5, "TOO_FEW_CHANGED"],
      [9, "TOO_FEW_CHANGED"],
      [10, null],
    ] as const)
      expect(reasonOf(await again({}, NAMES.slice(0, count)))).toBe(reason);
  });

  it("is one too when they stand together again", async () => {
    const apart = await freezer.freeze(study({}, NAMES.slice(0, 9)));
    expect(reasonOf(await freezer.again(apart, study(), SECOND))).toBe("TOO_FEW_CHANGED");
    const more = await freezer.freeze(study({}, NAMES.slice(0, 10)));
    expect(reasonOf(await freezer.again(more, study(), SECOND))).toBeNull();
  });
});
