import { useState } from "react";
import type { ReactNode } from "react";
import { Button } from "../../components/button/Button.tsx";
import type { Purpose } from "../../components/consent/PurposeBoxes.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./consent.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Said } from "../../lib/language/language.tsx";
import { Words } from "../../lib/language/language.tsx";

interface PurposePartProps {
  purpose: Purpose;
  name: string;
  words: Said;
  /** How it stands, in a sentence */
  state: string;
  given: boolean;
  /** Neither yes nor no was said to these words. */
  undecided?: boolean;
  /** Whether a yes can be said now */
  mayGive: boolean;
  busy: boolean;
  onChoose(given: boolean): void;
  /** What else there is to know of it */
  children?: ReactNode;
}

/** One purpose: what it says, how it stands, and the way to change it. */
export function PurposePart({
  purpose,
  name,
  words: said,
  state,
  busy,
  onChoose,
  children,
  ...stands
}: PurposePartProps) {
  const { given, undecided = false, mayGive } = stands;
  const words = useWords({ nl, en });
  const [asked, setAsked] = useState(false);
  const id = `purpose-${purpose}`;
  const choose = (yes: boolean) => {
    setAsked(false);
    onChoose(yes);
  };
  return (
    <section className={styles.purpose} aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <p className={styles.written}>
        <Words of={said} />
      </p>
      <p>
        <strong>{state}</strong>
      </p>
      {given && !asked && (
        <div>
          <Button busy={busy} aria-label={words.takeBackLong(name)} onClick={() => setAsked(true)}>
            {words.takeBack}
          </Button>
        </div>
      )}
      {given && asked && (
        <div className={styles.tight} role="group" aria-label={words.takeBackLong(name)}>
          {/* Takes the focus: it is what the press before led to. */}
          <p tabIndex={-1} ref={(said) => said?.focus()}>
            {words.means[purpose]}
          </p>
          <div className={styles.row}>
            <Button onClick={() => setAsked(false)}>{words.notNow}</Button>
            <Button busy={busy} onClick={() => choose(false)}>
              {words.sure}
            </Button>
          </div>
        </div>
      )}
      {!given && mayGive && (
        <div className={styles.row}>
          <Button
            busy={busy}
            aria-label={undecided ? words.yesLong(name) : words.giveLong(name)}
            onClick={() => choose(true)}
          >
            {undecided ? words.yes : words.give}
          </Button>
          {undecided && (
            <Button busy={busy} aria-label={words.refuseLong(name)} onClick={() => choose(false)}>
              {words.no}
            </Button>
          )}
        </div>
      )}
      {children}
    </section>
  );
}
