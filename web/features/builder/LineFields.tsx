import { Button } from "../../components/button/Button.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { AddOne } from "./AddOne.tsx";
import styles from "./builder.module.css";
import { ConceptField } from "./ConceptField.tsx";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { WrittenFields } from "./WrittenFields.tsx";

interface LineFieldsProps {
  lines: readonly DraftQuestion[];
  onChange(id: string, changes: Partial<DraftQuestion>, part: string | null): void;
  onAdd(words: string): void;
  onUp(id: string): void;
  onRemove(id: string): void;
}

/** What a question asks the same of, each with its name in the data; one a screen for whoever answers. */
export function LineFields({ lines, onChange, onAdd, onUp, onRemove }: LineFieldsProps) {
  const words = useWords({ nl, en });
  return (
    <fieldset className={styles.fields}>
      <legend>{words.lines}</legend>
      <p>{words.linesHelp}</p>
      {lines.map((line, at) => (
        <div key={line.id} className={styles.option}>
          <WrittenFields
            label={words.line(at + 1)}
            value={line.text}
            onChange={(text) => onChange(line.id, { text }, "text")}
          />
          <TextField
            label={words.lineVariable(at + 1)}
            value={line.variable}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => onChange(line.id, { variable: target.value }, "variable")}
          />
          <ConceptField value={line.concept} onChange={(concept) => onChange(line.id, { concept }, null)} />
          <p className={styles.actions}>
            {at > 0 && (
              <Button weight="QUIET" onClick={() => onUp(line.id)}>
                {words.lineUp(at + 1)}
              </Button>
            )}
            {lines.length > 1 && (
              <Button weight="QUIET" onClick={() => onRemove(line.id)}>
                {words.lineAway(at + 1)}
              </Button>
            )}
          </p>
        </div>
      ))}
      <AddOne label={words.newLine} add={words.addLine} onAdd={onAdd} />
    </fieldset>
  );
}
