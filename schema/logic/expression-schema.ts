import { z } from "zod";
import { isDay } from "../day.ts";
import { type Expression, EXPRESSION_LIMITS, FUNCTIONS, type FunctionName, isFunctionName } from "./expression.ts";
import { parseExpression } from "./parse.ts";

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;
const name = z.string().regex(NAME);

/** In Unicode as it is kept, and printable with one of the two quotes. */
const text = z
  .string()
  .max(EXPRESSION_LIMITS.string)
  .refine(
    (value) =>
      !value.includes("\u0000") && !/\p{Surrogate}/u.test(value) && !(value.includes("'") && value.includes('"')),
  );

const functionName = z.string().refine((call): call is FunctionName => isFunctionName(call));

const tree: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    text,
    z
      .number()
      .min(-1e12)
      .max(1e12)
      .transform((value) => value + 0),
    z.boolean(),
    z.strictObject({ date: z.string().refine(isDay) }),
    z.strictObject({ answer: name }),
    z.strictObject({ last: name }),
    z.strictObject({ self: z.literal(true) }),
    z
      .strictObject({ call: functionName, of: z.array(tree) })
      .refine(({ call, of }) => of.length >= FUNCTIONS[call][0] && of.length <= FUNCTIONS[call][1]),
  ]),
);

/** Counted before anything goes in. So many parts cannot be nested deeper than what goes in can bear. */
function isWithinLimits(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let parts = 0; level.length > 0;) {
    parts += level.length;
    if (parts > EXPRESSION_LIMITS.parts) return false;
    level = level.flatMap((part) =>
      typeof part === "object" && part !== null && "of" in part && Array.isArray(part.of)
        ? part.of.slice(0, EXPRESSION_LIMITS.parts + 1)
        : [],
    );
  }
  return true;
}

/** As text, as people write it, or as the tree that is kept; the tree comes out. */
export const expressionSchema: z.ZodType<Expression, Expression | { text: string }> = z
  .unknown()
  .transform((given, context): unknown => {
    if (typeof given !== "object" || given === null || !("text" in given) || typeof given.text !== "string")
      return given;
    const parsed = parseExpression(given.text);
    if (parsed.ok) return parsed.expression;
    context.addIssue({ code: "custom", message: "expression", params: parsed.text, input: given });
    return z.NEVER;
  })
  .refine(isWithinLimits, { message: "expression_too_large", abort: true })
  .pipe(tree) as z.ZodType<Expression, Expression | { text: string }>;
