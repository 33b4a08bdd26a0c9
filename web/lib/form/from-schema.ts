import { set } from "react-hook-form";
import type { FieldErrors, FieldPath, FieldValues, Resolver, UseFormSetError } from "react-hook-form";
import type { z } from "zod";

/** Why a field does not pass, for words that a person understands. */
export type FieldIssue = { kind: "EMPTY" } | { kind: "TOO_LONG"; most: number } | { kind: "WRONG" };

/**
 * Holds a form against the schema that the API holds it against as well. `asSent` makes of the form's values
 * what is sent; the errors stand at the fields by the same names.
 */
export function fromSchema<Values extends FieldValues>(
  schema: z.ZodType,
  asSent: (values: Values) => unknown,
  say: (issue: FieldIssue) => string,
): Resolver<Values> {
  return (values) => {
    const checked = schema.safeParse(asSent(values));
    if (checked.success) return { values, errors: {} };
    const errors: FieldErrors<Values> = {};
    for (const issue of checked.error.issues)
      set(errors, issue.path.map(String).join("."), { type: issue.code, message: say(issueOf(issue)) });
    return { values: {}, errors };
  };
}

function issueOf(issue: z.core.$ZodIssue): FieldIssue {
  if (issue.code === "too_small" && issue.minimum === 1) return { kind: "EMPTY" };
  if (issue.code === "too_big" && issue.origin === "string") return { kind: "TOO_LONG", most: Number(issue.maximum) };
  return issue.code === "invalid_type" && issue.input === undefined ? { kind: "EMPTY" } : { kind: "WRONG" };
}

/** Puts a problem that the API found at the field it is about; false where it is about none of the form's fields. */
export function showProblem<Values extends FieldValues>(
  problem: { message: string; path: readonly string[] | null },
  fields: readonly FieldPath<Values>[],
  setError: UseFormSetError<Values>,
): boolean {
  const [argument, ...within] = problem.path ?? [];
  // The path is that of the argument; most take everything in one that is called input.
  const place = (argument === "input" ? within : (problem.path ?? [])).join(".");
  const field = fields.find((name) => name === place || (place !== "" && name.startsWith(`${place}.`)));
  if (!field) return false;
  setError(field, { type: "problem", message: problem.message }, { shouldFocus: true });
  return true;
}
