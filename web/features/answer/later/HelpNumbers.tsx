import { StopLink } from "../../../components/help/StopLink.tsx";
import { useLanguage } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import { HELP_NUMBERS, helpWords } from "../../../lib/help/help-numbers.ts";

/** With a question that may weigh on somebody. */
export default function HelpNumbers() {
  const { locale } = useLanguage();
  return (
    <aside className={styles.help} aria-label={helpWords.title[locale]}>
      <p>
        <strong>{helpWords.title[locale]}</strong> {helpWords.skip[locale]}
      </p>
      <ul>
        {HELP_NUMBERS.map(({ name, number, what }) => (
          <li key={number}>
            {name[locale]}, {what[locale]}: <a href={`tel:${number.replace("-", "")}`}>{number}</a>
          </li>
        ))}
      </ul>
      <StopLink />
    </aside>
  );
}
