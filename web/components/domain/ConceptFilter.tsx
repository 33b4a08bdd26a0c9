import { useWords } from "../../lib/language/language.tsx";
import styles from "./domain.module.css";
import { DOMAINS, DomainIcon } from "./DomainIcon.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface ConceptFilterProps {
  legend: string;
  /** What stands for no filter. */
  all: string;
  name: string;
  chosen: string | null;
  onChoose(concept: string | null): void;
}

/** One of the five life domains, or all of them. */
export function ConceptFilter({ legend, all, name, chosen, onChoose }: ConceptFilterProps) {
  const words = useWords({ nl, en });
  return (
    <fieldset className={styles.filter}>
      <legend>{legend}</legend>
      {[null, ...DOMAINS].map((domain) => (
        <label key={domain ?? ""} className={styles.filterChoice}>
          <input
            type="radio"
            name={name}
            value={domain ?? ""}
            checked={chosen === domain}
            onChange={() => onChoose(domain)}
          />
          {domain && <DomainIcon domain={domain} size={20} />}
          <span>{domain ? words[domain] : all}</span>
        </label>
      ))}
    </fieldset>
  );
}
