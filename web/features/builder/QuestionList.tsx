import { type ReactNode, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../../components/button/Button.tsx";
import { FieldError } from "../../components/form/FieldParts.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { AddQuestion } from "./AddQuestion.tsx";
import styles from "./builder.module.css";
import { addAfter, change, type DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { LineFields } from "./LineFields.tsx";
import { nl } from "./nl.ts";
import { LOGIC_PARTS, QuestionForm, type QuestionProblem } from "./QuestionForm.tsx";
import type { Writing } from "./useWriting.ts";
import {
  addLine,
  asOne,
  changeAll,
  duplicate,
  hasLines,
  keyOf,
  move,
  moveLineUp,
  remove,
  removeLine,
  writtenIn,
} from "./written.ts";

/** A name for a question that no other will have. */
const newKey = (): string => `q-${crypto.randomUUID().slice(0, 13)}`;

/** Lines that share what is wrong with them say it once. */
const told = (problems: readonly QuestionProblem[]): QuestionProblem[] =>
  problems.filter((one, at) => problems.findIndex((other) => other.message === one.message) === at);

/** The questions in their order, one of them open. */
export function QuestionList({ writing }: { writing: Writing }) {
  const words = useWords({ nl, en });
  const { draft, saved, keeping, edit } = writing;
  const [open, setOpen] = useState<string | null>(null);
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
            before={draft.questions.slice(0, at)}
            problems={told(parts.flatMap((_, further) => problemsAt(at + further)))}
            onOpen={() => setOpen(key === open ? null : key)}
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
            onDuplicate={() => edit(duplicate(draft, question.id, newKey()))}
            onRemove={() => {
              flushSync(() => edit(remove(draft, question.id)));
              focusOn("questions");
            }}
          />
        ))}
      </ol>
      <AddQuestion
        others={draft.questions}
        newKey={newKey}
        onAdd={(added) => {
          edit(addAfter(draft, draft.questions.length, added));
          setOpen(keyOf(added, { questions: added }));
        }}
      />
    </section>
  );
}

interface QuestionItemProps {
  question: DraftQuestion;
  number: number;
  lines: ReactNode;
  isOpen: boolean;
  before: readonly DraftQuestion[];
  problems: readonly QuestionProblem[];
  onOpen(): void;
  onChange(changes: Partial<DraftQuestion>, part: string | null): void;
  onMove(by: 1 | -1): void;
  onDuplicate(): void;
  onRemove(): void;
}

function QuestionItem({ question, number, lines, isOpen, before, problems, ...on }: QuestionItemProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  return (
    <li>
      <button
        type="button"
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
        <Button weight="QUIET" id={`up-${question.id}`} onClick={() => on.onMove(-1)}>
          {words.up(number)}
        </Button>
        <Button weight="QUIET" id={`down-${question.id}`} onClick={() => on.onMove(1)}>
          {words.down(number)}
        </Button>
        <Button weight="QUIET" onClick={on.onDuplicate}>
          {words.duplicate(number)}
        </Button>
        <Button weight="QUIET" onClick={on.onRemove}>
          {words.remove(number)}
        </Button>
      </p>
      {isOpen && (
        <div id={`form-${question.id}`}>
          <QuestionForm {...{ question, before, problems, lines }} onChange={on.onChange} />
        </div>
      )}
    </li>
  );
}
