import { z } from "zod";

/**
 * Variables that are made of others: what a researcher may propose, and what is kept with the study once a steward has
 * declared it. A definition is data: names, codes and declared limits, never an expression.
 */

export const DERIVED_LIMITS = {
  conditions: 20,
  cases: 40,
  /** Conditions that hold together in one case or event */
  together: 10,
  codes: 200,
  bandings: 10,
  bandLimits: 60,
  timeSince: 200,
} as const;

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9_+.-]{0,31}$/;

const finite = z.number().min(-1e12).max(1e12);
const absent = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null);
const reference = z.string().min(1).max(200);

/**
 * True where the variable has one of the codes, or lies from min up to, not including, max. Looked at in the wave itself,
 * or in a named one whatever the wave. Neither true nor false where the variable is missing.
 */
export const derivedCondition = z
  .strictObject({
    variable: reference,
    wave: absent(reference),
    in: absent(z.array(z.string().max(200)).min(1).max(DERIVED_LIMITS.codes)),
    min: absent(finite),
    max: absent(finite),
  })
  .superRefine((condition, context) => {
    const byLimits = condition.min !== null || condition.max !== null;
    if ((condition.in !== null) === byLimits)
      context.addIssue({ code: "custom", message: "codes_or_limits", input: condition });
    if (condition.min !== null && condition.max !== null && condition.min >= condition.max)
      context.addIssue({ code: "custom", path: ["max"], message: "not_above_minimum", input: condition });
  });

const category = z.strictObject({ code: z.string().regex(CODE), label: z.string().trim().min(1).max(200) });

const bandings = z
  .array(
    z
      .strictObject({
        name: z.string().trim().min(1).max(60),
        limits: z.array(finite).min(1).max(DERIVED_LIMITS.bandLimits),
      })
      .refine(({ limits }) => limits.every((limit, at) => at === 0 || limit > (limits[at - 1] ?? limit)), {
        message: "not_ascending",
        path: ["limits"],
      }),
  )
  .max(DERIVED_LIMITS.bandings)
  .nullish()
  .transform((given) => given ?? [])
  .refine((given) => new Set(given.map(({ name }) => name)).size === given.length, "repeated");

const several = z.array(derivedCondition).min(2).max(DERIVED_LIMITS.conditions);
const together = z.array(derivedCondition).min(1).max(DERIVED_LIMITS.together);

/** The first case that holds gives the code; `otherwise` where none does. Cannot be told where one before it cannot. */
const recode = z
  .strictObject({
    kind: z.literal("RECODE"),
    cases: z
      .array(category.extend({ when: together }))
      .min(1)
      .max(DERIVED_LIMITS.cases),
    otherwise: absent(category),
    /** From low to high */
    ordered: z
      .boolean()
      .nullish()
      .transform((ordered) => ordered ?? false),
  })
  .superRefine(({ cases, otherwise }, context) => {
    const codes = [...cases, ...(otherwise ? [otherwise] : [])].map(({ code }) => code);
    if (codes.length < 2) context.addIssue({ code: "custom", path: ["cases"], message: "too_few", input: cases });
    codes.forEach((code, at) => {
      if (codes.indexOf(code) === at) return;
      const path = at < cases.length ? ["cases", at, "code"] : ["otherwise", "code"];
      context.addIssue({ code: "custom", path, message: "repeated", input: code });
    });
  });

export const CHANGE_FROM = ["FIRST", "PREVIOUS"] as const;

export const derivedDefinition = z.discriminatedUnion("kind", [
  recode,
  /** How many of them hold. */
  z.strictObject({ kind: z.literal("COUNT"), conditions: several, bandings }),
  /** Whether all of them hold: false as soon as one is false. */
  z.strictObject({ kind: z.literal("ALL"), conditions: several }),
  /** Whether one of them holds: true as soon as one is true. */
  z.strictObject({ kind: z.literal("ANY"), conditions: several }),
  /**
   * Numbers: the value less the person's first valid value, or the one of the study's wave before. Codes: the same or
   * changed; with an order: down, same or up.
   */
  z
    .strictObject({
      kind: z.literal("CHANGE"),
      variable: reference,
      from: z.enum(CHANGE_FROM),
      /** Of the difference. Where left out: what the variable's own limits allow. */
      minimum: absent(finite),
      maximum: absent(finite),
      bandings,
    })
    .refine(({ minimum, maximum }) => (minimum === null) === (maximum === null), {
      message: "both_limits",
      path: ["maximum"],
    })
    .refine(({ minimum, maximum }) => minimum === null || maximum === null || minimum < maximum, {
      message: "not_above_minimum",
      path: ["maximum"],
    }),
  /** Waves since all of the event first held together, as far as that was seen; `atMost` stands for so many and more. */
  z.strictObject({
    kind: z.literal("TIME_SINCE"),
    event: together,
    atMost: z.int().min(1).max(DERIVED_LIMITS.timeSince),
    bandings,
  }),
]);

export const derivedProposal = z.strictObject({
  name: z.string().regex(NAME),
  label: z.string().trim().min(1).max(200),
  concept: absent(z.string().trim().min(1).max(60)),
  /** What it is for, so that a steward can judge it. */
  purpose: z.string().trim().min(1).max(1_000),
  definition: derivedDefinition,
});

export const DERIVED_DECISIONS = ["DECLARE", "TURN_DOWN", "WITHDRAW"] as const;

export const derivedDecision = z.strictObject({
  decision: z.enum(DERIVED_DECISIONS),
  reason: z.string().trim().min(1).max(1_000),
});

export type DerivedCondition = z.output<typeof derivedCondition>;
export type DerivedDefinition = z.output<typeof derivedDefinition>;
export type DerivedKind = DerivedDefinition["kind"];
export type DerivedProposal = z.output<typeof derivedProposal>;
export type DerivedDraft = z.input<typeof derivedProposal>;
export type DerivedDecision = z.output<typeof derivedDecision>;

/** Every condition in it, in order. */
export function conditionsOf(definition: DerivedDefinition): DerivedCondition[] {
  switch (definition.kind) {
    case "RECODE":
      return definition.cases.flatMap(({ when }) => when);
    case "COUNT":
    case "ALL":
    case "ANY":
      return definition.conditions;
    case "TIME_SINCE":
      return definition.event;
    case "CHANGE":
      return [];
  }
}

/** Names of the variables it is made of, each once. */
export const inputsOf = (definition: DerivedDefinition): string[] =>
  definition.kind === "CHANGE"
    ? [definition.variable]
    : [...new Set(conditionsOf(definition).map(({ variable }) => variable))];
