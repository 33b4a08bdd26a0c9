import type { QuotePart, Removal, RemovalKind } from "../../../schema/coding.ts";

/** A word of a text, with its place; punctuation around it is not in it. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** What stands between it and the word before */
  before: string;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’@._-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu;

export function wordsOf(text: string): Word[] {
  let at = 0;
  return [...text.matchAll(WORD)].map(({ 0: word, index: start }) => {
    const before = text.slice(at, start);
    at = start + word.length;
    return { text: word, start, end: at, before };
  });
}

/** Begins a sentence: a capital says nothing there. */
const begins = (word: Word, place: number): boolean => place === 0 || /[.!?:\n]/.test(word.before);

/**
 * Places of words that somebody should look at: a capital within a sentence, digits, an address of mail. A list would
 * know some names and miss others; what is taken out, a person decides.
 */
export const suspects = (words: readonly Word[]): Set<number> =>
  new Set(
    words.flatMap((word, place) =>
      /\p{N}/u.test(word.text) || word.text.includes("@") || (/^\p{Lu}/u.test(word.text) && !begins(word, place))
        ? [place]
        : [],
    ),
  );

export type Marks = ReadonlyMap<number, RemovalKind>;

/** What is quoted, from one word to another, and what is taken out; neighbours of one kind are one. */
export function partOf(words: readonly Word[], marks: Marks, from: number, to: number, length: number): QuotePart {
  const removed: Removal[] = [];
  for (let place = from; place <= to; place++) {
    const kind = marks.get(place);
    const word = words[place];
    if (kind === undefined || word === undefined) continue;
    const last = removed.at(-1);
    const joined = last?.kind === kind && marks.get(place - 1) === kind && /^\s+$/.test(word.before);
    if (last && joined) last.end = word.end;
    else removed.push({ start: word.start, end: word.end, kind });
  }
  return {
    start: from === 0 ? 0 : (words[from]?.start ?? 0),
    end: to === words.length - 1 ? length : (words[to]?.end ?? length),
    removed,
  };
}
