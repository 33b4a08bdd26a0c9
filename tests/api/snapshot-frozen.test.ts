import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Refused } from "../../api/flow/result/refusal.ts";
import { openFrozen } from "../testkit/asked-again.ts";
import { type FrozenStudy, type Freezer, makeFreezer, type StudyData } from "../testkit/freezer.ts";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";
import { derivedAs } from "../testkit/derived.ts";

/* What a frame of which fewer than 10 persons changed shows: its figures of then, to the last person. */

const WAVES = ["a", "b"].map((code) => ({ code, label: code }));
const SEX = declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") });
const TOWN = declare("town", {
  ...{ type: "CATEGORICAL", level: "PERSON_WAVE", role: "BACKGROUND" },
  categories: codes("north", "south", "isle"),
});
const WORK = declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" });
const SCORE = declare("score", {
  ...{ type: "INTEGER", level: "PERSON_WAVE", role: "ANSWER" },
  ...{ minimum: 0, maximum: 1000, bandings: [{ name: "halves", limits: [500] }] },
});

/** A third lives in each town; scores below 900. */
const people = (count: number, change: (person: ImportedPerson, i: number) => void = () => undefined) =>
  Array.from({ length: count }, (_, i) => {
    const at = (wave: number) => ({
      town: ["north", "south", "isle"][i % 3] as string,
      work: (i * 7 + wave) % 5 < 2,
      score: (i * 37 + wave * 11) % 900,
    });
    const person: ImportedPerson = {
      ...{ person: `p${String(i).padStart(3, "0")}`, values: { sex: i % 2 ? "m" : "v" } },
      waves: { a: at(0), b: at(1) },
    };
    change(person, i);
    return person;
  });
const study = (persons: ImportedPerson[], variables = [SEX, TOWN, WORK, SCORE], waves = WAVES): StudyData => ({
  ...{ waves, variables, persons },
});

const QUESTIONS = [
  { measure: { count: true } },
  { measure: { mean: { name: "score" } }, by: [{ variable: { name: "sex" } }], waves: { from: "b", to: "b" } },
  { measure: { share: { is: { variable: { name: "work" }, in: ["true"] } } }, by: [{ variable: { name: "town" } }] },
  {
    measure: { share: { is: { variable: { name: "work" }, in: ["true"] } } },
    by: [{ variable: { name: "town" } }, { variable: { name: "sex" } }, { wave: true }],
  },
  { measure: { sd: { name: "score" } }, by: [{ wave: true }] },
];
async function answersOf(frozen: FrozenStudy) {
  const opened = await openFrozen(frozen);
  try {
    const answers = await Promise.all(QUESTIONS.map((question) => opened.ask(question)));
    // What is withheld bears the snapshot's own date, whatever the reason.
    return answers.map((cells) => cells.map((cell) => (cell.withheld ? { ...cell, asOf: null } : cell)));
  } finally {
    opened.close();
  }
}
const refusalOf = async (frozen: FrozenStudy, code: string): Promise<string | null> => {
  const opened = await openFrozen(frozen);
  try {
    await opened.ask({
      measure: { count: true },
      where: { is: { variable: { name: "town", wave: "a" }, in: [code] } },
    });
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  } finally {
    opened.close();
  }
};

let freezer: Freezer;
let first: FrozenStudy;
beforeAll(async () => {
  freezer = await makeFreezer();
  first = await freezer.freeze(study(people(150)));
});
afterAll(() => freezer.remove());

const SECOND = { asOf: new Date("2026-12-22T10:00:00Z") };
const THIRD = { asOf: new Date("2027-01-22T10:00:00Z") };

