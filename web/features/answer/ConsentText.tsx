import type { Said } from "../../lib/language/language.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/**
 * The words that are agreed to, as the researchers wrote them; an empty line begins a new paragraph. Who reads what is
 * written in own words stands under it, whatever the researchers wrote.
 */
export function ConsentText({ text }: { text: Said }) {
  const { locale } = useLanguage();
  const words = useWords({ nl, en });
  const shown = locale === "en" && text.en ? { words: text.en, lang: "en" } : { words: text.nl, lang: "nl" };
  return (
    <div className={styles.tight}>
      <div className={styles.tight} lang={shown.lang}>
        {shown.words.split(/\n\s*\n/).map((paragraph) => (
          <p key={paragraph} className={styles.asWritten}>
            {paragraph}
          </p>
        ))}
      </div>
      <p>{words.readers}</p>
    </div>
  );
}
