import type { ResultQuery } from "../../api/flow/result/result.ts";
import { codeColumn, seenColumn, valueColumn, type Manifest } from "../../api/flow/snapshot/manifest.ts";
import { DOMAINS, IN_ORDER, SCORES, WAVES } from "./panel.ts";

/*
 * The questions, each in five variants: another domain, score or split every time, so that no result and no shape was
 * asked before. Beside each the bare statements that give the same exact figures (k0 ... as codes, base, value): on a
 * person-wave table, and on the snapshot's own table of persons with the waves side by side. Of several ways to write
 * one the fastest was kept.
 *
 * Q4 takes another split every time: its derived variable is one.
 */

export interface Question {
  name: string;
  what: string;
  variants: Variant[];
}

export interface Variant {
  /** The domain, score or split that is another one in every variant; null: no split. */
  of: string | null;
  /** Asked in one request */
  asks: ResultQuery[];
  /** The same variables and statistics with other codes */
  again: ResultQuery[];
  long: string;
  wide: string;
  /** How far a protected value may be from the exact one: noise and rounding, of a share, a score or a count. */
  tolerance: number;
}

const SPLITS = ["sex", "cohort", "care"];

interface Columns {
  code(name: string, wave?: number): string;
  value(name: string, wave: number): string;
}

/** Columns of the snapshot's table; waves from 1, as the panel has them. */
function columnsOf({ variables }: Manifest): Columns {
  const place = (name: string): number => variables.findIndex((variable) => variable.name === name);
  return {
    code: (name, wave) => codeColumn(place(name), 0, wave === undefined ? undefined : wave - 1),
    value: (name, wave) => valueColumn(place(name), wave - 1),
  };
}

const waves = Array.from({ length: WAVES }, (_, wave) => wave + 1);
const seen = (wave: number): string => seenColumn(wave - 1);
/** A statement for each wave, one after the other. */
const eachWave = (statement: (wave: number) => string, from = 1): string =>
  waves
    .slice(from - 1)
    .map(statement)
    .join(" union all ");

