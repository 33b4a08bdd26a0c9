import { describe, expect, it } from "vitest";
import { isOwn, measureOf, picturedCells, placeIn, rangeOf } from "../../web/components/chart/cells.ts";
import type { ChartCell } from "../../web/components/chart/cells.ts";
import { linesOf, spread, stretchesOf, wrapped } from "../../web/components/chart/series.ts";

const cell = (keys: Record<string, string | null>, value: number | null, half = 0): ChartCell => ({
  keys: Object.entries(keys).map(([dimension, code]) => ({
    dimension,
    code,
    label: code ?? "missing",
    missing: code === null ? "EMPTY" : null,
  })),
  value,
  low: value === null ? null : value - half,
  high: value === null ? null : value + half,
  count: value === null ? null : 100,
  withheld: value === null,
  notAsked: false,
});

describe("what a picture shows", () => {
  it("leaves missing values to the table, never withheld ones", () => {
    const cells = [cell({ home: "own" }, 0.5), cell({ home: "sofa" }, null), cell({ home: null }, 0.2)];
    expect(picturedCells(cells)).toEqual(cells.slice(0, 2));
  });

  it("marks the own answer in its own dimension only", () => {
    const own = { dimension: "home", code: "1" };
    expect(isOwn(cell({ home: "1" }, 0.5), own)).toBe(true);
    expect(isOwn(cell({ wave: "1" }, 0.5), own)).toBe(false);
    expect(isOwn(cell({ home: "1" }, 0.5), null)).toBe(false);
  });

  it("knows what kind of figure was asked for", () => {
    expect(measureOf({ measure: { share: { is: {} } } })).toEqual({ kind: "SHARE" });
    expect(measureOf({ measure: { survival: {} } })).toEqual({ kind: "SHARE" });
    expect(measureOf({ measure: { count: true } })).toEqual({ kind: "COUNT" });
    expect(measureOf({ measure: { count: null, mean: { name: "wage" } } })).toEqual({ kind: "NUMBER" });
    expect(measureOf(null)).toEqual({ kind: "NUMBER" });
  });
});

describe("the axis", () => {
  it("of shares is always the whole", () => {
    expect(rangeOf([cell({ a: "1" }, 0.4)], { kind: "SHARE" }, false)).toMatchObject({ from: 0, to: 1 });
  });

  it("holds every interval, with round limits", () => {
    const range = rangeOf([cell({ a: "1" }, 12.3, 4), cell({ a: "2" }, 31, 2)], { kind: "NUMBER" }, false);
    expect(range).toEqual({ from: 0, to: 40, ticks: [0, 10, 20, 30, 40] });
    expect(placeIn(range, 20)).toBe(0.5);
  });

  it("begins at zero for bars and counts", () => {
    expect(rangeOf([cell({ a: "1" }, 900)], { kind: "COUNT" }, false).from).toBe(0);
    expect(rangeOf([cell({ a: "1" }, 900)], { kind: "NUMBER" }, true).from).toBe(0);
    expect(rangeOf([cell({ a: "1" }, 900, 5)], { kind: "NUMBER" }, false).from).toBeGreaterThan(800);
  });

  it("exists where everything is withheld", () => {
    const { from, to } = rangeOf([cell({ a: "1" }, null)], { kind: "NUMBER" }, false);
    expect(to).toBeGreaterThan(from);
  });
});

describe("lines", () => {
  const cells = ["x", "y"].flatMap((kind) =>
    ["1", "2", "3", "4"].map((wave) => cell({ wave, kind }, kind === "y" && wave === "2" ? null : Number(wave))),
  );

  it("run over the waves, wherever the waves stand among the keys", () => {
    const { positions, series } = linesOf(cells, { dimension: "kind", code: "y" });
    expect(positions).toEqual(["1", "2", "3", "4"]);
    expect(series.map(({ label, own }) => [label, own])).toEqual([
      ["x", false],
      ["y", true],
    ]);
  });

  it("break where a figure is withheld, instead of reading as zero", () => {
    const [, broken] = linesOf(cells, null).series;
    expect(broken && stretchesOf(broken).map((part) => part.map(({ position }) => position))).toEqual([[0], [2, 3]]);
  });

  it("have words that do not stand on one another and stay inside", () => {
    const places = spread(
      [
        { at: 50, height: 20 },
        { at: 52, height: 40 },
        { at: 99, height: 20 },
      ],
      0,
      100,
    );
    const [first = 0, second = 0, third = 0] = places;
    expect(second - first).toBeGreaterThanOrEqual(30);
    expect(third - second).toBeGreaterThanOrEqual(30);
    expect(third).toBeLessThanOrEqual(90);
    expect(first).toBeGreaterThanOrEqual(10);
  });

  it("wrap words, but never cut one", () => {
    expect(wrapped("in een gezinshuis van de jeugdbeschermingsorganisatie", 14)).toEqual([
      "in een",
      "gezinshuis van",
      "de",
      "jeugdbeschermingsorganisatie",
    ]);
  });
});
