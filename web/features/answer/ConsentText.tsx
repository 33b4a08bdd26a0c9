import type { Said } from "../../lib/language/language.tsx";
import { useLanguage } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";

/** The words that are agreed to, as the researchers wrote them; an empty line begins a new paragraph. */
export function ConsentText({ text }: { text: Said }) {
  const { locale } = useLanguage();
  const shown = locale === "en" && text.en ? { words: text.en, lang: "en" } : { words: text.nl, lang: "nl" };
  return (
    <div className={styles.tight} lang={shown.lang}>
      {shown.words.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} className={styles.asWritten}>
          {paragraph}
        </p>
      ))}
    </div>
  );
}
