import { z } from "zod";
import type { Locale, Text } from "../../../schema/text.ts";

/** What something is called: as the study says it and, where it says that too, in English. */
export interface Labelled {
  label: string;
  labelEn?: string | null;
}

export const labelIn = ({ label, labelEn }: Labelled, locale: Locale): string =>
  locale === "en" ? (labelEn ?? label) : label;

/** What a number counts, in the words of a locale; a bare number has none. */
export const unitIn = (
  { unit, unitEn }: { unit: string | null; unitEn?: string | null },
  locale: Locale,
): string | null => (locale === "en" ? (unitEn ?? unit) : unit);

export const labelText = (of: Labelled): Text => ({ nl: of.label, en: labelIn(of, "en") });

/** A code of a variable and what it is called. */
export interface Category extends Labelled {
  code: string;
}

const rows = z.array(z.object({ code: z.string(), label: z.string(), labelEn: z.string().nullish() }));

/** From the Json column they are kept in. */
export const categoriesFrom = (kept: unknown): Category[] => categoryRows(rows.parse(kept));

/** As they are kept: without the key where there is no English. */
export const categoryRows = (categories: readonly Category[]) =>
  categories.map(({ code, label, labelEn }) => ({ code, label, ...(labelEn ? { labelEn } : {}) }));
