import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { Button } from "../../components/button/Button.tsx";
import { FieldError } from "../../components/form/FieldParts.tsx";
import { SelectField } from "../../components/form/TextField.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { AddQuestion } from "./AddQuestion.tsx";
import styles from "./builder.module.css";
import { change, type DraftQuestion, newQuestions } from "./draft.ts";
import { en } from "./en.ts";
import { LineFields } from "./LineFields.tsx";
import { nl } from "./nl.ts";
import { LOGIC_PARTS, QuestionForm, type QuestionProblem } from "./QuestionForm.tsx";
import type { Writing } from "./useWriting.ts";
import {
  addAfterNumber,
  addLine,
  asOne,
  changeAll,
  duplicate,
  hasLines,
  keyOf,
  move,
  moveLineUp,
  moveTo,
  remove,
  removeLine,
  writtenIn,
} from "./written.ts";

/** A name for a question that no other will have. */
const newKey = (): string => `q-${crypto.randomUUID().slice(0, 13)}`;

/** Lines that share what is wrong with them say it once. */
const told = (problems: readonly QuestionProblem[]): QuestionProblem[] =>
  problems.filter((one, at) => problems.findIndex((other) => other.message === one.message) === at);

interface QuestionListProps {
  writing: Writing;
  /** What was said last time, which every question can look at */
  earlier: readonly DraftQuestion[];
  /** What the open question is known by */
  open: string | null;
  onOpen(key: string | null): void;
  /** Shows the question with this id on the phone. */
  onLook(id: string): void;
}

/** The questions in their order, one of them open. */
export function QuestionList({ writing, earlier, open, onOpen, onLook }: QuestionListProps) {
  const words = useWords({ nl, en });
  const { draft, saved, keeping, edit } = writing;
  const problemsAt = (at: number): QuestionProblem[] =>
    [...saved.problems, ...(keeping.kind === "INVALID" ? [keeping] : [])].flatMap(({ path, message }) =>
      path[0] === "questions" && path[1] === String(at) ? [{ part: path[2] ?? null, message }] : [],
    );
  const items = writtenIn(draft.questions).flatMap((parts) => {
    const [first] = parts;
    const question = hasLines(parts) ? asOne(parts) : first;
    return first && question ? [{ question, parts, at: draft.questions.indexOf(first), key: keyOf(parts, draft) }] : [];
  });
  const focusOn = (id: string) => document.getElementById(id)?.focus();
  return (
    <section aria-labelledby="questions" className={styles.part}>
      <h2 id="questions" tabIndex={-1}>
        {words.questions}
      </h2>
      <ol className={styles.questions}>
        {items.map(({ question, parts, at, key }, place) => (
          <QuestionItem
            key={key}
            {...{ question }}
            number={place + 1}
            isOpen={key === open}
            before={[...earlier, ...draft.questions.slice(0, at)]}
            count={items.length}
            problems={told(parts.flatMap((_, further) => problemsAt(at + further)))}
            onOpen={() => onOpen(key === open ? null : key)}
            onLook={() => onLook(parts[0]?.id ?? question.id)}
            onChange={(changes, part) =>
              edit(
                hasLines(parts) ? changeAll(draft, parts, changes) : change(draft, question.id, changes),
                part === null ? null : `${question.id} ${part}`,
              )
            }
            lines={
              hasLines(parts) ? (
                <LineFields
                  lines={parts}
                  onChange={(id, changes, part) =>
                    edit(change(draft, id, changes), part === null ? null : `${id} line ${part}`)
                  }
                  onAdd={(words) => edit(addLine(draft, parts, words))}
                  onUp={(id) => edit(moveLineUp(draft, id))}
                  onRemove={(id) => edit(removeLine(draft, id))}
                />
              ) : undefined
            }
            onMove={(by) => {
              // The list is put in order first: what is moved would lose the focus.
              flushSync(() => edit(move(draft, question.id, by)));
              focusOn(`${by < 0 ? "up" : "down"}-${question.id}`);
            }}
            onMoveTo={(to) => {
              flushSync(() => edit(moveTo(draft, question.id, to)));
              focusOn(`place-${question.id}`);
            }}
            onDuplicate={() => edit(duplicate(draft, question.id, newKey()))}
            onRemove={() => {
              flushSync(() => edit(remove(draft, question.id)));
              focusOn("questions");
            }}
          />
        ))}
      </ol>
      <AddQuestion
        count={items.length}
        onAdd={(kind, text, after) => {
          const before = items.slice(0, after).flatMap(({ parts }) => parts);
          const added = newQuestions(kind, text, newKey(), draft.questions, before);
          edit(addAfterNumber(draft, after, added));
          onOpen(keyOf(added, { questions: added }));
        }}
      />
    </section>
  );
}

interface QuestionItemProps {
  question: DraftQuestion;
  number: number;
  /** Of all questions */
  count: number;
  lines: ReactNode;
  isOpen: boolean;
  before: readonly DraftQuestion[];
  problems: readonly QuestionProblem[];
  onOpen(): void;
  onLook(): void;
  onChange(changes: Partial<DraftQuestion>, part: string | null): void;
  onMove(by: 1 | -1): void;
  onMoveTo(place: number): void;
  onDuplicate(): void;
  onRemove(): void;
}

function QuestionItem({ question, number, count, lines, isOpen, before, problems, ...on }: QuestionItemProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  return (
    <li>
      <button
        type="button"
        id={`open-${question.id}`}
        className={styles.opener}
        aria-expanded={isOpen}
        aria-controls={isOpen ? `form-${question.id}` : undefined}
        onClick={on.onOpen}
      >
        <span>
          {number}. {say(question.text) || words.noWords}
        </span>
        <small>
          {lines ? words.withLines : words.kinds[question.kind]}
          {question.relevance !== null && ` · ${words.sometimes}`}
        </small>
      </button>
      {problems
        .filter(({ part }) => !isOpen || !LOGIC_PARTS.some((each) => each === part))
        .map(({ message }) => (
          <FieldError key={message} id={undefined}>
            {message}
          </FieldError>
        ))}
      <p className={styles.actions}>
        <Button weight="QUIET" id={`up-${question.id}`} aria-label={words.up(number)} onClick={() => on.onMove(-1)}>
          {words.doing.up}
        </Button>
        <Button weight="QUIET" id={`down-${question.id}`} aria-label={words.down(number)} onClick={() => on.onMove(1)}>
          {words.doing.down}
        </Button>
        <Button weight="QUIET" aria-label={words.look(number)} onClick={on.onLook}>
          {words.doing.look}
        </Button>
        <Button weight="QUIET" aria-label={words.duplicate(number)} onClick={on.onDuplicate}>
          {words.doing.duplicate}
        </Button>
        <Button weight="QUIET" aria-label={words.remove(number)} onClick={on.onRemove}>
          {words.doing.remove}
        </Button>
      </p>
      {isOpen && (
        <div id={`form-${question.id}`}>
          {count > 1 && (
            <SelectField
              id={`place-${question.id}`}
              label={words.placeOf}
              value={String(number - 1)}
              options={Array.from({ length: count }, (_, at) => ({ value: String(at), label: String(at + 1) }))}
              onChange={({ target }) => on.onMoveTo(Number(target.value))}
            />
          )}
          <QuestionForm {...{ question, before, problems, lines }} onChange={on.onChange} />
        </div>
      )}
    </li>
  );
}
