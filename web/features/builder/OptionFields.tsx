import { KINDS } from "../../../schema/kinds/kinds.ts";
import { Button } from "../../components/button/Button.tsx";
import { Checkbox } from "../../components/form/Choices.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { AddOne } from "./AddOne.tsx";
import styles from "./builder.module.css";
import { type DraftOption, type DraftQuestion, freeName } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { WrittenFields } from "./WrittenFields.tsx";

interface OptionFieldsProps {
  question: DraftQuestion;
  onChange(options: DraftOption[], part: string | null): void;
}

/** The answers to choose from, each with the code that the data have. */
export function OptionFields({ question, onChange }: OptionFieldsProps) {
  const words = useWords({ nl, en });
  const { options } = question;
  const set = (at: number, changes: Partial<DraftOption>, part: string | null) =>
    onChange(
      options.map((option, place) => (place === at ? { ...option, ...changes } : option)),
      part,
    );
  const add = (label: string) => {
    const code = freeName(
      label,
      options.map((option) => option.code),
    );
    onChange([...options, { code, label: { nl: label, en: null }, excludes: false }], null);
  };
  const moveUp = (at: number) => {
    const [before, here] = [options[at - 1], options[at]];
    if (before && here) onChange(options.toSpliced(at - 1, 2, here, before), null);
  };
  return (
    <fieldset className={styles.fields}>
      <legend>{words.options}</legend>
      {options.map((option, at) => (
        <div key={at} className={styles.option}>
          <WrittenFields
            label={words.option(at + 1)}
            value={option.label}
            onChange={(label) => set(at, { label }, `option ${at}`)}
          />
          <TextField
            label={words.code(at + 1)}
            value={option.code}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => set(at, { code: target.value }, `code ${at}`)}
          />
          {KINDS[question.kind].mayExclude && (
            <Checkbox
              label={words.excludes}
              checked={option.excludes}
              onChange={({ target }) => set(at, { excludes: target.checked }, null)}
            />
          )}
          <p className={styles.actions}>
            {at > 0 && (
              <Button weight="QUIET" onClick={() => moveUp(at)}>
                {words.optionUp(at + 1)}
              </Button>
            )}
            <Button weight="QUIET" onClick={() => onChange(options.toSpliced(at, 1), null)}>
              {words.optionAway(at + 1)}
            </Button>
          </p>
        </div>
      ))}
      <AddOne label={words.newOption} add={words.addOption} onAdd={add} />
    </fieldset>
  );
}
