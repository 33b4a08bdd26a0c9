import { useDescribing } from "../form/describing.ts";
import { FieldError, Help } from "../form/FieldParts.tsx";
import { useSay, useWords, Words } from "../../lib/language/language.tsx";
import styles from "./question.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { ControlProps } from "./control.ts";

/** The options are pressed in the order that somebody wants: the first one first. Pressing again takes one out. */
export default function RankingControl({ question, heading, help, error, draft, onChoose }: ControlProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { helpId, errorId, describedBy } = useDescribing(help, error);
  const order = Array.isArray(draft) ? draft.map(String) : [];
  const press = (code: string) => {
    const next = order.includes(code) ? order.filter((each) => each !== code) : [...order, code];
    onChoose(next.length > 0 ? next : null);
  };
  const said = order.flatMap((code, at) => {
    const option = question.options.find((each) => each.code === code);
    return option ? [`${at + 1}: ${say(option.label)}`] : [];
  });
  return (
    <fieldset className={styles.scale} aria-describedby={describedBy}>
      <legend className={styles.legend}>{heading}</legend>
      <Help id={helpId}>{help}</Help>
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <div className={styles.ranked}>
        {question.options.map(({ code, label }) => {
          const place = order.indexOf(code) + 1;
          return (
            <button key={code} type="button" aria-pressed={place > 0} onClick={() => press(code)}>
              <span className={styles.place} aria-hidden="true">
                {place > 0 ? place : ""}
              </span>
              <span>
                <Words of={label} />
              </span>
              {place > 0 && <span className={styles.unseen}>, {words.inPlace(place)}</span>}
            </button>
          );
        })}
      </div>
      <p className={styles.unseen} role="status">
        {said.length > 0 && words.order(said.join(", "))}
      </p>
    </fieldset>
  );
}
