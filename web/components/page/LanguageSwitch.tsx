import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import styles from "./page.module.css";

/** Begins with what is seen, so that it can also be said to the page. */
const NAMES = { nl: "NL, Nederlands", en: "EN, English" } as const;

/** Says the other language in that language. */
export function LanguageSwitch() {
  const { locale, setLocale } = useLanguage();
  const words = useWords({ nl, en });
  return (
    <div className={styles.languages} role="group" aria-label={words.language}>
      {(["nl", "en"] as const).map((offered) => (
        <button
          key={offered}
          type="button"
          lang={offered}
          className={styles.language}
          aria-pressed={offered === locale}
          aria-label={NAMES[offered]}
          onClick={() => setLocale(offered)}
        >
          {offered.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
