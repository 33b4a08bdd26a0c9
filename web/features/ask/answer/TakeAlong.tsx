import { useLanguage, useWords } from "../../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

const ENDINGS = ["csv", "xlsx", "pdf", "txt", "json"] as const;

/** The answer as a file, by the API's own addresses, in the language of the page. */
export function TakeAlong({ id }: { id: string }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  return (
    <section aria-labelledby="take-along" className={styles.takeAlong}>
      <h3 id="take-along">{words.takeAlong}</h3>
      <ul>
        {ENDINGS.map((ending) => (
          <li key={ending}>
            <a href={`/results/${id}.${ending}?lang=${locale}`} download={`weerklank-${id}.${ending}`}>
              {words.files[ending].name}
            </a>{" "}
            <span className={styles.small}>{words.files[ending].holds}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
