import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FrozenStudy, type Freezer, makeFreezer, type StudyData } from "../testkit/freezer.ts";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";

const WAVES = [
  { code: "a", label: "a" },
  { code: "b", label: "b" },
];
const SEX = declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") });
const TOWN = declare("town", {
  type: "CATEGORICAL",
  level: "PERSON_WAVE",
  role: "BACKGROUND",
  categories: codes("north", "south", "isle"),
});
const WORK = declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" });

/** Half of them boys; the first 50 live in the north, the others in the south, nobody on the isle. */
const people = (count: number, change: (person: ImportedPerson, i: number) => void = () => undefined) =>
  Array.from({ length: count }, (_, i) => {
    const town = i < 50 ? "north" : "south";
    const person: ImportedPerson = {
      person: `p${String(i).padStart(3, "0")}`,
      values: { sex: i % 2 ? "m" : "v" },
      waves: { a: { town, work: i % 3 === 0 }, b: { town, work: i % 5 === 0 } },
    };
    change(person, i);
    return person;
  });
const study = (persons: ImportedPerson[], variables = [SEX, TOWN, WORK], waves = WAVES): StudyData => ({
  waves,
  variables,
  persons,
});

interface FrameRow {
  persons: number;
  fp_first: bigint;
  fp_now: bigint;
  as_of: number;
  fixed: boolean;
}
const frame = async (frozen: FrozenStudy, variables: string, ...positions: number[]): Promise<FrameRow | undefined> => {
  const rows = await frozen.ask<FrameRow & { codes: number[] }>(`select * from frame where variables = '${variables}'`);
  return rows.find((row) => row.codes.join() === positions.join());
};

let freezer: Freezer;
let first: FrozenStudy;
beforeAll(async () => {
  freezer = await makeFreezer();
  first = await freezer.freeze(study(people(100)));
});
afterAll(() => freezer.remove());

const move = (persons: number) => (person: ImportedPerson, i: number) => {
  if (i < persons && person.waves["b"]) person.waves["b"]["work"] = i % 5 !== 0;
};

describe("what the manifest says of all persons together", () => {
  const WEIGHT = declare("weight", { type: "NUMBER", level: "PERSON", role: "WEIGHT" });
  const weighing = (persons: number, from = 0) =>
    study(
      people(100, (person, i) => {
        person.values = { ...person.values, weight: i < persons ? 40 : 2 };
        if (i >= from && i < from + persons && person.waves["b"]) person.waves["b"]["work"] = null;
      }),
      [SEX, TOWN, WORK, WEIGHT],
    );
  const said = ({ manifest }: FrozenStudy) => [
    manifest.variables.find(({ name }) => name === "weight")?.meanWeight,
    manifest.variables.filter(({ withoutGaps }) => withoutGaps).map(({ name }) => name),
  ];

  it("moves with 10 persons and not with 9; what had a gap is never again said to have none", async () => {
    const before = await freezer.freeze(weighing(0));
    expect(said(before)).toEqual([2, ["town", "work"]]);
    const few = await freezer.again(before, weighing(9));
    expect(said(few)).toEqual([2, ["town", "work"]]);
    const many = await freezer.again(before, weighing(10));
    expect(said(many)).toEqual([5.8, ["town"]]);
    expect(said(await freezer.again(many, weighing(0)))).toEqual([2, ["town"]]);
  });
});

