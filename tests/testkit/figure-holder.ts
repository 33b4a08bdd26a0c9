import { expect } from "vitest";
import type { ProtectedCell } from "../../api/flow/result/protect/protect.ts";
import type { Condition, Dimension, VariableReference } from "../../api/flow/result/query.ts";
import type { AskedStudy } from "./asked-study.ts";
import type { ExpectedFigures } from "./expected-figures.ts";

export const is = (name: string, ...codes: string[]): Condition => ({ is: { variable: { name }, in: codes } });
export const by = (...names: string[]): Dimension[] =>
  names.map((name) => (name === "wave" ? { wave: true } : { variable: { name } }));

/** Values by their codes, joined with a comma; missing kinds as ~KIND. */
export const table = (
  cells: readonly ProtectedCell[],
  figure: "value" | "count" | "missing" | "low" | "high" = "value",
) =>
  new Map(cells.map((cell) => [cell.keys.map(({ code, missing }) => code ?? `~${missing}`).join(","), cell[figure]]));

interface PerWave {
  wave: number;
  n_rows: number;
  n_valid: number;
  n_missing: number;
  counts?: Record<string, number>;
}

interface Curve {
  n: number;
  events: number;
  table: { time: number; n_risk: number; survival: number; lower95: number; upper95: number }[];
}

/** Holds the figures of one data set, asked the way anybody asks. */
export class FigureHolder {
  readonly study: AskedStudy;
  readonly figures: ExpectedFigures;
  constructor(study: AskedStudy, figures: ExpectedFigures) {
    this.study = study;
    this.figures = figures;
  }

  close(actual: number | null | undefined, ...path: (string | number)[]): void {
    const expected = this.figures.take(...path);
    expect(actual, path.join(".")).not.toBeNull();
    expect(Math.abs((actual ?? NaN) - expected), `${path.join(".")}: ${actual} against ${expected}`).toBeLessThan(
      1e-6 * Math.max(1, Math.abs(expected)),
    );
  }

  /** Counts and proportions of a variable of persons. */
  async personCounts(path: string[], name: string, toCode = (code: string) => code): Promise<void> {
    const bare = !("counts" in this.figures.look<object>(...path));
    const counts = table(await this.study.ask({ measure: { count: true }, by: by(name) }));
    const expected = this.figures.look<Record<string, number>>(...path, ...(bare ? [] : ["counts"]));
    for (const code of Object.keys(expected)) {
      this.close(counts.get(toCode(code)) ?? 0, ...path, ...(bare ? [] : ["counts"]), code);
      if (bare) continue;
      const share = await this.study.ask({ measure: { share: is(name, toCode(code)) } });
      this.close(share[0]?.value, ...path, "proportions", code);
    }
    if (bare) return;
    const share = await this.study.ask({ measure: { share: is(name, toCode(Object.keys(expected)[0] ?? "")) } });
    this.close(share[0]?.count, ...path, "n_valid");
    this.close(share[0]?.missing, ...path, "n_missing");
  }

  async personNumbers(path: string[], name: string): Promise<void> {
    await this.numbers(path, { name });
  }

  /** Mean, sd and sum, of everybody or of who meets a condition. */
  async numbers(path: (string | number)[], variable: VariableReference, where?: Condition): Promise<void> {
    for (const statistic of ["mean", "sd", "sum"] as const) {
      const [cell] = await this.study.ask({ measure: { [statistic]: variable }, where });
      this.close(cell?.value, ...path, statistic);
      if (statistic !== "mean") continue;
      this.close(cell?.count, ...path, "n_valid");
      this.close(cell?.missing, ...path, "n_missing");
    }
  }

