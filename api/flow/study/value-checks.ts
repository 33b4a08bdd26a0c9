import type { ImportProblemCode } from "./import-problems.ts";
import type { PlannedField } from "./plan-study.ts";

/*
 * One field of a file as SQL: how a text becomes a value, and what may be wrong with it. The pass that brings a whole
 * file in and the pass that lists what is wrong use the same expressions, so they cannot disagree.
 */

/** A text as SQL. DuckDB knows no escapes in such a literal but the doubled quote. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** DuckDB reads * ? and [ in a path as patterns, unless they stand in brackets. */
export const asPlainPath = (path: string): string => path.replace(/[*?[]/g, "[$&]");
export const text = (value: string | null): string => (value === null ? "null::varchar" : literal(value));
export const copyTo = (select: string, path: string): string => `copy (${select}) to ${literal(path)} (format parquet)`;
const list = (texts: readonly string[]): string => texts.map(literal).join(", ");

export interface Check {
  code: ImportProblemCode;
  /** What was expected, from the description. */
  detail: string | null;
  /** True where it is wrong; looked at only where the value is not missing. */
  when: string;
}

export interface FieldSql {
  /** Whether the cell holds a missing value. */
  isMissing: string;
  /** The text as what it stands for; null where it stands for itself. */
  parsed: string | null;
  /** The value: a code (VARCHAR or enum) or a DOUBLE; NULL where missing or wrong. */
  value: string;
  /** The declared missing code; null where the field declares none. */
  missingCode: string | null;
  /** The value as a key: VARCHAR in one spelling, for persons and waves. */
  key: string;
  checks: Check[];
  /** The cell must not be missing. */
  required: boolean;
}

export const failing = (sql: FieldSql, when: string): string => `(not ${sql.isMissing} and coalesce(${when}, true))`;

const WHOLE = "\\s*[+-]?[0-9]+\\s*";

/** A day as a number: days since 1970-01-01, NaN where it is no day such as 2026-11-22. */
export const daysOf = (day: string): number =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) / 86_400_000 : Number.NaN;

/**
 * `cell` is the column's name in SQL; `enumName` the type that holds the field's categories, where it has any. Where a
 * column holds what was parsed it is named by `column`: DuckDB parses a text as often as it is written down.
 */
export function fieldSql(
  planned: PlannedField,
  cell: string,
  enumName: string | null,
  column: string | null = null,
): FieldSql {
  const { field, missing } = planned;
  const emptyIsMissing = missing.some(({ code }) => code === "");
  const missingCodes = missing.map(({ code }) => code).filter((code) => code !== "");
  // An empty cell is NULL to the reader; where it is no missing value it is the empty text.
  const text = emptyIsMissing ? cell : `coalesce(${cell}, '')`;
  const isCode = missingCodes.length > 0 ? `coalesce(${text} in (${list(missingCodes)}), false)` : null;
  const isMissing =
    [emptyIsMissing ? `${cell} is null` : null, isCode].filter((part) => part !== null).join(" or ") || "false";

  const parsed = parsing(planned, text, enumName);
  const read = reading(planned, text, column ?? parsed ?? text, enumName);
  const { constraints } = field;
  return {
    isMissing: `(${isMissing})`,
    parsed,
    value: isCode ? `case when not ${isCode} then ${read.value} end` : read.value,
    missingCode: isCode ? `case when ${isCode} then ${text} end` : null,
    key: read.key,
    checks: [...read.checks, ...constraintChecks(planned, text, read.value)],
    required: constraints?.required === true,
  };
}

/** A number in one spelling: 1 for 1.0. */
export const numberKey = (number: string): string =>
  `case when ${number} = trunc(${number}) and abs(${number}) < 1e15 then ${number}::bigint::varchar else ${number}::varchar end`;

interface Reading {
  value: string;
  key: string;
  checks: Check[];
}

function parsing(planned: PlannedField, text: string, enumName: string | null): string | null {
  if (enumName !== null) {
    const direct = `try_cast(${text} as ${enumName})`;
    const spelling = canonical(planned, text);
    return spelling === null ? direct : `coalesce(${direct}, try_cast(${spelling} as ${enumName}))`;
  }
  switch (planned.field.type) {
    case "string":
    case "any":
      return null;
    case "boolean":
      return booleanOf(planned, text).value;
    case "integer":
    case "year":
      return `try_cast(${plainNumber(planned, text)} as bigint)`;
    case "number":
      return `try_cast(${plainNumber(planned, text)} as double)`;
    case "date":
    case "datetime":
    case "yearmonth":
      return momentOf(planned, text).moment;
  }
}

