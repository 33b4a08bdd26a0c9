import { Button } from "../../components/button/Button.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { SelectField } from "../../components/form/TextField.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayLimit } from "../../lib/question/sentence.ts";
import styles from "./derived.module.css";
import { emptyCondition, fitForCondition, limitsOf } from "./draft.ts";
import type { ConditionDraft } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { InputStudy } from "./operations.ts";

interface ConditionFieldsProps {
  legend: string;
  study: InputStudy;
  conditions: readonly ConditionDraft[];
  fewest: number;
  /** An event is looked at in the wave itself. */
  namesWave?: boolean;
  onChange(conditions: readonly ConditionDraft[]): void;
}

/** Conditions by choosing: a variable, and its codes or declared limits. */
export function ConditionFields({
  legend,
  study,
  conditions,
  fewest,
  namesWave = true,
  onChange,
}: ConditionFieldsProps) {
  const words = useWords({ nl, en });
  return (
    <fieldset className={styles.part}>
      <legend>{legend}</legend>
      {conditions.map((condition, at) => (
        <fieldset key={condition.key} className={styles.part}>
          <legend>{words.condition(at + 1)}</legend>
          <OneCondition
            study={study}
            condition={condition}
            namesWave={namesWave}
            onChange={(changed) => onChange(conditions.map((each) => (each.key === condition.key ? changed : each)))}
          />
          {conditions.length > fewest && (
            <div>
              <Button
                weight="QUIET"
                aria-label={words.removeCondition(at + 1)}
                onClick={() => onChange(conditions.filter(({ key }) => key !== condition.key))}
              >
                {words.remove}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button onClick={() => onChange([...conditions, emptyCondition()])}>{words.addCondition}</Button>
      </div>
    </fieldset>
  );
}

interface OneConditionProps {
  study: InputStudy;
  condition: ConditionDraft;
  namesWave: boolean;
  onChange(condition: ConditionDraft): void;
}

function OneCondition({ study, condition, namesWave, onChange }: OneConditionProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const variable = study.variables.find(({ name }) => name === condition.variable);
  const codes =
    variable?.type === "BOOLEAN" && variable.categories.length === 0
      ? [
          { code: "true", label: words.yes },
          { code: "false", label: words.no },
        ]
      : (variable?.categories ?? []);
  const limits = variable
    ? limitsOf(variable).map((limit) => ({ value: String(limit), label: sayLimit(limit, variable.type, locale) }))
    : [];
  const toggle = (code: string) =>
    condition.codes.includes(code) ? condition.codes.filter((each) => each !== code) : [...condition.codes, code];
  return (
    <>
      <SelectField
        label={words.variable}
        placeholder={words.choose}
        options={study.variables.filter(fitForCondition).map(({ name, label }) => ({ value: name, label }))}
        value={condition.variable}
        onChange={(event) => onChange({ ...emptyCondition(), key: condition.key, variable: event.target.value })}
      />
      {codes.length > 0 && (
        <ChoiceGroup
          kind="checkbox"
          legend={words.codes}
          choices={codes.map(({ code, label }) => ({ value: code, label }))}
          chosen={condition.codes}
          control={{
            name: `codes-${condition.key}`,
            onChange: (event) => onChange({ ...condition, codes: toggle(event.target.value) }),
          }}
        />
      )}
      {variable && codes.length === 0 && (
        <div className={styles.sides}>
          {(["min", "max"] as const).map((end) => (
            <SelectField
              key={end}
              label={words[end]}
              placeholder={words.noLimit}
              options={limits}
              value={condition[end]}
              onChange={(event) => onChange({ ...condition, [end]: event.target.value })}
            />
          ))}
        </div>
      )}
      {namesWave && variable?.level === "PERSON_WAVE" && (
        <SelectField
          label={words.wave}
          placeholder={words.sameWave}
          options={study.waves.map(({ code, label }) => ({ value: code, label }))}
          value={condition.wave}
          onChange={(event) => onChange({ ...condition, wave: event.target.value })}
        />
      )}
    </>
  );
}