  /** Rows, valid, missing and the distribution of a variable in every wave. */
  async wavesOf(path: string[], name: string): Promise<void> {
    const expected = this.figures.look<PerWave[]>(...path);
    const rows = table(await this.study.ask({ measure: { count: true }, by: by("wave") }));
    const codes = expected[0]?.counts ? Object.keys(expected[0].counts) : null;
    const counts = codes ? table(await this.study.ask({ measure: { count: true }, by: by("wave", name) })) : null;
    for (const statistic of codes ? [] : (["mean", "sd", "sum"] as const)) {
      const values = table(await this.study.ask({ measure: { [statistic]: { name } }, by: by("wave") }));
      expected.forEach(({ wave }, at) => this.close(values.get(String(wave)), ...path, at, statistic));
    }
    const shares = new Map<string, Map<string, number | null>>();
    for (const code of codes ?? []) {
      shares.set(code, table(await this.study.ask({ measure: { share: is(name, code) }, by: by("wave") })));
    }
    const told = await this.study.ask({
      measure: codes ? { share: is(name, codes[0] ?? "") } : { mean: { name } },
      by: by("wave"),
    });
    expected.forEach(({ wave }, at) => {
      this.figures.take(...path, at, "wave");
      this.close(rows.get(String(wave)), ...path, at, "n_rows");
      this.close(table(told, "count").get(String(wave)), ...path, at, "n_valid");
      this.close(table(told, "missing").get(String(wave)), ...path, at, "n_missing");
      for (const code of codes ?? []) {
        this.close(counts?.get(`${wave},${code}`), ...path, at, "counts", code);
        this.close(shares.get(code)?.get(String(wave)), ...path, at, "proportions", code);
      }
    });
  }

  async transitions(path: string[], name: string, waves?: { from: string }): Promise<void> {
    const states = this.figures.take<string[]>(...path, "states");
    const split: Dimension[] = [{ variable: { name, at: "PREVIOUS" } }, { variable: { name } }];
    const counts = table(await this.study.ask({ measure: { count: true }, by: split, waves }));
    let pairs = 0;
    for (const [column, to] of states.entries()) {
      const shares = table(await this.study.ask({ measure: { share: is(name, to) }, by: split.slice(0, 1), waves }));
      for (const [row, from] of states.entries()) {
        this.close(counts.get(`${from},${to}`), ...path, "counts", row, column);
        this.close(shares.get(from), ...path, "row_proportions", row, column);
        pairs += counts.get(`${from},${to}`) ?? 0;
      }
    }
    this.close(pairs, ...path, "n_pairs");
  }

  async retention(): Promise<void> {
    const cells = await this.study.ask({ measure: { retention: true }, by: by("wave") });
    const rows = table(await this.study.ask({ measure: { count: true }, by: by("wave") }));
    this.figures.take("retention", "first_wave");
    const waves = this.figures.look<{ wave: number }[]>("retention", "by_wave");
    const again = table(cells);
    waves.forEach(({ wave }, at) => {
      this.figures.take("retention", "by_wave", at, "wave");
      this.close(rows.get(String(wave)), "retention", "by_wave", at, "n_observed");
      const share = again.get(String(wave)) ?? NaN;
      this.close(share, "retention", "by_wave", at, "share_of_first_wave_sample");
      this.close(share * (cells[0]?.count ?? NaN), "retention", "by_wave", at, "n_of_first_wave_sample");
    });
  }

  /** Survival, the number at risk and its limits at every time of a curve. `codeOf` names the wave of a time. */
  async curve(
    path: string[],
    event: Condition,
    options: { where?: Condition; from?: string; codeOf?: (time: number) => string } = {},
  ): Promise<void> {
    const { table: expected } = this.figures.look<Curve>(...path);
    const cells = await this.study.ask({
      measure: { survival: event },
      by: by("wave"),
      where: options.where,
      waves: options.from ? { from: options.from } : undefined,
    });
    const codeOf = options.codeOf ?? String;
    this.close(cells[0]?.count, ...path, "n");
    let events = 0;
    expected.forEach(({ time, n_risk, survival }, at) => {
      const code = codeOf(time);
      this.figures.take(...path, "table", at, "time");
      this.close(table(cells, "count").get(code), ...path, "table", at, "n_risk");
      this.close(table(cells).get(code), ...path, "table", at, "survival");
      if (survival > 0) {
        this.close(table(cells, "low").get(code), ...path, "table", at, "lower95");
        this.close(table(cells, "high").get(code), ...path, "table", at, "upper95");
      }
      const before = at === 0 ? 1 : (expected[at - 1]?.survival ?? 1);
      events += n_risk * (1 - survival / before);
    });
    expect(Math.round(events)).toBe(this.figures.take(...path, "events"));
  }

  /** Everything in the file was held, or is named with its reason. */
  nothingElse(notAsked: Record<string, string>): void {
    const patterns = Object.keys(notAsked).map((pattern) => new RegExp(`^(${pattern})$`));
    const left = this.figures.left();
    expect(left.filter((path) => !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
    const unused = patterns.filter((pattern) => !left.some((path) => pattern.test(path)));
    expect(unused.map(String), "named as not asked, but held").toEqual([]);
    for (const [pattern, why] of Object.entries(notAsked)) console.info(`    not asked: ${pattern}: ${why}`);
  }
}
