import { z } from "zod";

/** What may be sent about themes in open answers, who may read these, and what may be quoted. */

export const CODING_LIMITS = {
  themes: 60,
  /** Themes of one text */
  together: 30,
  label: 80,
  when: 1_000,
  /** UTF-16 units of a quote */
  quote: 600,
  removals: 60,
} as const;

/** Fewer different people than this, and a text would tell whose it is. */
export const FEWEST_WRITERS = 10;
/** Coded by two: fewer say nothing of how well they agree. */
export const FEWEST_COMPARED = 20;

export const REMOVAL_KINDS = ["NAME", "PLACE", "OTHER"] as const;
export type RemovalKind = (typeof REMOVAL_KINDS)[number];

/** What stands in a quote for what was taken out, the same for everybody. */
export const REMOVED: Record<RemovalKind, string> = { NAME: "[naam]", PLACE: "[plaats]", OTHER: "[weggelaten]" };

const written = (most: number) =>
  z.strictObject({
    nl: z.string().trim().min(1).max(most),
    en: z
      .string()
      .trim()
      .max(most)
      .nullish()
      .transform((en) => en || null),
  });

/** Becomes part of the name of a variable. */
export const themeCode = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/);

const themeWords = {
  label: written(CODING_LIMITS.label),
  /** When it fits, and when it does not */
  when: written(CODING_LIMITS.when)
    .nullish()
    .transform((when) => when ?? null),
};

export const theme = z.strictObject({
  code: themeCode,
  ...themeWords,
  /** The version that brought it: what was coded before has not been looked at for it. */
  since: z.int().min(1),
});
export type Theme = z.output<typeof theme>;
export const themes = z.array(theme).max(CODING_LIMITS.themes);

/** One change makes the next version; exactly one of them is sent. */
export const codebookChange = z.union([
  z.strictObject({ add: z.strictObject({ code: themeCode, ...themeWords }) }),
  z.strictObject({ word: z.strictObject({ code: themeCode, ...themeWords }) }),
  z.strictObject({ merge: z.strictObject({ from: themeCode, into: themeCode }) }),
  z.strictObject({ remove: themeCode }),
  z.strictObject({ order: z.array(themeCode).max(CODING_LIMITS.themes) }),
]);
export type CodebookChange = z.output<typeof codebookChange>;

export const codingPurpose = z.string().trim().min(1).max(1_000);

export const CODER_DECISIONS = ["GRANT", "DECLINE", "WITHDRAW"] as const;
export const THEME_DECISIONS = ["DECLARE", "TURN_DOWN"] as const;

export const chosenThemes = z.array(themeCode).max(CODING_LIMITS.together);

const place = z.int().min(0).max(20_000);
const span = { start: place, end: place };

export const removals = z.array(z.strictObject({ ...span, kind: z.enum(REMOVAL_KINDS) })).max(CODING_LIMITS.removals);
export type Removal = z.output<typeof removals>[number];

export const quotePart = z.strictObject({ ...span, removed: removals });
export type QuotePart = z.output<typeof quotePart>;

/**
 * The part of a text with brackets in place of what is taken out; null where places lie outside it, overlap, or nothing
 * but brackets would be left.
 */
export function withoutRemoved(text: string, { start, end, removed }: QuotePart): string | null {
  if (start >= end || end > text.length) return null;
  const sorted = removed.toSorted((one, other) => one.start - other.start);
  let at = start;
  let words = "";
  let left = "";
  for (const { start: from, end: to, kind } of sorted) {
    if (from < at || from >= to || to > end) return null;
    left += text.slice(at, from);
    words += text.slice(at, from) + REMOVED[kind];
    at = to;
  }
  left += text.slice(at, end);
  words += text.slice(at, end);
  return /\p{L}/u.test(left) && words.trim().length <= CODING_LIMITS.quote ? words.trim() : null;
}