describe("figures of a frozen frame", () => {
  it("stay as they are where 1 to 9 come, and say of when they are", async () => {
    const before = await answersOf(first);
    for (const came of [1, 9]) {
      const again = await freezer.again(first, study(people(150 + came)), SECOND);
      expect(again.notAsked).toBeNull();
      expect(await answersOf(again)).toEqual(before);
      expect(before[0]?.[0]?.asOf).toBe(first.manifest.asOf);
    }
  });

  it("are made anew with the tenth, in as many steps as it takes", async () => {
    const nine = await freezer.again(first, study(people(159)), SECOND);
    const ten = await freezer.again(nine, study(people(160)), THIRD);
    const [everyone] = await answersOf(ten);
    expect(everyone?.[0]?.asOf).toBe(ten.manifest.asOf);
    const [row] = await ten.ask<{ persons: number; as_of: number }>(
      "select persons, as_of from frame where variables = ''",
    );
    expect(row).toEqual({ persons: 160, as_of: 3 });
    // Of each town three or four came: those stand.
    const [, , towns] = await answersOf(ten);
    expect(new Set(towns?.filter(({ count }) => count !== null).map(({ asOf }) => asOf))).toEqual(
      new Set([first.manifest.asOf]),
    );
  });

  it("are those of then where persons answer otherwise, move, and come back to what they were", async () => {
    const before = await answersOf(first);
    const moved = (persons: number) =>
      people(150, (person, i) => {
        if (i < persons) Object.assign(person.waves["b"] ?? {}, { town: "isle", work: true, score: 990 });
      });
    const nine = await freezer.again(first, study(moved(9)), SECOND);
    expect(await answersOf(nine)).toEqual(before);
    const fewer = await freezer.again(nine, study(moved(4)), THIRD);
    expect(await answersOf(fewer)).toEqual(before);
    const back = await freezer.again(fewer, study(people(150)), THIRD);
    expect(await answersOf(back)).toEqual(before);
    expect(await back.ask("select * from frozen_member")).toEqual([]);
    // Nine others: had the first nine counted still, it would be made anew.
    const others = people(150, (person, i) => {
      if (i >= 20 && i < 29) Object.assign(person.waves["a"] ?? {}, { work: true, score: 991 });
    });
    expect(await answersOf(await freezer.again(back, study(others), THIRD))).toEqual(before);
  });

  it("are of then for a derived variable that did not exist then", async () => {
    const derived = [
      derivedAs("high_and_working", {
        kind: "ALL",
        conditions: [
          { variable: "score", min: 500 },
          { variable: "work", in: ["true"] },
        ],
      }),
    ];
    const changed = people(155, (person, i) => {
      if (i < 4) Object.assign(person.waves["b"] ?? {}, { work: i % 2 === 0, score: 10 + i * 250 });
    });
    const again = await freezer.again(first, { ...study(changed), derived }, SECOND);
    expect(again.manifest.variables.at(-1)?.name).toBe("high_and_working");
    const opened = await openFrozen(again);
    const { plan, measurement } = await opened.measured({
      measure: { count: true },
      ...{ by: [{ variable: { name: "high_and_working" } }], waves: { from: "b", to: "b" } },
    });
    opened.close();
    const then = people(150).filter(({ waves }) => waves["b"]?.work === true && Number(waves["b"].score) >= 500);
    expect(plan.contexts[0]?.frameAxes).toEqual([]);
    expect(measurement.cells[0]?.persons(0)).toBe(then.length);
    expect(measurement.cells[0]?.persons(1)).toBe(150 - then.length);
  });

  it("stay where variables, codes and waves stand elsewhere now", async () => {
    const variables = [{ ...TOWN, categories: codes("isle", "south", "north") }, SCORE, WORK, SEX];
    const waves = [{ code: "z", label: "z" }, ...WAVES];
    const again = await freezer.again(first, study(people(155), variables, waves), SECOND);
    const question = {
      measure: { mean: { name: "score" } },
      ...{ by: [{ variable: { name: "town" } }, { variable: { name: "sex" } }], waves: { from: "b", to: "b" } },
    };
    const given = async (frozen: FrozenStudy) => {
      const opened = await openFrozen(frozen);
      const cells = await opened.ask(question);
      opened.close();
      return cells
        .map(({ keys, value, count, asOf }) => ({
          at: keys.map(({ code, missing }) => code ?? missing),
          value,
          count,
          asOf,
        }))
        .filter(({ count }) => count !== null)
        .sort((a, b) => String(a.at).localeCompare(String(b.at)));
    };
    expect((await given(first)).length).toBeGreaterThan(3);
    expect(await given(again)).toEqual(await given(first));
  });

  it("are withheld where a code is declared no more that somebody had then", async () => {
    const hobby = (...all: string[]) =>
      declare("hobby", { type: "CATEGORICAL", level: "PERSON", role: "ANSWER", categories: codes(...all) });
    const having = (code: (i: number) => string) =>
      people(150, (person, i) => {
        person.values = { ...person.values, hobby: code(i) };
      });
    const rules = { rules: { rareCode: 0 } };
    const before = await freezer.freeze(
      study(
        having((i) => (i < 3 ? "chess" : "none")),
        [SEX, TOWN, WORK, SCORE, hobby("none", "chess")],
      ),
      rules,
    );
    const after = await freezer.again(
      before,
      study(
        having(() => "none"),
        [SEX, TOWN, WORK, SCORE, hobby("none")],
      ),
      {
        ...SECOND,
        ...rules,
      },
    );
    expect(after.notAsked?.reason).toBe("TOO_FEW_CHANGED");
  });
});

