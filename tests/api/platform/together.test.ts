import { expect, test } from "vitest";
import { Recent } from "../../../api/platform/recent.ts";
import { together } from "../../../api/platform/together.ts";

/** Goes that end when they are told to. */
function goes() {
  const begun: { asked: readonly number[]; end: () => void }[] = [];
  const ask = together(
    (asked: readonly number[]) =>
      new Promise<string[]>((resolve, reject) =>
        begun.push({
          asked,
          end: () => (asked.includes(13) ? reject(new Error("13")) : resolve(asked.map((one) => `a${one}`))),
        }),
      ),
    3,
  );
  const begins = async (place: number) => {
    while (begun[place] === undefined) await Promise.resolve();
    return begun[place];
  };
  return { begun, ask, begins };
}

test("what comes in while a go is under way waits for the next, and each gets its own answer", async () => {
  const { begun, ask, begins } = goes();
  const answers = [1, 2, 3, 4, 5].map(ask);
  expect(begun.map(({ asked }) => asked)).toEqual([[1]]);
  for (const place of [0, 1, 2]) (await begins(place)).end();
  expect(await Promise.all(answers)).toEqual(["a1", "a2", "a3", "a4", "a5"]);
  expect(begun.map(({ asked }) => asked)).toEqual([[1], [2, 3, 4], [5]]);
});

test("what one of them cannot do is not the others' fault", async () => {
  const { ask, begins } = goes();
  const answers = [1, 2, 13, 4].map(ask);
  const outcomes = Promise.allSettled(answers);
  for (const place of [0, 1, 2, 3, 4]) (await begins(place)).end();
  expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
});

test("of what is kept that goes first which was used longest ago, and nothing too large is kept", () => {
  const recent = new Recent<string>(6, ({ length }) => length);
  for (const value of ["aa", "bb", "cc"]) recent.set(value, value);
  expect(recent.get("aa")).toBe("aa");
  recent.set("dddd", "dddd");
  expect(["aa", "bb", "cc", "dddd"].map((name) => recent.get(name))).toEqual(["aa", undefined, undefined, "dddd"]);
  recent.set("aa", "eeeeeee");
  expect(recent.get("aa")).toBeUndefined();
  recent.set("ff", "ff");
  expect(recent.get("dddd")).toBe("dddd");
});
