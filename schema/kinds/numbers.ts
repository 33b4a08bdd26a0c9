import { type CheckedAnswer, type Kind, kept, refused } from "./kind.ts";

interface Limits {
  minimum?: number;
  maximum?: number;
  integer?: boolean;
}

function checkNumber(
  value: unknown,
  { minimum = -Infinity, maximum = Infinity, integer = false }: Limits,
): CheckedAnswer {
  if (typeof value !== "number" || !Number.isFinite(value))
    return refused("ANSWER_WRONG_KIND", "Vul een getal in.", "Fill in a number.");
  if (integer && !Number.isInteger(value))
    return refused("ANSWER_WRONG_KIND", "Vul een heel getal in.", "Fill in a whole number.");
  if (value < minimum || value > maximum)
    return refused(
      "ANSWER_OUT_OF_RANGE",
      `Vul een getal in van ${minimum} tot en met ${maximum}.`,
      `Fill in a number from ${minimum} to ${maximum}.`,
    );
  return kept(value === 0 ? 0 : value);
}

/** A step of a scale with words at both ends; as faces where it says so. */
export const scale: Kind = {
  parts: ["scale", "bandings"],
  needs: ["scale"],
  leastOptions: 0,
  check: ({ scale: range }, value) => checkNumber(value, { ...range, integer: true }),
  type: () => ({ is: "NUMBER", whole: true }),
};

/** A number within limits, with a unit where it has one. */
export const number: Kind = {
  parts: ["number", "bandings"],
  needs: ["number"],
  leastOptions: 0,
  check: ({ number: limits }, value) => checkNumber(value, { ...limits }),
  type: ({ number: limits }) => ({ is: "NUMBER", whole: limits?.integer ?? false }),
};
