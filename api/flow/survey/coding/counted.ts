import type { Theme } from "../../../../schema/coding.ts";

/** What somebody found in a text, and with which version of the codebook. */
export interface Found {
  themes: readonly string[];
  version: number;
}

/** What is known of one text. */
export interface CodedText {
  codings: readonly Found[];
  settled: Found | null;
}

/** null: nobody looked at it for this theme, or who did do not agree. */
export function countedTheme(theme: Pick<Theme, "code" | "since">, { codings, settled }: CodedText): boolean | null {
  if (settled !== null) return foundIn(theme, settled);
  const found = codings.map((coding) => foundIn(theme, coding)).filter((each) => each !== null);
  const [first] = found;
  return first !== undefined && found.every((each) => each === first) ? first : null;
}

/** A theme that came later was not looked for. */
const foundIn = ({ code, since }: Pick<Theme, "code" | "since">, { themes, version }: Found): boolean | null =>
  themes.includes(code) ? true : version >= since ? false : null;
