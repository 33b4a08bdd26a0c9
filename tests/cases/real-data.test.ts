import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition, Dimension, VariableReference } from "../../api/flow/result/query.ts";
import type { ProtectedCell } from "../../api/flow/result/protect/protect.ts";
import { hasRealData, openExactStudy, REAL_DATA } from "../testkit/exact-study.ts";
import { ExpectedFigures } from "../testkit/expected-figures.ts";
import type { AskedStudy } from "../testkit/asked-study.ts";

if (!hasRealData)
  console.warn(`\n  SKIPPED: no real data at ${REAL_DATA}; set REAL_DATA to hold figures against them.\n`);

const is = (name: string, ...codes: string[]): Condition => ({ is: { variable: { name }, in: codes } });
const by = (...names: string[]): Dimension[] =>
  names.map((name) => (name === "wave" ? { wave: true } : { variable: { name } }));

/** Values by their codes, joined with a comma; missing kinds as ~KIND. */
const table = (cells: readonly ProtectedCell[], figure: "value" | "count" | "missing" | "low" | "high" = "value") =>
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
class Holder {
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

const ORDER_STATISTICS = "minimum and maximum are never given; quantiles come from the bands of a protected histogram";
const CURVE = "medians and log-rank are not in the contract; the event and censoring columns follow from what is held";
const PATTERNS = "patterns of single persons are never given";

const describeData = (dataset: string, file: string, tests: (holder: () => Holder) => void) =>
  describe.skipIf(!hasRealData)(`${dataset} (${file})`, () => {
    let holder: Holder;
    beforeAll(async () => {
      holder = new Holder(await openExactStudy(join(REAL_DATA, dataset, file)), new ExpectedFigures(dataset));
    });
    afterAll(() => holder?.study.close());
    tests(() => holder);
  });

for (const file of ["datapackage.json", "datapackage-wide.json"]) {
  describeData("mvad", file, (holder) => {
    it("persons and waves", async () => {
      const [all] = await holder().study.ask({ measure: { count: true } });
      holder().close(all?.value, "n_persons");
      const [rows] = await holder().study.ask({ measure: { count: true }, waves: { from: "1" } });
      holder().close(rows?.value, "n_rows_long");
      const waves = await holder().study.ask({ measure: { count: true }, by: by("wave") });
      holder().close(waves.length, "n_waves");
      for (const name of Object.keys(holder().figures.look<object>("person_level"))) {
        await holder().personCounts(["person_level", name], name);
      }
    });

    it("states by month", async () => {
      const counts = table(await holder().study.ask({ measure: { count: true }, by: by("wave", "state") }));
      const months = holder().figures.look<Record<string, number>[]>("state_counts_by_month");
      months.forEach((month, at) => {
        holder().figures.take("state_counts_by_month", at, "period");
        holder().figures.take("state_counts_by_month", at, "month");
        for (const state of Object.keys(month).filter((key) => key !== "month" && key !== "period")) {
          holder().close(counts.get(`${month.month},${state}`), "state_counts_by_month", at, state);
        }
      });
      const window = holder().figures.look<{ month: number; counts: Record<string, number> }[]>(
        "window",
        "state_distribution",
      );
      for (const [at, { month, counts: expected }] of window.entries()) {
        for (const key of ["position", "month", "period"])
          holder().figures.take("window", "state_distribution", at, key);
        for (const state of Object.keys(expected)) {
          holder().close(counts.get(`${month},${state}`), "window", "state_distribution", at, "counts", state);
        }
      }
      for (const state of Object.keys(window[0]?.counts ?? {})) {
        const shares = table(await holder().study.ask({ measure: { share: is("state", state) }, by: by("wave") }));
        for (const [at, { month }] of window.entries()) {
          holder().close(shares.get(String(month)), "window", "state_distribution", at, "proportions", state);
        }
        holder().close(shares.get("72"), "window", "position_70", "proportions", state);
        holder().close(counts.get(`72,${state}`), "window", "position_70", "counts", state);
      }
    });

    it("months in each state: person-waves over persons", async () => {
      const counts = table(
        await holder().study.ask({ measure: { count: true }, by: by("state"), waves: { from: "3" } }),
      );
      const expected = holder().figures.look<Record<string, number>>("window", "mean_months_in_state", "unweighted");
      for (const state of Object.keys(expected)) {
        holder().close((counts.get(state) ?? NaN) / 712, "window", "mean_months_in_state", "unweighted", state);
      }
    });

    it("transitions inside the window", () =>
      holder().transitions(["window", "transition_matrix"], "state", { from: "3" }));

    it("time to first employment", async () => {
      const options = { from: "3", codeOf: (time: number) => String(time + 2) };
      const path = ["kaplan_meier", "first_employment"];
      await holder().curve([...path, "overall"], is("state", "employment"), options);
      for (const group of ["no", "yes"]) {
        const where = is("gcse5eq", group);
        await holder().curve([...path, "by_group", group], is("state", "employment"), { ...options, where });
      }
    });

    it("nobody is lost", async () => {
      const cells = await holder().study.ask({ measure: { retention: true }, by: by("wave") });
      expect(cells.every(({ value }) => value === 1)).toBe(true);
      holder().close(cells[71]?.count, "retention", "n_observed_in_every_month");
    });

    it("names what is not asked", () =>
      holder().nothingElse({
        "sum_of_weights|.*weighted.*": "weighted figures are refused until weights are built",
        "window.position_70.(position|month|period)": "where it stands",
        "window.(most_frequent_sequences|n_distinct_sequences|longitudinal_entropy).*": PATTERNS,
        "kaplan_meier.*(median.*|n_event|n_censor|std_err|log_rank.*)": CURVE,
      }));
  });

  describeData("teen-poverty", file, (holder) => {
    const age = file === "datapackage.json" ? "age_first" : "age";
    it("persons", async () => {
      const [all] = await holder().study.ask({ measure: { count: true } });
      holder().close(all?.value, "n_persons");
      await holder().personCounts(["person_level", "age"], age, (value) =>
        value === "14" ? "(,15)" : value === "17" ? "[17,)" : `[${value},${Number(value) + 1})`,
      );
      await holder().personCounts(["person_level", "black"], "black");
    });
    it.each(["poverty", "mother", "spouse", "inschool", "hours"])("%s by wave", (name) =>
      holder().wavesOf(["per_wave", name], name),
    );
    // the wide description declares no bands for hours, so they cannot narrow there
    it.runIf(file === "datapackage.json")("activity, as two conditions at once", async () => {
      const working: Condition = { is: { variable: { name: "hours" }, min: 1 } };
      const activities: Record<string, Condition> = {
        "school+work": { all: [is("inschool", "1"), working] },
        school: { all: [is("inschool", "1"), { not: working }] },
        work: { all: [is("inschool", "0"), working] },
        neither: { not: { any: [is("inschool", "1"), working] } },
      };
      for (const [activity, condition] of Object.entries(activities)) {
        const counts = table(await holder().study.ask({ measure: { count: true }, by: by("wave"), where: condition }));
        const shares = await holder().study.ask({ measure: { share: condition }, by: by("wave") });
        for (let at = 0; at < 5; at++) {
          holder().close(counts.get(String(at + 1)), "per_wave", "activity", at, "counts", activity);
          holder().close(shares[at]?.value, "per_wave", "activity", at, "proportions", activity);
          holder().close(shares[at]?.count, "per_wave", "activity", at, "n_valid");
          holder().close(shares[at]?.missing, "per_wave", "activity", at, "n_missing");
        }
      }
    });
    it.each(["poverty", "inschool"])("transitions of %s", (name) =>
      holder().transitions(["transition_matrix", name], name),
    );
    it("retention", () => holder().retention());
    it("curves", async () => {
      for (const [curve, event] of [
        ["first_child", is("mother", "1")],
        ["leaving_school", is("inschool", "0")],
      ] as const) {
        await holder().curve(["kaplan_meier", curve, "overall"], event);
        for (const group of ["0", "1"]) {
          await holder().curve(["kaplan_meier", curve, "by_group", group], event, { where: is("black", group) });
        }
      }
    });
    it("names what is not asked", () =>
      holder().nothingElse({
        "n_rows_long|n_waves": "held by retention, which has every wave and its rows",
        "per_wave.hours..*(min|max|q1|median|q3)": ORDER_STATISTICS,
        [file === "datapackage.json" ? "per_wave.activity..*(wave|n_rows)" : "per_wave.activity.*"]:
          "held with the other variables of the wave; hours have declared bands in the long description only",
        "derived.*": "definitions and spells; spells need derived variables",
        "transition_matrix.activity.*": "four answers at once; needs a derived variable",
        "retention.*(n_new_or_returning|n_lost)_vs_previous|retention.(waves_per_person|patterns).*": PATTERNS,
        "kaplan_meier.*(median.*|n_event|n_censor|std_err|log_rank.*)": CURVE,
      }));
  });

  describeData("biofam", file, (holder) => {
    it("persons", async () => {
      const [all] = await holder().study.ask({ measure: { count: true } });
      holder().close(all?.value, "n_persons");
      for (const name of ["sex", "plingu02", "cspfaj", "cspmoj"])
        await holder().personCounts(["person_level", name], name);
      await holder().personNumbers(["person_level", "birthyr"], "birthyr");
    });
    it("birth cohorts, as sums of bands", async () => {
      for (const [cohort, range] of Object.entries(cohorts)) {
        const condition = { is: { variable: { name: "birthyr" }, ...range } };
        const [count] = await holder().study.ask({ measure: { count: true }, where: condition });
        holder().close(count?.value, "person_level", "birth_cohort", "counts", cohort);
        const [share] = await holder().study.ask({ measure: { share: condition } });
        holder().close(share?.value, "person_level", "birth_cohort", "proportions", cohort);
        holder().close(share?.count, "person_level", "birth_cohort", "n_valid");
        holder().close(share?.missing, "person_level", "birth_cohort", "n_missing");
      }
    });
    it("states by age", () => holder().wavesOf(["per_wave"], "state"));
    it("years in each state", async () => {
      const counts = table(await holder().study.ask({ measure: { count: true }, by: by("state") }));
      for (const state of ["0", "1", "2", "3", "4", "5", "6", "7"]) {
        holder().close((counts.get(state) ?? NaN) / 2000, "mean_years_in_state", state);
      }
    });
    it("transitions", () => holder().transitions(["transition_matrix"], "state"));
    it("curves", async () => {
      const leaving: Condition = { not: is("state", "0", "2", "4") };
      const marriage = is("state", "2", "3", "6");
      await holder().curve(["kaplan_meier", "leaving_home", "overall"], leaving);
      for (const sex of ["man", "woman"]) {
        await holder().curve(["kaplan_meier", "leaving_home", "by_group", sex], leaving, { where: is("sex", sex) });
      }
      await curveFromFirstEvent(["kaplan_meier", "first_marriage", "overall"], marriage);
      for (const [cohort, range] of Object.entries(cohorts)) {
        const where = { is: { variable: { name: "birthyr" }, ...range } };
        await curveFromFirstEvent(["kaplan_meier", "first_marriage", "by_group", cohort], marriage, where);
      }
    });
    it("names what is not asked", () =>
      holder().nothingElse({
        "n_waves|n_rows_long|retention.*": "held by the states, which have every wave and its rows",
        "person_level.birthyr.(min|max|q1|median|q3)": ORDER_STATISTICS,
        "person_level.n_distinct_idhous": "identifiers are not counted",
        "kaplan_meier.*(median.*|n_event|n_censor|std_err|log_rank.*)": CURVE,
      }));

    const curveFromFirstEvent = (path: string[], event: Condition, where?: Condition) =>
      holder().curve(path, event, where ? { where } : {});
    const cohorts: Record<string, { min?: number; max?: number }> = {
      "1909-1929": { max: 1930 },
      "1930-1939": { min: 1930, max: 1940 },
      "1940-1949": { min: 1940, max: 1950 },
      "1950-1959": { min: 1950 },
    };
  });
}

describeData("young-men-wages", "datapackage.json", (holder) => {
  it("persons", async () => {
    const [all] = await holder().study.ask({ measure: { count: true } });
    holder().close(all?.value, "n_persons");
    await holder().personNumbers(["person_level", "school"], "school");
    await holder().personCounts(["person_level", "ethn"], "ethn");
  });
  it.each(["wage", "union", "married", "health", "industry", "occupation", "residence"])("%s by wave", (name) =>
    holder().wavesOf(["per_wave", name], name),
  );
  it.each(["wage", "exper"])("%s over all waves", (name) => holder().numbers(["pooled", name], { name }));
  it("variance of wages", async () => {
    const [sd] = await holder().study.ask({ measure: { sd: { name: "wage" } } });
    holder().close((sd?.value ?? NaN) ** 2, "wage_variance", "total");
  });
  it.each(["union", "married", "occupation"])("transitions of %s", (name) =>
    holder().transitions(["transition_matrix", name], name),
  );
  it("retention", () => holder().retention());
  it("time to marriage", async () => {
    const path = ["kaplan_meier", "first_seen_married"];
    const codeOf = (time: number) => String(1979 + time);
    await holder().curve([...path, "overall"], is("married", "yes"), { codeOf });
    for (const group of ["black", "hisp", "other"]) {
      await holder().curve([...path, "by_group", group], is("married", "yes"), { codeOf, where: is("ethn", group) });
    }
  });
  it("names what is not asked", () =>
    holder().nothingElse({
      "n_rows|n_waves": "held by retention, which has every wave and its rows",
      "(person_level.school|per_wave.wage.*|pooled.*).(min|max|q1|median|q3)": ORDER_STATISTICS,
      "wage_variance.(between|within)|models.*": "models are not in the contract",
      "retention.*(n_new_or_returning|n_lost)_vs_previous|retention.(waves_per_person|patterns).*": PATTERNS,
      "kaplan_meier.*(median.*|n_event|n_censor|std_err|log_rank.*)": CURVE,
    }));
});

describeData("first-arrest", "datapackage.json", (holder) => {
  it("persons", async () => {
    const [all] = await holder().study.ask({ measure: { count: true } });
    holder().close(all?.value, "n_persons");
    for (const name of ["abused", "black", "arrested"]) await holder().personCounts(["person_level", name], name);
    const both = table(await holder().study.ask({ measure: { count: true }, by: by("abused", "arrested") }));
    for (const at of [0, 1]) {
      const where = is("abused", String(at));
      const [share] = await holder().study.ask({ measure: { share: is("arrested", "1") }, where });
      const path = ["person_level", "arrested_by_abused", at] as const;
      holder().figures.take(...path, "abused");
      holder().close(share?.count, ...path, "n_valid");
      holder().close(share?.missing, ...path, "n_missing");
      holder().close(share?.value, ...path, "proportions", "1");
      holder().close(1 - (share?.value ?? NaN), ...path, "proportions", "0");
      for (const code of ["0", "1"]) holder().close(both.get(`${at},${code}`), ...path, "counts", code);
    }
  });
  it("life table: at risk, events and hazard by age", async () => {
    for (const [name, where] of [
      ["overall", undefined],
      ["abused_0", is("abused", "0")],
      ["abused_1", is("abused", "1")],
    ] as const) {
      const atRisk = table(await holder().study.ask({ measure: { count: true }, by: by("wave"), where }));
      const events = table(await holder().study.ask({ measure: { count: true }, by: by("wave", "event"), where }));
      const hazard = table(await holder().study.ask({ measure: { share: is("event", "1") }, by: by("wave"), where }));
      const rows = holder().figures.look<{ age: number }[]>("life_table", name);
      rows.forEach(({ age }, at) => {
        holder().figures.take("life_table", name, at, "age");
        holder().close(atRisk.get(String(age)), "life_table", name, at, "at_risk");
        holder().close(events.get(`${age},1`), "life_table", name, at, "events");
        holder().close(hazard.get(String(age)), "life_table", name, at, "hazard");
      });
    }
  });
  it("retention", () => holder().retention());
  it("time to first arrest", async () => {
    const path = ["kaplan_meier", "first_arrest"];
    await holder().curve([...path, "overall"], is("event", "1"));
    for (const group of ["0", "1"]) {
      await holder().curve([...path, "by_group", group], is("event", "1"), { where: is("abused", group) });
    }
  });
  it("names what is not asked", () =>
    holder().nothingElse({
      n_rows_person_period: "held by retention, which has every wave and its rows",
      "retention.*(n_new_or_returning|n_lost)_vs_previous|retention.(waves_per_person|patterns).*": PATTERNS,
      "kaplan_meier.*(median.*|n_event|n_censor|std_err|log_rank.*)": CURVE,
    }));
});

describeData("job-loss-depression", "datapackage.json", (holder) => {
  it("persons", async () => {
    const [all] = await holder().study.ask({ measure: { count: true } });
    holder().close(all?.value, "n_persons");
  });
  it.each(["depression", "months", "unemployed"])("%s by wave", (name) => holder().wavesOf(["per_wave", name], name));
  it("depression by interview and unemployment", async () => {
    const path = "depression_by_interview_and_unemployed";
    const groups = holder().figures.look<{ interview: number; unemployed: number }[]>(path);
    for (const statistic of ["mean", "sd", "sum"] as const) {
      const cells = await holder().study.ask({
        measure: { [statistic]: { name: "depression" } },
        by: by("wave", "unemployed"),
      });
      groups.forEach(({ interview, unemployed }, at) => {
        const key = `${interview},${unemployed}`;
        holder().close(table(cells).get(key), path, at, statistic);
        holder().close(table(cells, "count").get(key), path, at, "n_valid");
        holder().close(table(cells, "missing").get(key), path, at, "n_missing");
      });
    }
  });
  it("transitions of unemployed", () => holder().transitions(["transition_matrix", "unemployed"], "unemployed"));
  it("retention, with who comes back after a gap", () => holder().retention());
  it("names what is not asked", () =>
    holder().nothingElse({
      "n_rows|n_waves": "held by retention, which has every wave and its rows",
      ".*(min|max|q1|median|q3)": ORDER_STATISTICS,
      "depression_by_interview_and_unemployed..*(interview|unemployed)": "where it stands",
      "retention.*(n_new_or_returning|n_lost)_vs_previous|retention.(waves_per_person|patterns).*": PATTERNS,
      "unemployed_patterns.*": PATTERNS,
      "kaplan_meier.*": "in months of interview, a time that is not a wave",
      "models.*": "models are not in the contract",
    }));
});
