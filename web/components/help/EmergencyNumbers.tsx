import { HELP_NUMBERS } from "../../lib/help/help-numbers.ts";
import { useLanguage } from "../../lib/language/language.tsx";
import styles from "./help.module.css";

/** Who answers now; the rest of the page must not be waited for. */
export function EmergencyNumbers({ title, lead }: { title: string; lead: string }) {
  const { locale } = useLanguage();
  return (
    <section className={styles.numbers} aria-labelledby="numbers">
      <h2 id="numbers">{title}</h2>
      <p>{lead}</p>
      <ul>
        {HELP_NUMBERS.map(({ name, number, what }) => (
          <li key={number}>
            <a href={`tel:${number.replace("-", "")}`}>
              {name[locale]}
              {name[locale] !== number && <span className={styles.number}>{number}</span>}
            </a>
            <span className={styles.what}>{what[locale]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
