import type { PlannedField } from "./plan-study.ts";
import { type FieldSql, limitChecks, numberKey } from "./value-checks.ts";

/*
 * Fields whose cells the reader of the file may turn into values itself, which takes half as long as reading texts and
 * turning those. What it takes, value-checks.ts takes as the same value, and no more is allowed here: where it takes a
 * cell not, the file is read again as texts, to say what is wrong, or that nothing is.
 */

/** How a field's column is read. */
export interface ReadField {
  /** What the reader is told that its cells are. */
  type: string;
  sql: FieldSql;
}

/**
 * Null where it must be read as text. `underscores`: the file has one somewhere, which DuckDB takes for a part of a number
 * and a number may not have.
 */
export function toldField(
  planned: PlannedField,
  cell: string,
  enumName: string | null,
  { underscores }: { underscores: boolean },
): ReadField | null {
  const { field, missing } = planned;
  const { required, minLength, maxLength, pattern, enum: listed } = field.constraints ?? {};
  const onlyEmptyIsMissing = missing.length === 1 && missing[0]?.code === "";
  const looksAtText =
    minLength !== undefined || maxLength !== undefined || pattern !== undefined || listed !== undefined;
  const told = { isMissing: `(${cell} is null)`, parsed: null, value: cell, missingCode: null };
  if (onlyEmptyIsMissing && !looksAtText) {
    // Other types have codes in several spellings.
    if (enumName !== null && (field.type === "string" || field.type === "any"))
      return {
        type: enumName,
        sql: { ...told, key: `${cell}::varchar`, checks: [], required: required === true },
      };
    if (enumName === null && isPlainNumber(planned) && !underscores)
      return {
        type: "DOUBLE",
        sql: {
          ...told,
          key: numberKey(cell),
          checks: [
            { code: "NOT_A_NUMBER", detail: null, when: `not isfinite(${cell})` },
            ...limitChecks(planned, cell),
          ],
          required: required === true,
        },
      };
  }
  return null;
}

const isPlainNumber = ({ field }: PlannedField): boolean =>
  field.type === "number" &&
  field.bareNumber !== false &&
  !field.groupChar &&
  (field.decimalChar === undefined || field.decimalChar === ".");
