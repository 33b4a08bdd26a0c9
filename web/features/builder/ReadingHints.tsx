import { useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { type ReadingHint, readingHints } from "./reading.ts";

/** What can be said more plainly; nothing where nothing was found. */
export function ReadingHints({ text }: { text: string }) {
  const words = useWords({ nl, en });
  const hints = readingHints(text);
  if (hints.length === 0) return null;
  const said = (hint: ReadingHint) => {
    if (hint.kind === "LONG_SENTENCE") return words.longSentence(hint.words);
    return hint.kind === "LONG_WORD" ? words.longWord(hint.word) : words.jargon(hint.word, hint.instead);
  };
  return (
    <div className={styles.hints}>
      <p>{words.hintsTitle}</p>
      <ul>
        {hints.map((hint) => (
          <li key={said(hint)}>{said(hint)}</li>
        ))}
      </ul>
    </div>
  );
}