function reading(planned: PlannedField, text: string, parsed: string, enumName: string | null): Reading {
  const { field } = planned;
  const wrong = (code: ImportProblemCode, when: string, detail: string | null = null): Check[] => [
    { code, detail, when },
  ];
  if (enumName !== null)
    return { value: parsed, key: `${parsed}::varchar`, checks: wrong("UNKNOWN_CATEGORY", `${parsed} is null`) };
  switch (field.type) {
    case "string":
    case "any":
      return { value: text, key: text, checks: [] };
    case "boolean":
      return {
        value: parsed,
        key: parsed,
        checks: wrong("NOT_A_BOOLEAN", `${parsed} is null`, booleanOf(planned, text).detail),
      };
    case "integer":
    case "year": {
      const plain = plainNumber(planned, text);
      const pattern = field.type === "year" ? "-?[0-9]{4,}" : WHOLE;
      return {
        value: `${parsed}::double`,
        key: `${parsed}::varchar`,
        // The cast rounds 1.5 and reads 1e3; the text must be the number, or another spelling of a whole one.
        checks: wrong(
          "NOT_AN_INTEGER",
          `${parsed} is null or case when ${parsed}::varchar = ${plain} then ${field.type === "year" ? `strlen(${text}) < 4` : "false"} ` +
            `else not regexp_full_match(${plain}, ${literal(pattern)}) end`,
        ),
      };
    }
    case "number":
      return {
        value: parsed,
        key: numberKey(parsed),
        checks: wrong(
          "NOT_A_NUMBER",
          `${parsed} is null or not isfinite(${parsed}) or contains(${plainNumber(planned, text)}, '_')`,
        ),
      };
    case "date":
    case "datetime":
    case "yearmonth":
      return {
        value: `date_diff('day', date '1970-01-01', ${parsed}::date)::double`,
        key: text,
        checks: wrong("NOT_A_DATE", `${parsed} is null or not isfinite(${parsed})`, momentOf(planned, text).detail),
      };
  }
}

/** Another spelling of a code: 01 and +1 for 1, TRUE for true. Null where a code has one spelling only. */
function canonical(planned: PlannedField, text: string): string | null {
  const plain = plainNumber(planned, text);
  switch (planned.field.type) {
    case "integer":
    case "year":
      return `case when regexp_full_match(${plain}, ${literal(WHOLE)}) then try_cast(${plain} as bigint)::varchar end`;
    case "number": {
      return numberKey(`try_cast(${plain} as double)`);
    }
    case "boolean":
      return booleanOf(planned, text).value;
    default:
      return null;
  }
}

function booleanOf({ field }: PlannedField, text: string): { value: string; detail: string } {
  const yes = field.trueValues ?? ["true", "True", "TRUE", "1"];
  const no = field.falseValues ?? ["false", "False", "FALSE", "0"];
  return {
    value: `case when ${text} in (${list(yes)}) then 'true' when ${text} in (${list(no)}) then 'false' end`,
    detail: [...yes, ...no].join(", "),
  };
}

/** The text as DuckDB reads numbers: grouping out, a point for the decimals, and what surrounds a bare number off. */
function plainNumber({ field }: PlannedField, text: string): string {
  let plain = text;
  if (field.bareNumber === false) plain = `regexp_replace(${plain}, '^[^0-9+.-]+|[^0-9]+$', '', 'g')`;
  if (field.groupChar) plain = `replace(${plain}, ${literal(field.groupChar)}, '')`;
  if (field.decimalChar && field.decimalChar !== ".") plain = `replace(${plain}, ${literal(field.decimalChar)}, '.')`;
  return plain;
}

function momentOf({ field }: PlannedField, text: string): { moment: string; detail: string } {
  const format = field.format === "default" ? undefined : field.format;
  if (format !== undefined && field.type !== "yearmonth")
    return { moment: `try_strptime(${text}, ${literal(format)})`, detail: format };
  switch (field.type) {
    case "datetime":
      return {
        moment: `case when strlen(${text}) >= 10 then try_cast(${text} as timestamp) end`,
        detail: "2026-11-22T09:30:00",
      };
    case "yearmonth":
      return {
        moment: `case when strlen(${text}) = 7 then try_strptime(${text} || '-01', '%Y-%m-%d') end`,
        detail: "2026-11",
      };
    default:
      return {
        moment: `case when strlen(${text}) = 10 then try_strptime(${text}, '%Y-%m-%d') end`,
        detail: "2026-11-22",
      };
  }
}

/** What is declared of the size of a number or a day. */
export function limitChecks({ field, type }: PlannedField, value: string): Check[] {
  const { constraints } = field;
  if (!constraints || (type !== "INTEGER" && type !== "NUMBER" && type !== "DATE")) return [];
  const compare = (limit: string | number | undefined, code: "TOO_SMALL" | "TOO_LARGE", operator: string): Check[] => {
    if (limit === undefined) return [];
    const number = type === "DATE" ? daysOf(String(limit)) : Number(limit);
    if (!Number.isFinite(number)) return [];
    return [{ code, detail: String(limit), when: `${value} ${operator} ${number}::double` }];
  };
  return [
    ...compare(constraints.minimum, "TOO_SMALL", "<"),
    ...compare(constraints.exclusiveMinimum, "TOO_SMALL", "<="),
    ...compare(constraints.maximum, "TOO_LARGE", ">"),
    ...compare(constraints.exclusiveMaximum, "TOO_LARGE", ">="),
  ];
}

function constraintChecks(planned: PlannedField, text: string, value: string): Check[] {
  const { constraints } = planned.field;
  if (!constraints) return [];
  const checks = limitChecks(planned, value);
  const { minLength, maxLength, pattern } = constraints;
  if (minLength !== undefined)
    checks.push({ code: "TOO_SHORT", detail: String(minLength), when: `length(${text}) < ${minLength}` });
  if (maxLength !== undefined)
    checks.push({ code: "TOO_LONG", detail: String(maxLength), when: `length(${text}) > ${maxLength}` });
  if (pattern !== undefined)
    checks.push({ code: "NO_MATCH", detail: null, when: `not regexp_full_match(${text}, ${literal(pattern)})` });
  if (constraints.enum)
    checks.push({
      code: "UNKNOWN_CATEGORY",
      detail: null,
      when: `${text} not in (${list(constraints.enum.map(String))})`,
    });
  return checks;
}
