import { describe, expect, it } from "vitest";
import { agreementOn, cohensKappa } from "../../api/flow/survey/coding/agreement.ts";
import { changedThemes } from "../../api/flow/survey/coding/codebook.ts";
import { countedTheme } from "../../api/flow/survey/coding/counted.ts";
import { withoutRemoved } from "../../schema/coding.ts";
import { partOf, suspects, wordsOf } from "../../web/features/coding/marking.ts";
import { pressed } from "../../web/features/coding/keys.ts";

describe("Cohen's kappa", () => {
  // R package statpsych, ci.kappa(.05, 31, 12, 4, 58), from Fleiss, Levin & Paik, Statistical Methods for Rates and
  // Proportions (2003): estimate .6756757, standard error .07344761, 95 % interval .5317210 to .8196303.
  it("and its interval are those of a published example", () => {
    const kappa = cohensKappa([
      [31, 12],
      [4, 58],
    ]);
    expect(kappa?.value).toBeCloseTo(0.6756757, 7);
    expect(kappa?.standardError).toBeCloseTo(0.07344761, 7);
    expect(kappa?.low).toBeCloseTo(0.531721, 5);
    expect(kappa?.high).toBeCloseTo(0.8196303, 5);
  });

  // Fleiss, Levin & Paik (2003), table 18.1: two raters, 100 people, three diagnoses: .68, standard error .087.
  it("of more than two codes is that of the textbook", () => {
    const kappa = cohensKappa([
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ]);
    expect(kappa?.value).toBeCloseTo(0.676, 3);
    expect(kappa?.standardError).toBeCloseTo(0.087, 2);
  });

  it("is not told of too few texts, nor where both always say the same", () => {
    const pairs = Array.from({ length: 19 }, (_, at): [boolean, boolean] => [at % 2 === 0, at % 3 === 0]);
    expect(agreementOn(pairs)).toEqual({ texts: 19, share: null, kappa: null });
    const never = Array.from({ length: 40 }, (): [boolean, boolean] => [false, false]);
    expect(agreementOn(never)).toEqual({ texts: 40, share: 1, kappa: null });
  });
});

describe("what counts for a text", () => {
  const home = { code: "home", since: 2 };
  it("is what was settled, else what everybody found, else nothing yet", () => {
    const yes = { themes: ["home"], version: 2 };
    const no = { themes: [], version: 3 };
    expect(countedTheme(home, { codings: [yes], settled: null })).toBe(true);
    expect(countedTheme(home, { codings: [no, no], settled: null })).toBe(false);
    expect(countedTheme(home, { codings: [yes, no], settled: null })).toBeNull();
    expect(countedTheme(home, { codings: [yes, no], settled: no })).toBe(false);
    expect(countedTheme(home, { codings: [], settled: null })).toBeNull();
    // coded before there was such a theme
    expect(countedTheme(home, { codings: [{ themes: ["money"], version: 1 }], settled: null })).toBeNull();
  });

  it("keeps its code under other words", () => {
    const before = [{ code: "home", label: { nl: "Wonen", en: null }, when: null, since: 1 }];
    const change = { word: { code: "home", label: { nl: "Een huis", en: null }, when: null } };
    expect(changedThemes(before, change, 2, new Set(["home"]))).toEqual([{ ...before[0], label: change.word.label }]);
  });
});

describe("a quote", () => {
  const text = "Anna uit Utrecht belde me op 06 12345678. Daarna was het rustig.";
  it("has brackets in place of what is taken out, and nothing of it", () => {
    const words = wordsOf(text);
    expect([...suspects(words)].map((place) => words[place]?.text)).toEqual(["Utrecht", "06", "12345678"]);
    const part = partOf(
      words,
      new Map([
        [0, "NAME"],
        [2, "PLACE"],
        [6, "OTHER"],
        [7, "OTHER"],
      ]),
      0,
      7,
      text.length,
    );
    expect(withoutRemoved(text, part)).toBe("[naam] uit [plaats] belde me op [weggelaten]");
  });

  it("is refused where places lie outside, overlap, or no word is left", () => {
    const whole = { start: 0, end: text.length };
    const name = { start: 0, end: 4, kind: "NAME" as const };
    expect(withoutRemoved(text, { start: 0, end: text.length + 1, removed: [] })).toBeNull();
    expect(withoutRemoved(text, { ...whole, removed: [name, { ...name, end: 8 }] })).toBeNull();
    expect(withoutRemoved(text, { start: 0, end: 4, removed: [name] })).toBeNull();
    expect(withoutRemoved(text, { start: 5, end: 16, removed: [name] })).toBeNull();
  });
});

describe("a key", () => {
  const key = (name: string, held = {}) =>
    pressed({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...held });
  it("gives a theme, goes on or back, or is not ours", () => {
    expect(key("1")).toEqual({ do: "THEME", place: 0 });
    expect(key("0")).toEqual({ do: "THEME", place: 9 });
    expect(key("A")).toEqual({ do: "THEME", place: 10 });
    expect(key("n")).toEqual({ do: "NONE" });
    expect(key("Enter")).toEqual({ do: "NEXT" });
    expect([key("Backspace"), key("ArrowLeft")]).toEqual([{ do: "BACK" }, { do: "BACK" }]);
    expect(key("z", { metaKey: true })).toEqual({ do: "UNDO" });
    expect([key("r", { ctrlKey: true }), key("Tab"), key("m", { altKey: true })]).toEqual([null, null, null]);
  });
  it("is one theme each, and n none of them", () => {
    const keys = [..."1234567890abcdefghijklmopqrstuvwxyz"].map((name) => key(name));
    expect(keys.map((found) => found?.do === "THEME" && found.place)).toEqual(keys.map((_, place) => place));
  });
});
