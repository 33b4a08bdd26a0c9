import { useWords, Words } from "../../lib/language/language.tsx";
import type { Said } from "../../lib/language/language.tsx";
import { Checkbox } from "../form/Choices.tsx";
import styles from "./consent.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { ConsentWords } from "./nl.ts";

export type Purpose = keyof ConsentWords["purposes"];

interface PurposeBoxesProps {
  asked: readonly { purpose: Purpose; words: Said }[];
  chosen: ReadonlySet<Purpose>;
  onChange(chosen: ReadonlySet<Purpose>): void;
}

/** A box each, none of them ticked by anybody but the reader. */
export function PurposeBoxes({ asked, chosen, onChange }: PurposeBoxesProps) {
  const words = useWords({ nl, en });
  const change = (purpose: Purpose, given: boolean) => {
    const next = new Set(chosen);
    if (given) next.add(purpose);
    else next.delete(purpose);
    onChange(next);
  };
  return (
    <div className={styles.boxes}>
      {asked.map(({ purpose, words: said }) => (
        <Checkbox
          key={purpose}
          checked={chosen.has(purpose)}
          onChange={({ target }) => change(purpose, target.checked)}
          label={
            <>
              <strong className={styles.purpose}>{words.purposes[purpose]}</strong>
              <Words of={said} />
            </>
          }
        />
      ))}
    </div>
  );
}
