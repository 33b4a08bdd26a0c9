import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../api/flow/result/query.ts";
import type { DerivedSource } from "../../api/flow/study/study.ts";
import { hasRealData, openExactStudy, REAL_DATA } from "../testkit/exact-study.ts";
import { derivedAs } from "../testkit/derived.ts";
import { ExpectedFigures } from "../testkit/expected-figures.ts";
import { by, FigureHolder, is, table } from "../testkit/figure-holder.ts";

if (!hasRealData)
  console.warn(`\n  SKIPPED: no real data at ${REAL_DATA}; set REAL_DATA to hold figures against them.\n`);

const ORDER_STATISTICS = "minimum and maximum are never given; quantiles come from the bands of a protected histogram";
const CURVE = "medians and log-rank are not in the contract; the event and censoring columns follow from what is held";
const PATTERNS = "patterns of single persons are never given";

const atSchool = { variable: "inschool", in: ["1"] };
const notAtSchool = { variable: "inschool", in: ["0"] };
const atWork = { variable: "hours", min: 1 };

/** Declared with the study, for figures that need more answers at once than a question may. */
const DERIVED: Record<string, readonly DerivedSource[]> = {
  "teen-poverty": [
    derivedAs("activity", {
      kind: "RECODE",
      cases: [
        { code: "school", label: "school", when: [atSchool, { variable: "hours", max: 1 }] },
        { code: "school+work", label: "school and work", when: [atSchool, atWork] },
        { code: "work", label: "work", when: [notAtSchool, atWork] },
      ],
      otherwise: { code: "neither", label: "neither" },
    }),
    derivedAs("poverty_spells", {
      kind: "COUNT",
      conditions: ["1", "2", "3", "4", "5"].map((wave) => ({ variable: "poverty", wave, in: ["1"] })),
    }),
  ],
};

const describeData = (dataset: string, file: string, tests: (holder: () => FigureHolder) => void) =>
  describe.skipIf(!hasRealData)(`${dataset} (${file})`, () => {
    let holder: FigureHolder;
    beforeAll(async () => {
      holder = new FigureHolder(
        await openExactStudy(join(REAL_DATA, dataset, file), DERIVED[dataset]),
        new ExpectedFigures(dataset),
      );
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

    it("weighted: states by month, months in each state and transitions", async () => {
      const weighted = true;
      const waves = { from: "3" };
      const { holder: holds, path } = { holder: holder(), path: ["window", "state_distribution"] };
      const months = holds.figures.look<{ month: number; weighted_proportions: Record<string, number> }[]>(...path);
      const states = Object.keys(months[0]?.weighted_proportions ?? {});
      const rows = holds.figures.look<string[]>("window", "transition_matrix", "states");
      for (const state of states) {
        const measure = { share: is("state", state) };
        const shares = table(await holds.study.ask({ measure, by: by("wave"), weighted }));
        months.forEach(({ month }, at) =>
          holds.close(shares.get(String(month)), ...path, at, "weighted_proportions", state),
        );
        holds.close(shares.get("72"), "window", "position_70", "weighted_proportions", state);
        const mean = ["window", "mean_months_in_state"];
        const [all] = await holds.study.ask({ measure, waves, weighted });
        holds.close((all?.value ?? NaN) * 70, ...mean, "weighted", state);
        for (const answer of ["no", "yes"]) {
          const [some] = await holds.study.ask({ measure, waves, weighted, where: is("funemp", answer) });
          holds.close((some?.value ?? NaN) * 70, ...mean, `weighted_funemp_${answer}`, state);
        }
        const previous = { variable: { name: "state", at: "PREVIOUS" as const } };
        const moves = table(await holds.study.ask({ measure, by: [previous], waves, weighted }));
        rows.forEach((from, row) =>
          holds.close(
            moves.get(from),
            ...["window", "transition_matrix", "weighted_row_proportions"],
            row,
            rows.indexOf(state),
          ),
        );
      }
    });

    it("nobody is lost", async () => {
      const cells = await holder().study.ask({ measure: { retention: true }, by: by("wave") });
      expect(cells.every(({ value }) => value === 1)).toBe(true);
      holder().close(cells[71]?.count, "retention", "n_observed_in_every_month");
    });

    it("names what is not asked", () =>
      holder().nothingElse({
        sum_of_weights: "weights count as multiples of their mean, and their sum is never given",
        ".*weighted_entropy.*|.*substitution_costs.*": "worked out from the weighted shares above",
        "window.most_frequent_sequences.*weighted.*": PATTERNS,
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
    it.runIf(file === "datapackage.json")("activity, as a derived variable", async () => {
      await holder().wavesOf(["per_wave", "activity"], "activity");
      await holder().transitions(["transition_matrix", "activity"], "activity");
    });
    it("poverty spells, as a derived variable", () =>
      holder().personCounts(["derived", "poverty_spells", "counts"], "poverty_spells", (value) =>
        value === "0" ? "(,1)" : value === "5" ? "[5,)" : `[${value},${Number(value) + 1})`,
      ));
    it("says why a derived variable is not in the snapshot", () =>
      expect(holder().study.manifest.leftOut?.map(({ variable, code }) => `${variable} ${code}`)).toEqual(
        file === "datapackage.json" ? undefined : ["activity INPUT_UNFIT"],
      ));
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
        "derived.(activity|poverty_spells.definition|persons_whose_mother.*)": "definitions, and a check of the data",
        ...(file === "datapackage.json"
          ? {}
          : { "(per_wave|transition_matrix).activity.*": "hours have no declared bands here" }),
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
