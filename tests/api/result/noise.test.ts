import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cellNoise, DrawSource, noiseTables, Spread } from "../../../api/flow/result/protect/noise.ts";
import { lookUp, makePTable } from "../../../api/flow/result/protect/ptable.ts";
import { RULES } from "../../../api/flow/result/rules.ts";

interface NoiseVector {
  secretHex: string;
  people: string[];
  firstPublished: string[];
  asOf: number;
  recordKeys: Record<string, string>;
  fpFirst: string;
  fpCurrent: string;
  z: Record<string, { uPersistent: number; uRefresh: number; z: number }>;
  noise: { total: number; byQ: number[]; byS: number[]; byQS: number[][] };
  exampleCountsQS: number[][];
  protectedQS: number[][];
}

const vector = JSON.parse(
  await readFile(join(import.meta.dirname, "../../testkit/vectors/noise-vector.json"), "utf8"),
) as NoiseVector;
const secret = Buffer.from(vector.secretHex, "hex");
const q = { key: "q", codes: ["1", "2", "3"] };
const s = { key: "s", codes: ["0", "1"] };
const frame = {
  persons: vector.people.length,
  fpFirst: vector.fpFirst,
  fpNow: vector.fpCurrent,
  asOf: vector.asOf,
  withheld: false,
};

/** Noise of a set of cells of the 3 × 2 table. */
const noiseOf = (label: (typeof q)[], tuples: number[], of = frame) => {
  const source = new DrawSource(secret, noiseTables(RULES));
  const cells = cellNoise(source, of, "n", label, RULES);
  const spread = new Spread();
  spread.add(of, label, tuples, RULES);
  return {
    noise: tuples.reduce((sum, tuple) => sum + (cells[tuple] ?? NaN), 0),
    variance: spread.variance(source),
  };
};

describe("noise tables", () => {
  it.each([
    [8, 4, [0.19944, 0.176013, 0.120987, 0.064774, 0.02701, 0.008772, 0.002219, 0.000437, 0.000067]],
    [6, 2, [0.282086, 0.219693, 0.103781, 0.029736, 0.005168, 0.000545, 0.000035]],
    [12, 9, [0.132949, 0.125768, 0.10647, 0.080659, 0.054683, 0.033176, 0.018012, 0.008751, 0.003805, 0.00148]],
    [7, 3, [0.230305, 0.194957, 0.118261, 0.051406, 0.016012, 0.003574, 0.000572, 0.000066]],
  ])("D%i V%i is the published table", (D, V, published) => {
    const { probabilities } = makePTable(D, V);
    published.forEach((p, v) => {
      expect(probabilities[D + v]).toBeCloseTo(p, 6);
      expect(probabilities[D - v]).toBeCloseTo(p, 6);
    });
  });

  it("has mean 0, variance V, and gives every u in [0, 1) a value", () => {
    const table = makePTable(8, 4);
    const moment = (power: number) => table.probabilities.reduce((sum, p, at) => sum + p * (at - 8) ** power, 0);
    expect(moment(1)).toBeCloseTo(0, 12);
    expect(moment(2)).toBeCloseTo(4, 9);
    expect(lookUp(table, 0)).toBe(-8);
    expect(lookUp(table, 1 - 2 ** -48)).toBe(8);
  });

  it("refuses a variance that no table of that width has", () => {
    expect(() => makePTable(1, 1)).toThrow(RangeError);
  });
});

describe("the worked example", () => {
  it("has the record keys and the fingerprints", () => {
    const recordKey = (person: string) =>
      createHmac("sha256", secret).update(`rk|${person}`).digest().readBigUInt64BE(0);
    for (const [person, key] of Object.entries(vector.recordKeys)) expect(String(recordKey(person))).toBe(key);
    const fingerprint = (people: string[]) =>
      (people.reduce((sum, person) => sum + recordKey(person), 0n) % 2n ** 64n).toString(16).padStart(16, "0");
    expect(fingerprint(vector.people)).toBe(vector.fpCurrent);
    expect(fingerprint(vector.firstPublished)).toBe(vector.fpFirst);
  });

  it("draws the same values for the same effects", () => {
    const source = new DrawSource(secret, noiseTables(RULES));
    for (const [label, { z }] of Object.entries(vector.z)) {
      expect(source.draw({ frame, tag: "n", small: true, label })).toBe(z);
    }
  });

  it("gives the noise of every cell and margin to 1e-9", () => {
    expect(noiseOf([], [0]).noise).toBeCloseTo(vector.noise.total, 9);
    vector.noise.byQ.forEach((noise, a) => expect(noiseOf([q], [a]).noise).toBeCloseTo(noise, 9));
    vector.noise.byS.forEach((noise, b) => expect(noiseOf([s], [b]).noise).toBeCloseTo(noise, 9));
    vector.noise.byQS.forEach((row, a) =>
      row.forEach((noise, b) => {
        expect(noiseOf([q, s], [a * 2 + b]).noise).toBeCloseTo(noise, 9);
        const counted = vector.exampleCountsQS[a]?.[b] ?? NaN;
        expect(counted + noiseOf([q, s], [a * 2 + b]).noise).toBeCloseTo(vector.protectedQS[a]?.[b] ?? NaN, 9);
      }),
    );
  });

  it("adds up over answers: a split summed is the figure before the split", () => {
    expect(noiseOf([q, s], [0, 1]).noise).toBeCloseTo(noiseOf([q], [0]).noise, 9);
    expect(noiseOf([q, s], [0, 2, 4]).noise).toBeCloseTo(noiseOf([s], [0]).noise, 9);
    expect(noiseOf([q], [0, 1, 2]).noise).toBeCloseTo(noiseOf([], [0]).noise, 9);
  });

  it("states the variance of a cell and of a sum", () => {
    const V = 9 + 3;
    expect(noiseOf([], [0]).variance).toBeCloseTo(V, 9);
    // Σ_T V_T / Π c_j² over the subsets: one cell
    expect(noiseOf([q], [0]).variance).toBeCloseTo(V / 9 + V, 9);
    expect(noiseOf([q, s], [0]).variance).toBeCloseTo(V / 36 + V / 4 + V / 9 + V, 9);
    expect(noiseOf([q], [0, 1, 2]).variance).toBeCloseTo(V, 9);
  });
});

