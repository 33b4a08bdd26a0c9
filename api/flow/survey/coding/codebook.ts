import { CODING_LIMITS, type CodebookChange, type Theme } from "../../../../schema/coding.ts";
import { themeLimit, themeTaken, themeUnknown, themeUsed, themesNotAll } from "./problems.ts";

/** What a change makes of the themes of a codebook; `number` is the version that it makes. */
export function changedThemes(
  before: readonly Theme[],
  change: CodebookChange,
  number: number,
  /** Codes that some text has */
  used: ReadonlySet<string>,
): Theme[] {
  const known = (code: string, path: string): Theme => {
    const found = before.find((theme) => theme.code === code);
    if (found === undefined) throw themeUnknown([path, "code"]);
    return found;
  };
  if ("add" in change) {
    if (before.some(({ code }) => code === change.add.code)) throw themeTaken(change.add.code);
    if (before.length >= CODING_LIMITS.themes) throw themeLimit();
    return [...before, { ...change.add, since: number }];
  }
  if ("word" in change) {
    const { code } = known(change.word.code, "word");
    return before.map((theme) => (theme.code === code ? { ...theme, ...change.word } : theme));
  }
  if ("merge" in change) {
    const { from, into } = change.merge;
    known(from, "merge");
    known(into, "merge");
    if (from === into) throw themeUnknown(["merge", "into"]);
    return before.filter(({ code }) => code !== from);
  }
  if ("remove" in change) {
    const { code, label } = known(change.remove, "remove");
    if (used.has(code)) throw themeUsed(label);
    return before.filter((theme) => theme.code !== code);
  }
  const inOrder = change.order.map((code) => known(code, "order"));
  if (new Set(change.order).size !== before.length || inOrder.length !== before.length) throw themesNotAll();
  return inOrder;
}

/** What a coding, or what was settled, becomes where one theme was merged into another. */
export const mergedThemes = (chosen: readonly string[], from: string, into: string): string[] => [
  ...new Set(chosen.map((code) => (code === from ? into : code))),
];

/** Texts coded before this version have not been looked at for some theme. */
export const newestTheme = (themes: readonly Theme[]): number => Math.max(1, ...themes.map(({ since }) => since));
