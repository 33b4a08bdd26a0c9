import { z } from "zod";

/** What people may send about findings and outcomes. Limits keep a page readable, on a phone as well. */

export const PICTURES = ["POINTS", "BARS", "LINES", "TABLE"] as const;
export const OUTCOME_KINDS = ["ACTION", "DECISION", "ADVICE"] as const;
export const OUTCOME_STATUSES = ["PLANNED", "UNDERWAY", "DONE", "NOT_DONE"] as const;

const words = (most: number) =>
  z.strictObject({
    nl: z.string().trim().min(1).max(most),
    en: z
      .string()
      .trim()
      .max(most)
      .nullish()
      .transform((en) => en || null),
  });

/** Ids of what people wrote, in the order in which they are shown. */
const quotes = z.array(z.string().min(1).max(200)).max(6);

/** Midnight UTC of the day. */
const day = z.date();

export const newFinding = z.strictObject({
  result: z.string().min(1).max(200),
  title: words(160),
  words: words(2000),
  picture: z.enum(PICTURES),
  quotes: quotes.nullish().transform((given) => [...new Set(given ?? [])]),
});

export const findingChange = z.strictObject({
  title: words(160).nullish(),
  words: words(2000).nullish(),
  picture: z.enum(PICTURES).nullish(),
  quotes: quotes.nullish(),
});

const id = z.string().min(1).max(200);
const idOrNone = id.nullish().transform((given) => given ?? null);

/** It rests on one of them: a finding, or a theme of a meeting that the group has read. */
export const newOutcome = z.strictObject({
  finding: idOrNone,
  theme: idOrNone,
  workplace: id,
  kind: z.enum(OUTCOME_KINDS),
  what: words(1000),
  who: z.string().trim().min(1).max(200),
  status: z.enum(OUTCOME_STATUSES),
  reason: words(1000).nullish(),
  on: day,
});

export const outcomeChange = z.strictObject({
  what: words(1000).nullish(),
  who: z.string().trim().min(1).max(200).nullish(),
  status: z.enum(OUTCOME_STATUSES).nullish(),
  reason: words(1000).nullish(),
  on: day.nullish(),
});

export type NewFinding = z.input<typeof newFinding>;
export type FindingChange = z.input<typeof findingChange>;
export type NewOutcome = z.input<typeof newOutcome>;
export type OutcomeChange = z.input<typeof outcomeChange>;
