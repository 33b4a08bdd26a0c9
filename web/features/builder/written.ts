import { gathered, lineOf } from "../../../schema/kinds/composed.ts";
import { addAfter, type Draft, type DraftQuestion, freeName, uniqueName } from "./draft.ts";

/**
 * A questionnaire by the questions that somebody writes: one with lines is a question each line in the draft, and is
 * ordered, changed and taken away as one.
 */

type Questions = readonly DraftQuestion[];

/** Together what was written as one; a question alone otherwise. */
export const writtenIn = (questions: Questions): DraftQuestion[][] => gathered(questions);

export const hasLines = (parts: Questions): boolean => parts[0] !== undefined && lineOf(parts[0]) !== null;

/** The number, from 1, under which somebody finds the question at this place of the draft. */
export function numberAt(questions: Questions, at: number): number {
  const question = questions[at];
  return question ? itemOf(writtenIn(questions), question.id) + 1 : at + 1;
}

const itemOf = (items: readonly Questions[], id: string): number =>
  items.findIndex((parts) => parts.some((part) => part.id === id));

/** The one question that lines were written as. */
export function asOne([first]: Questions): DraftQuestion | null {
  return first?.stem ? { ...first, text: first.stem, stem: null } : null;
}

/** What a question is known by while it is written: the same whichever of its lines stands first. */
export function keyOf(parts: Questions, { questions }: Pick<Draft, "questions">): string {
  const [first] = parts;
  const of = first && lineOf(first)?.of;
  const isFirst = of && questions.find((question) => lineOf(question)?.of === of) === first;
  return (isFirst && of) || (first?.id ?? "");
}

/** The same change to all lines of a question. */
export function changeAll(draft: Draft, parts: Questions, { text, ...changes }: Partial<DraftQuestion>): Draft {
  const ids = new Set(parts.map(({ id }) => id));
  const all = text ? { ...changes, stem: text } : changes;
  return {
    ...draft,
    questions: draft.questions.map((question) => (ids.has(question.id) ? { ...question, ...all } : question)),
  };
}

const CODE_LENGTH = 24;

/** One more line after the others, with a code and a variable of its own. */
export function addLine(draft: Draft, parts: Questions, nl: string): Draft {
  const last = parts.at(-1);
  const line = last && lineOf(last);
  if (!line) return draft;
  const { of, code } = line;
  const codes = draft.questions.map(lineOf).flatMap((each) => (each?.of === of ? each.code : []));
  const own = uniqueName(freeName(nl, []).slice(0, CODE_LENGTH), codes);
  const base = last.variable.endsWith(`_${code}`) ? last.variable.slice(0, -code.length - 1) : last.variable;
  const added = {
    ...last,
    id: `${of}-${own}`,
    text: { nl, en: null },
    variable: uniqueName(
      `${base}_${own}`,
      draft.questions.map(({ variable }) => variable),
    ),
    concept: null,
  };
  return addAfter(draft, draft.questions.indexOf(last) + 1, [added]);
}

/** One question of the draft less: a line, or one that stands alone. */
export const removeLine = (draft: Draft, id: string): Draft => ({
  ...draft,
  questions: draft.questions.filter((question) => question.id !== id),
});

/** A line one place up among the lines. */
export function moveLineUp(draft: Draft, id: string): Draft {
  const at = draft.questions.findIndex((question) => question.id === id);
  const [before, here] = [draft.questions[at - 1], draft.questions[at]];
  if (!before || !here) return draft;
  return { ...draft, questions: draft.questions.toSpliced(at - 1, 2, here, before) };
}

export function remove(draft: Draft, id: string): Draft {
  const items = writtenIn(draft.questions);
  return { ...draft, questions: items.toSpliced(itemOf(items, id), 1).flat() };
}

/** To another place, from 0; stays where there is no such place. */
export function moveTo(draft: Draft, id: string, place: number): Draft {
  const items = writtenIn(draft.questions);
  const at = itemOf(items, id);
  const here = items[at];
  if (!here || !items[place] || place === at) return draft;
  return { ...draft, questions: items.toSpliced(at, 1).toSpliced(place, 0, here).flat() };
}

/** One place up or down; stays where it cannot go further. */
export const move = (draft: Draft, id: string, by: 1 | -1): Draft =>
  moveTo(draft, id, itemOf(writtenIn(draft.questions), id) + by);

/** After the question with this number, from 1; 0 puts it before all. */
export function addAfterNumber(draft: Draft, number: number, added: Questions): Draft {
  const before = writtenIn(draft.questions).slice(0, number).flat();
  return addAfter(draft, before.length, added);
}

/** The same question once more, after it, with variables of its own. */
export function duplicate(draft: Draft, id: string, key: string): Draft {
  const items = writtenIn(draft.questions);
  const parts = items[itemOf(items, id)] ?? [];
  const last = parts.at(-1);
  if (!last) return draft;
  const taken = draft.questions.map(({ variable }) => variable);
  const copies = parts.map((part) => {
    const line = lineOf(part);
    const variable = uniqueName(part.variable, taken);
    taken.push(variable);
    return { ...part, id: line ? `${key}-${line.code}` : key, variable };
  });
  return addAfter(draft, draft.questions.indexOf(last) + 1, copies);
}