describe("the variance of a sum", () => {
  it("takes the same draw in two waves as one, and draws of different waves as two", () => {
    const source = new DrawSource(secret, noiseTables(RULES));
    const spread = new Spread();
    for (const wave of ["1", "2"]) spread.add(frame, [{ ...q, key: `q@${wave}` }], [0], RULES);
    // the single draw of the frame has coefficient 2/3, that of each wave's code is its own
    expect(spread.variance(source)).toBeCloseTo(12 * (2 / 3) ** 2 + 2 * 12, 9);
  });
});

describe("not seen in a wave", () => {
  const waveKey = "~seen@3";
  const seenAxis = { key: waveKey, codes: ["seen", "~NOT_IN_WAVE"] };
  /** A variable of `valid` codes, looked at in the wave. */
  const variable = (name: string, valid: number) => ({
    key: `${name}@3`,
    codes: [...Array.from({ length: valid }, (_, code) => String(code)), "~EMPTY", "~NOT_IN_WAVE"],
    seen: { key: waveKey, valid },
  });
  const source = new DrawSource(secret, noiseTables(RULES));
  const frames = Array.from({ length: 300 }, (_, at) => ({
    persons: 400,
    fpFirst: at.toString(16).padStart(16, "0"),
    fpNow: at.toString(16).padStart(16, "0"),
    asOf: 1,
    withheld: false,
  }));
  const some = frames.slice(0, 120);
  const variables = Array.from({ length: 40 }, (_, at) => variable(`x${at}`, 2 + (at % 7)));
  const sumOf = (cells: Float64Array, codes: number[]) => codes.reduce((sum, code) => sum + (cells[code] as number), 0);
  const upTo = (count: number) => Array.from({ length: count }, (_, code) => code);
  /** Root of the mean square, over the frames, of the mean over the variables. */
  const averagedError = (codesOf: (valid: number) => number[]) =>
    Math.sqrt(
      some.reduce((sum, of) => {
        const mean =
          variables.reduce(
            (total, axis) => total + sumOf(cellNoise(source, of, "n", [axis], RULES), codesOf(axis.seen.valid)),
            0,
          ) / variables.length;
        return sum + mean ** 2;
      }, 0) / some.length,
    );

  it("is the same figure whichever variable of the wave it is asked through, and that of retention", () => {
    const [of] = frames as [(typeof frames)[0]];
    const [, out] = cellNoise(source, of, "n", [seenAxis], RULES);
    for (const axis of variables) {
      const cells = cellNoise(source, of, "n", [axis], RULES);
      expect(cells[axis.codes.length - 1]).toBeCloseTo(out ?? NaN, 9);
      expect(sumOf(cells, upTo(axis.codes.length))).toBeCloseTo(sumOf(cellNoise(source, of, "n", [], RULES), [0]), 9);
    }
  });

  it("averaged over 40 variables of the wave, stays 2 persons off: those not seen, and the bases", () => {
    expect(averagedError((valid) => [valid + 1])).toBeGreaterThan(2);
    expect(averagedError((valid) => upTo(valid))).toBeGreaterThan(2);
  });

  it("still adds up over answers, with a variable of the same wave and of another", () => {
    const [of] = frames as [(typeof frames)[0]];
    const one = variable("a", 3);
    for (const other of [variable("b", 2), { ...variable("b", 2), key: "b@4", seen: { key: "~seen@4", valid: 2 } }]) {
      const both = cellNoise(source, of, "n", [one, other], RULES);
      const alone = cellNoise(source, of, "n", [one], RULES);
      for (const code of upTo(5)) {
        expect(
          sumOf(
            both,
            upTo(4).map((at) => code * 4 + at),
          ),
        ).toBeCloseTo(alone[code] ?? NaN, 9);
      }
    }
  });

  it("states the variance it has", () => {
    const axis = variable("a", 3);
    for (const code of upTo(5)) {
      const spread = new Spread();
      const [first] = frames as [(typeof frames)[0]];
      spread.add(first, [axis], [code], RULES);
      const drawn =
        frames.reduce((sum, of) => sum + (cellNoise(source, of, "n", [axis], RULES)[code] as number) ** 2, 0) /
        frames.length;
      expect(drawn / spread.variance(source)).toBeGreaterThan(0.75);
      expect(drawn / spread.variance(source)).toBeLessThan(1.3);
    }
  });
});

describe("what the draws hang on", () => {
  it("changes with the frame, not with who answered", () => {
    const source = new DrawSource(secret, noiseTables(RULES));
    const labels = Array.from({ length: 40 }, (_, at) => `q=${at}`);
    const drawn = (fpFirst: string) =>
      labels.map((label) => source.draw({ frame: { ...frame, fpFirst }, tag: "n", small: true, label }));
    expect(drawn(vector.fpFirst)).toEqual(drawn(vector.fpFirst));
    expect(drawn(vector.fpFirst)).not.toEqual(drawn("0000000000000001"));
  });

  it("takes the wide tables for small frames and for two answers at once", () => {
    const { variance } = noiseOf([q, s], [0], { ...frame, persons: 100 });
    expect(variance).toBeCloseTo(6 / 36 + 6 / 4 + 6 / 9 + 12, 9);
  });
});
