import type { Written } from "../survey.ts";

/**
 * An earlier answer within a text: {home} of this questionnaire, {last.home} of last time; {home|nothing} says what
 * stands there where there is no answer.
 */
const PIPE = /\{((?:last\.)?[A-Za-z][A-Za-z0-9_]{0,62})(?:\|([^{}|]*))?\}/g;

const NOTHING = "…";

/** `words` says what an answer is in the words of the reader; null where there is none. */
export const pipeText = (text: string, words: (name: string) => string | null): string =>
  text.replace(PIPE, (_, name: string, otherwise?: string) => words(name) ?? otherwise ?? NOTHING);

/** As it stands for everybody: in a codebook, in a list of questions. */
export const unpiped = (text: string): string => pipeText(text, () => null);

/** The names that a text takes answers from. */
export const pipedIn = (text: string): string[] => [...text.matchAll(PIPE)].flatMap(([, name]) => name ?? []);

export const isPiped = ({ text, help }: { text: Written; help: Written | null }): boolean =>
  [text, help].some((written) => [written?.nl, written?.en].some((words) => pipedIn(words ?? "").length > 0));
