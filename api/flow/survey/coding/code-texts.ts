import { chosenThemes } from "../../../../schema/coding.ts";
import type { Viewer } from "../../../people/people.ts";
import { type Agreement, agreementOn } from "./agreement.ts";
import { newestTheme } from "./codebook.ts";
import type { Codebook, CoderAgreement, Difference, OpenedText, Progress, Shared } from "./coding.ts";
import * as problems from "./problems.ts";
import type { Book, Reading } from "./reading.ts";
import { checked } from "./sent.ts";
import type { CodingRow, Go } from "./text.store.ts";

interface CodingTexts extends Shared {
  reading: Reading;
}

export interface CodingWish {
  text: string;
  themes: readonly string[];
  /** Of the codebook, as it was read */
  version: number;
  /** Of the coding that this one changes; 0 where there is none */
  revision: number;
}

/** Reading what people wrote, one text at a time, and saying which themes are in it. */
export const createCodingTexts = ({ database, clock, store, texts, reading, mayBeQuoted }: CodingTexts) => {
  function knownThemes({ themes, version }: Book, sent: unknown, of: number): string[] {
    if (of !== version) throw problems.codebookChanged();
    const chosen = [...new Set(checked(chosenThemes, sent, ["input", "themes"]))].sort();
    if (!chosen.every((code) => themes.some((theme) => theme.code === code)))
      throw problems.themeUnknown(["input", "themes"]);
    return chosen;
  }

  return {
    /** How far this person is; nothing where they may not read. */
    progressOf: async ({ id, themes }: Codebook, userId: string): Promise<Progress | null> =>
      (await store.mayRead(id, userId)) ? texts.progress(id, userId, newestTheme(themes)) : null,

    /** The next text, or the one beside another; null where there is none. Every opening is recorded. */
    openText: async (viewer: Viewer, id: string, go: Go): Promise<{ text: OpenedText | null } & Progress> =>
      reading(viewer, id, async (tx, codebook, seed) => {
        const { userId } = viewer;
        await texts.takeIn(id, await texts.askedIn(codebook, tx), tx);
        if ((await texts.writers(id, tx)) < 1) throw problems.tooFewTexts();
        const newest = newestTheme(codebook.themes);
        const row = await texts.open(tx, id, { userId, seed }, newest, go);
        if (row === null && go.to === "THIS") throw problems.textUnknown();
        if (row !== null)
          await texts.recordOpening(tx, { codebookId: id, textId: row.id, userId, reason: "CODE" }, clock());
        return {
          text: row && {
            id: row.id,
            words: row.words,
            themes: row.themes,
            revision: row.revision ?? 0,
            compared: row.comparedAt !== null,
            place: row.place,
            quotable: (await mayBeQuoted([row.responseId])).has(row.responseId),
          },
          ...(await texts.progress(id, userId, newest, tx)),
        };
      }),

    /** Keeps what somebody found in a text. The same once more changes nothing; an older save does not come back. */
    codeText: async (viewer: Viewer, id: string, wish: CodingWish): Promise<{ revision: number } & Progress> =>
      reading(viewer, id, async (tx, codebook) => {
        const { userId } = viewer;
        const { text: textId, version, revision } = wish;
        const themes = knownThemes(codebook, wish.themes, version);
        const text = await texts.text(tx, id, textId);
        if (text === null) throw problems.textUnknown();
        const before = await texts.coding(tx, textId, userId);
        const after = { revision: (before?.revision ?? 0) + 1, themes, version };
        const progress = () => texts.progress(id, userId, newestTheme(codebook.themes), tx);
        if (before !== null && before.version === version && sameThemes(before.themes, themes))
          return { revision: before.revision, ...(await progress()) };
        if (text.comparedAt !== null) throw problems.textCompared();
        if ((before?.revision ?? 0) !== revision) throw problems.codingChanged();
        await texts.code(tx, { textId, coderId: userId, ...after }, clock());
        return { revision: after.revision, ...(await progress()) };
      }),

    /** For each two who coded the same texts, by theme. */
    agreement: async ({ id, themes }: Codebook): Promise<CoderAgreement[]> => {
      const [codings, coders] = await Promise.all([texts.codingsOf(id), store.codersOf(id)]);
      const names = new Map(coders.map(({ userId, name }) => [userId, name]));
      return pairsOf(codings).map(({ one, other, pairs }) => ({
        coders: [names.get(one) ?? "?", names.get(other) ?? "?"],
        themes: themes.map((theme) => ({ theme, agreement: onTheme(theme, pairs) })),
      }));
    },

    /** How many texts this person and another found different things in, and nobody settled. */
    differencesOf: async ({ id, themes }: Codebook, userId: string): Promise<number> =>
      (await store.mayRead(id, userId))
        ? (await texts.differences(database, id, userId, newestTheme(themes))).length
        : 0,

    /**
     * The first text to settle, or the one after another; null where there is none. From then on its codings stand, so
     * that the agreement is of people who looked by themselves.
     */
    openDifference: async (viewer: Viewer, id: string, after: string | null): Promise<Difference | null> =>
      reading(viewer, id, async (tx, codebook) => {
        const { userId } = viewer;
        const ids = await texts.differences(tx, id, userId, newestTheme(codebook.themes));
        const textId = ids[after === null ? 0 : ids.indexOf(after) + 1];
        const text = textId === undefined ? null : await texts.text(tx, id, textId);
        if (textId === undefined || text === null) return null;
        await texts.markCompared(tx, textId, clock());
        await texts.recordOpening(tx, { codebookId: id, textId, userId, reason: "COMPARE" }, clock());
        const names = new Map((await store.codersOf(id, tx)).map((coder) => [coder.userId, coder.name]));
        const codings = await texts.codingsOfText(tx, textId);
        return {
          id: textId,
          words: text.words,
          codings: codings.map(({ coderId, themes }) => ({ coder: names.get(coderId) ?? "?", themes })),
          left: ids.length,
        };
      }),

    /** What counts for a text that was compared, whoever found what. Gives how many are left. */
    settleText: async (viewer: Viewer, id: string, wish: Omit<CodingWish, "revision">): Promise<{ left: number }> =>
      reading(viewer, id, async (tx, codebook) => {
        const themes = knownThemes(codebook, wish.themes, wish.version);
        const text = await texts.text(tx, id, wish.text);
        if (text === null) throw problems.textUnknown();
        if (text.comparedAt === null) throw problems.nothingToSettle();
        const settled = { textId: wish.text, themes, version: wish.version };
        await texts.settle(tx, { ...settled, settledById: viewer.userId, settledByName: viewer.name }, clock());
        const left = await texts.differences(tx, id, viewer.userId, newestTheme(codebook.themes));
        return { left: left.length };
      }),
  };
};

const sameThemes = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((code, at) => code === other[at]);

interface Pair {
  one: string;
  other: string;
  pairs: [CodingRow, CodingRow][];
}

/** Each two coders with the texts that both coded. */
function pairsOf(codings: readonly CodingRow[]): Pair[] {
  const byText = new Map<string, CodingRow[]>();
  for (const coding of codings) byText.set(coding.textId, [...(byText.get(coding.textId) ?? []), coding]);
  const found = new Map<string, Pair>();
  for (const ofText of byText.values())
    ofText.forEach((one, at) =>
      ofText.slice(at + 1).forEach((other) => {
        const key = `${one.coderId} ${other.coderId}`;
        const pair = found.get(key) ?? { one: one.coderId, other: other.coderId, pairs: [] };
        pair.pairs.push([one, other]);
        found.set(key, pair);
      }),
    );
  return [...found.values()];
}

/** Texts that both looked at when the theme was there. */
const onTheme = (
  { code, since }: { code: string; since: number },
  pairs: readonly [CodingRow, CodingRow][],
): Agreement =>
  agreementOn(
    pairs
      .filter((both) => both.every(({ version }) => version >= since))
      .map(([one, other]) => [one.themes.includes(code), other.themes.includes(code)]),
  );