describe("who is gone", () => {
  /** Twelve changed, all in the north but one: of the others only one left. */
  const later = () =>
    people(150, (person, i) => {
      if (i % 3 === 0 && i < 36) Object.assign(person.waves["a"] ?? {}, { work: true, score: 950 });
    }).filter(({ person }) => person !== "p001");

  it("is left out with the next snapshot, and the frames they were in are withheld until ten changed", async () => {
    const marked = people(150, (person, i) => {
      if (i === 1) Object.assign(person.waves["a"] ?? {}, { score: 977 });
    });
    const before = await freezer.freeze(study(marked));
    const again = await freezer.again(before, study(later()), SECOND);
    expect(again.notAsked).toBeNull();
    expect(await refusalOf(before, "south")).toBeNull();
    expect(await refusalOf(again, "south")).toBe("TOO_FEW_PERSONS");
    expect(await refusalOf(again, "north")).toBeNull();
    for (const table of ["person", "frozen_row", "past_row"]) {
      const rows = await again.ask<Record<string, unknown>>(`select * from ${table}`);
      expect(rows.flatMap((row) => Object.values(row))).not.toContain(977);
      expect(rows.length).toBeGreaterThan(0);
    }
    // It stays so while few change, and ends with the tenth.
    const still = await freezer.again(again, study(later()), THIRD);
    expect(await refusalOf(still, "south")).toBe("TOO_FEW_PERSONS");
    const enough = later();
    enough
      .filter((_, i) => i % 3 === 0)
      .slice(0, 20)
      .forEach((person) => Object.assign(person.waves["b"] ?? {}, { score: 960 }));
    const anew = await freezer.again(still, study(enough), THIRD);
    expect(await refusalOf(anew, "south")).toBeNull();
  });

  it("is not taken along among past rows when leaving after a change", async () => {
    const changed = people(150, (person, i) => {
      if (i === 4) Object.assign(person.waves["a"] ?? {}, { score: 978 });
    });
    const second = await freezer.again(first, study(changed), SECOND);
    expect((await second.ask("select * from past_row")).length).toBeGreaterThan(0);
    const third = await freezer.again(
      second,
      study(
        people(150, (person, i) => {
          if (i % 3 === 0) Object.assign(person.waves["a"] ?? {}, { score: 979 });
        }).filter(({ person }) => person !== "p004"),
      ),
      THIRD,
    );
    expect(third.notAsked).toBeNull();
    const people149 = await third.ask<{ p: number }>(
      "select p from frozen_row where p >= (select count(*) from person)",
    );
    expect(people149).toEqual([]);
    const old = (4 * 37) % 900;
    const rows = await third.ask<Record<string, unknown>>("select * from past_row");
    expect(rows.flatMap((row) => Object.values(row))).not.toContain(old);
    expect(await refusalOf(third, "south")).toBe("TOO_FEW_PERSONS");
  });

  it("leaves a snapshot kept but not asked where fewer than ten of everyone changed", async () => {
    const again = await freezer.again(first, study(people(158).slice(1)), SECOND);
    expect(again.notAsked).toEqual({ reason: "TOO_FEW_CHANGED", variables: [] });
    const more = await freezer.again(first, study(people(159).slice(1)), SECOND);
    expect(more.notAsked).toBeNull();
  });
});
