import { useMemo, useState } from "react";
import { useMutation } from "urql";
import { withoutRemoved, type RemovalKind } from "../../../schema/coding.ts";
import { Button } from "../../components/button/Button.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { type Marks, partOf, suspects, wordsOf } from "./marking.ts";
import { nl } from "./nl.ts";
import type { OpenedText } from "./text-operations.ts";
import { MakeQuote } from "./text-operations.ts";

interface MakeQuotePartProps {
  codebook: string;
  text: OpenedText;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}

const MODES = ["NAME", "PLACE", "OTHER", "START", "END"] as const;
type Mode = (typeof MODES)[number];

/** A quote out of a text: words that give somebody away are marked, and what is left is shown as it will be. */
export function MakeQuotePart({ codebook, text, isOpen, onOpen }: MakeQuotePartProps) {
  const words = useWords({ nl, en });
  const [{ fetching, error }, makeQuote] = useMutation(MakeQuote);
  const [told, setTold] = useState<{ kind: "GOOD" | "WRONG"; message: string } | null>(null);
  const all = useMemo(() => wordsOf(text.words), [text.words]);
  const looked = useMemo(() => suspects(all), [all]);
  const [mode, setMode] = useState<Mode>("NAME");
  const [marks, setMarks] = useState<Marks>(new Map<number, RemovalKind>());
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(all.length - 1);
  const part = partOf(all, marks, from, to, text.words.length);
  const preview = withoutRemoved(text.words, part);

  const press = (place: number) => {
    setTold(null);
    if (mode === "START") return setFrom(Math.min(place, to));
    if (mode === "END") return setTo(Math.max(place, from));
    const next = new Map(marks);
    if (marks.get(place) === mode) next.delete(place);
    else next.set(place, mode);
    setMarks(next);
  };
  const send = async () => {
    setTold(null);
    const { data } = await makeQuote({ codebook, text: text.id, input: part });
    const answer = data?.makeQuote;
    if (answer?.__typename === "Problem") setTold({ kind: "WRONG", message: answer.message });
    if (answer?.__typename !== "Quote") return;
    setTold({ kind: "GOOD", message: words.quoteKept });
    onOpen(false);
  };

  if (!isOpen)
    return (
      <div>
        {told && <Notice kind={told.kind} title={told.message} />}
        <Button weight="QUIET" onClick={() => onOpen(true)}>
          {words.makeQuote}
        </Button>
      </div>
    );
  return (
    <section className={styles.marking} aria-label={words.makeQuote}>
      <p>{words.markIntro}</p>
      <div className={styles.modes}>
        <ChoiceGroup
          kind="radio"
          legend={words.mark}
          choices={MODES.map((value) => ({ value, label: words.marks[value] }))}
          chosen={[mode]}
          control={{
            name: "mark",
            onChange: (event) => setMode(MODES.find((value) => value === event.target.value) ?? mode),
          }}
        />
      </div>
      <p className={styles.words}>
        {all.map((word, place) => {
          const kind = marks.get(place);
          const isOut = place < from || place > to;
          const state = isOut ? words.outside : kind && words.marked[kind];
          return (
            <span key={word.start}>
              {word.before}
              <button
                type="button"
                className={[
                  styles.word,
                  looked.has(place) && styles.suspect,
                  kind && styles.removed,
                  isOut && styles.outside,
                ]
                  .filter(Boolean)
                  .join(" ")}
                aria-pressed={kind !== undefined}
                aria-label={state ? `${word.text}, ${state}` : word.text}
                onClick={() => press(place)}
              >
                {word.text}
              </button>
            </span>
          );
        })}
      </p>
      <h2 className={styles.small}>{words.preview}</h2>
      <blockquote className={styles.quote} aria-live="polite">
        {preview ?? words.previewNone}
      </blockquote>
      {error && <FailureNotice error={error} />}
      {told && <Notice kind={told.kind} title={told.message} />}
      <div className={styles.actions}>
        <Button weight="PRIMARY" busy={fetching || preview === null} onClick={() => void send()}>
          {words.keepQuote}
        </Button>
        <Button onClick={() => onOpen(false)}>{words.stop}</Button>
      </div>
    </section>
  );
}