describe("a further snapshot", () => {
  it("is asked where nothing changed, and says the same of every frame", async () => {
    const again = await freezer.again(first, study(people(100)));
    expect(again.notAsked).toBeNull();
    expect(again.manifest.history).toEqual([first.manifest.asOf, again.manifest.asOf]);
    const all = "select * from frame order by all";
    expect(await again.ask(all)).toEqual(await first.ask(all));
  });

  it.each([1, 9])(
    "is asked where %i persons changed and nobody left, and no frame of 10 is made anew",
    async (changed) => {
      const again = await freezer.again(first, study(people(100, move(changed))));
      expect(again.notAsked).toBeNull();
      const shown = "select variables, codes, persons, fp_now, as_of from frame where persons >= 10 order by all";
      expect(await again.ask(shown)).toEqual(await first.ask(shown));
    },
  );

  it("is not asked where a few came and a few went", async () => {
    const again = await freezer.again(first, study(people(104).slice(5)));
    expect(again.notAsked?.reason).toBe("TOO_FEW_CHANGED");
    const more = await freezer.again(first, study(people(105).slice(5)));
    expect(more.notAsked).toBeNull();
  });

  it("is asked where ten changed; frames of which nobody did keep their date and fingerprints", async () => {
    const again = await freezer.again(first, study(people(100, move(10))));
    expect(again.notAsked).toBeNull();
    // Everybody who changed lives in the north: the same persons, another submission.
    const [north, south] = [await frame(again, "1.0@0", 0), await frame(again, "1.0@0", 1)];
    const before = await frame(first, "1.0@0", 0);
    expect(north).toMatchObject({ persons: 50, fp_now: before?.fp_now, fp_first: before?.fp_first, as_of: 2 });
    expect(south).toEqual(await frame(first, "1.0@0", 1));
  });

  it("keeps the first fingerprint of a frame when persons come, and renews the present one", async () => {
    const again = await freezer.again(first, study(people(120)));
    const [before, south] = [await frame(first, "1.0@0", 1), await frame(again, "1.0@0", 1)];
    expect(south).toMatchObject({ persons: 70, fp_first: before?.fp_first, as_of: 2 });
    expect(south?.fp_now).not.toBe(before?.fp_now);
  });

  it("fixes the first fingerprint only once a frame has ten persons", async () => {
    const islanders = (count: number) => (person: ImportedPerson, i: number) => {
      if (i >= 50 && i < 50 + count && person.waves["a"]) person.waves["a"]["town"] = "isle";
    };
    const rules = { rules: { rareCode: 0 } };
    const nine = await freezer.freeze(study(people(100, islanders(9))), rules);
    const nineteen = await freezer.again(nine, study(people(100, islanders(19))), rules);
    const thirty = await freezer.again(nineteen, study(people(100, islanders(30))), rules);
    const isle = async (frozen: FrozenStudy) => frame(frozen, "1.0@0", 2);
    expect(await isle(nine)).toMatchObject({ persons: 9, fixed: false });
    expect(await isle(nineteen)).toMatchObject({ persons: 19, fixed: true, as_of: 2 });
    expect((await isle(nineteen))?.fp_first).not.toBe((await isle(nine))?.fp_first);
    expect((await isle(nineteen))?.fp_first).toBe((await isle(nineteen))?.fp_now);
    expect((await isle(thirty))?.fp_first).toBe((await isle(nineteen))?.fp_first);
  });

  it("knows a frame by what it means, wherever its variable, wave and code stand now", async () => {
    const moved = { ...TOWN, categories: codes("isle", "south", "north") };
    const waves = [{ code: "z", label: "z" }, ...WAVES];
    const again = await freezer.again(first, study(people(120), [moved, WORK, SEX], waves));
    const before = await frame(first, "0.0,1.0@1", 1, 1);
    const now = await frame(again, "0.0,2.0@2", 0, 1);
    expect(now).toMatchObject({ persons: 35, fp_first: before?.fp_first });
  });

  it("remembers a frame that nobody is in for a while", async () => {
    const gone = await freezer.again(first, study(people(50)));
    expect(await frame(gone, "1.0@0", 1)).toBeUndefined();
    const still = await freezer.again(gone, study(people(50)));
    const back = await freezer.again(still, study(people(90)));
    expect(await frame(back, "1.0@0", 1)).toMatchObject({
      persons: 40,
      fp_first: (await frame(first, "1.0@0", 1))?.fp_first,
      as_of: 4,
    });
  });

  it("sees the same change in two waves, and in two variables at once", async () => {
    const numbers = ["one", "other"].map((name) =>
      declare(name, { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER" }),
    );
    const scored = (score: number) => (person: ImportedPerson, i: number) => {
      for (const wave of Object.values(person.waves))
        Object.assign(wave, { one: i < 15 ? score : 1, other: i < 15 ? score : 1 });
    };
    const before = await freezer.freeze(study(people(100, scored(5)), [SEX, ...numbers]));
    const after = await freezer.again(before, study(people(100, scored(6)), [SEX, ...numbers]));
    expect(after.notAsked).toBeNull();
    expect(await frame(after, "")).toMatchObject({ as_of: 2 });
  });

  it("takes a variable in which nothing is answered yet for no change", async () => {
    const asked = declare("asked", { type: "TEXT", level: "PERSON_WAVE", role: "ANSWER" });
    const counted = declare("counted", { type: "INTEGER", level: "PERSON_WAVE", role: "ANSWER" });
    const again = await freezer.again(first, study(people(100), [counted, SEX, asked, TOWN, WORK]));
    expect(again.notAsked).toBeNull();
    expect(await frame(again, "")).toMatchObject({ as_of: 1 });
  });

  it("rounds the number of persons, and moves it only with ten", async () => {
    const shown = async (...counts: number[]) => {
      let frozen = await freezer.freeze(study(people(counts[0] as number)));
      const seen = [frozen.manifest.personsShown];
      for (const count of counts.slice(1)) {
        frozen = await freezer.again(frozen, study(people(count)));
        seen.push(frozen.manifest.personsShown);
      }
      return seen;
    };
    expect(await shown(104, 106, 113, 114, 105)).toEqual([100, 100, 100, 110, 110]);
  });

  it("keeps its merging until ten persons changed", async () => {
    const islanders = (count: number) => (person: ImportedPerson, i: number) => {
      for (const wave of Object.values(person.waves)) if (i < count) wave["town"] = "isle";
    };
    const merged = ({ manifest }: FrozenStudy) => manifest.variables[1]?.codings[0]?.merged;
    const few = await freezer.freeze(study(people(100, islanders(29))));
    expect(merged(few)).toEqual(["north", "isle"]);
    const five = await freezer.again(few, study(people(100, islanders(34))));
    expect(merged(five)).toEqual(["north", "isle"]);
    const ten = await freezer.again(few, study(people(100, islanders(39))));
    expect(merged(ten)).toEqual(["north"]);
  });
});