export function questionsOn(study: string, manifest: Manifest): Question[] {
  const columns = columnsOf(manifest);
  return [
    { name: "Q1", what: "share with a domain in state 3, by wave and care", variants: DOMAINS.map(shareOf) },
    {
      name: "Q2",
      what: "mean and sd of a score, one sex, by region and wave",
      variants: SCORES.slice(0, 5).map(meanOf),
    },
    { name: "Q3", what: "transitions of a domain between waves, by care", variants: DOMAINS.map(transitionsOf) },
    { name: "Q4", what: "all five domains in order, by region and wave", variants: [null, ...SPLITS].map(inOrderOf) },
    { name: "Q5", what: "survey answer by domain, by wave", variants: DOMAINS.map(surveyOf) },
    {
      name: "Q6",
      what: "retention by wave (and a background)",
      variants: [null, ...SPLITS, "region"].map(retentionOf),
    },
  ];

  function shareOf(domain: string): Variant {
    const asked = (state: string): ResultQuery => ({
      studies: [study],
      measure: { share: { is: { variable: { name: domain }, in: [state] } } },
      by: [{ wave: true }, { variable: { name: "care" } }],
    });
    // Seen in the wave: positions 0 to 3 are states, 4 is empty, 5 is not seen.
    return {
      of: domain,
      asks: [asked("3")],
      again: [asked("2")],
      long: `select wave as k0, care as k1, count(${domain})::integer as base, count(*)::integer as n,
               count_if(${domain} = 3) / count(${domain}) as value from panel group by wave, care`,
      wide: eachWave((wave) => {
        const column = columns.code(domain, wave);
        return `select ${wave} as k0, ${columns.code("care")} as k1, count_if(${column} < 4)::integer as base,
          count_if(${column} < 5)::integer as n, count_if(${column} = 3) / count_if(${column} < 4) as value from person group by k1`;
      }),
      tolerance: 0.02,
    };
  }

  function meanOf(score: string): Variant {
    const asked = (measure: "mean" | "sd", sex: string): ResultQuery => ({
      studies: [study],
      measure: { [measure]: { name: score } },
      by: [{ variable: { name: "region" } }, { wave: true }],
      where: { is: { variable: { name: "sex" }, in: [sex] } },
    });
    return {
      of: score,
      asks: [asked("mean", "1"), asked("sd", "1")],
      again: [asked("mean", "2"), asked("sd", "2")],
      long: `select region as k0, wave as k1, count(${score})::integer as base, count(*)::integer as n,
               avg(${score}) as value, stddev_samp(${score}) as sd from panel where sex = 1 group by region, wave`,
      wide: eachWave((wave) => {
        const value = columns.value(score, wave);
        return `select ${columns.code("region")} + 1 as k0, ${wave} as k1, count(${value})::integer as base,
          sum(${seen(wave)})::integer as n, avg(${value}) as value, stddev_samp(${value}) as sd
          from person where ${columns.code("sex")} = 0 group by k0`;
      }),
      tolerance: 5,
    };
  }

  function transitionsOf(domain: string): Variant {
    const asked = (care: string[] | null): ResultQuery => ({
      studies: [study],
      measure: { count: true },
      by: [
        { variable: { name: "care" } },
        { variable: { name: domain, at: "PREVIOUS" } },
        { variable: { name: domain } },
      ],
      ...(care && { where: { is: { variable: { name: "care" }, in: care } } }),
    });
    return {
      of: domain,
      asks: [asked(null)],
      again: [asked(["1"])],
      long: `select care as k0, before as k1, now as k2, count(*)::integer as value from (
               select care, wave, ${domain} as now,
                 case when lag(wave) over persons = wave - 1 then lag(${domain}) over persons end as before
               from panel window persons as (partition by person order by wave)) where wave > 1 group by all`,
      wide: `select k0, k1, k2, sum(n)::integer as value from (${eachWave((wave) => {
        const [before, now] = [columns.code(domain, wave - 1), columns.code(domain, wave)];
        return `select ${columns.code("care")} as k0, ${before} as k1, ${now} as k2, count(*) as n from person group by all`;
      }, 2)}) where k1 < 4 and k2 < 4 group by all`,
      tolerance: 150,
    };
  }

  /** By region, wave and another background: five domains are one derived variable. */
  function inOrderOf(split: string | null): Variant {
    const asked = (code: string): ResultQuery => ({
      studies: [study],
      measure: { share: { is: { variable: { name: IN_ORDER.name }, in: [code] } } },
      by: [
        { variable: { name: "region" } },
        { wave: true },
        ...(split === null ? [] : [{ variable: { name: split } }]),
      ],
    });
    const own = split === null ? "" : `, ${split} as k2`;
    const code = split === null ? "" : `, ${columns.code(split)}${split === "care" ? "" : " + 1"} as k2`;
    return {
      of: split,
      asks: [asked("true")],
      again: [asked("false")],
      long: `select region as k0, wave as k1${own}, avg((${DOMAINS.map((name) => `${name} <= 1`).join(" and ")})::integer) as value
             from panel group by all`,
      wide: eachWave((wave) => {
        const places = DOMAINS.map((name) => columns.code(name, wave));
        const told = places.map((place) => `nullif(${place}, 4) <= 1`).join(" and ");
        return `select ${columns.code("region")} + 1 as k0, ${wave} as k1${code}, avg((${told})::integer) as value
          from person where ${seen(wave)} = 1 group by all`;
      }),
      tolerance: 0.2,
    };
  }

  function surveyOf(domain: string): Variant {
    const asked = (heard: string[] | null): ResultQuery => ({
      studies: [study],
      measure: { count: true },
      by: [{ variable: { name: "heard", wave: String(WAVES) } }, { variable: { name: domain } }, { wave: true }],
      ...(heard && { where: { is: { variable: { name: "heard", wave: String(WAVES) }, in: heard } } }),
    });
    return {
      of: domain,
      asks: [asked(null)],
      again: [asked(["4", "5"])],
      long: `select answered.heard as k0, ${domain} as k1, wave as k2, count(*)::integer as value
             from panel join (select person, heard from panel where heard is not null) answered using (person)
             where ${domain} is not null group by all`,
      wide: eachWave((wave) => {
        const [heard, state] = [columns.code("heard", WAVES), columns.code(domain, wave)];
        return `select ${heard} + 1 as k0, ${state} as k1, ${wave} as k2, count(*)::integer as value
          from person where ${heard} < 5 and ${state} < 4 group by all`;
      }),
      tolerance: 60,
    };
  }

  function retentionOf(split: string | null): Variant {
    const asked = (where: object): ResultQuery => ({
      studies: [study],
      measure: { retention: true },
      by: [{ wave: true }, ...(split === null ? [] : [{ variable: { name: split } }])],
      ...where,
    });
    const few = split === null ? { waves: { to: "9" } } : { where: { is: { variable: { name: split }, in: ["1"] } } };
    const own = split === null ? "" : `, ${split}`;
    const code = split === null ? "" : `, ${columns.code(split)}${split === "care" ? "" : " + 1"} as k1`;
    const again = waves.map((wave) => `count_if(${seen(wave)} = 1)::integer as s${wave}`).join(", ");
    return {
      of: split,
      asks: [asked({})],
      again: [asked(few)],
      long: `with first as (select person from panel where wave = 1),
               again as (select wave${own}, count(*) as n from panel semi join first using (person) group by wave${own})
             select wave as k0${split === null ? "" : `, ${split} as k1`},
               n / max(case when wave = 1 then n end) over (${split === null ? "" : `partition by ${split}`}) as value from again`,
      wide: `with counted as (select ${again}${code} from person where ${seen(1)} = 1 ${split === null ? "" : "group by k1"})
             ${eachWave((wave) => `select ${wave} as k0${split === null ? "" : ", k1"}, s${wave} / s1 as value from counted`)}`,
      tolerance: 0.02,
    };
  }
}
