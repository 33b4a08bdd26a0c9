import { Button } from "../../components/button/Button.tsx";
import { SelectField, TextField } from "../../components/form/TextField.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { type Branch, branchOf, type Condition, conditionOn, formulaOf, relationsFor, RELATIONS } from "./branch.ts";
import styles from "./builder.module.css";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface BranchFieldsProps {
  question: DraftQuestion;
  /** The questions before it, which are all that it can look at. */
  before: readonly DraftQuestion[];
  onChange(relevance: string | null): void;
}

/** When the question is asked: chosen from lists. A formula that no list can say is shown as it is. */
export function BranchFields({ question, before, onChange }: BranchFieldsProps) {
  const words = useWords({ nl, en });
  const lookedAt = before.filter(({ kind }) => kind !== "STATEMENT");
  const branch = branchOf(question.relevance);
  const set = (next: Branch) => onChange(formulaOf(next, before));
  const last = lookedAt.at(-1);
  if (branch === null)
    return (
      <fieldset className={styles.fields}>
        <legend>{words.when}</legend>
        <p>{words.whenFormula}</p>
        <p>
          <code className={styles.formula}>{question.relevance}</code>
        </p>
        <Button onClick={() => onChange(null)}>{words.whenAlways}</Button>
      </fieldset>
    );
  const { conditions } = branch;
  return (
    <fieldset className={styles.fields}>
      <legend>{words.when}</legend>
      {conditions.length === 0 && <p>{last ? words.always : words.nothingBefore}</p>}
      {conditions.length > 1 && (
        <SelectField
          label={words.joined}
          value={branch.joined}
          options={(["and", "or"] as const).map((value) => ({ value, label: words.joins[value] }))}
          onChange={({ target }) => set({ ...branch, joined: target.value === "or" ? "or" : "and" })}
        />
      )}
      {conditions.map((condition, at) => (
        <ConditionFields
          key={at}
          {...{ condition, lookedAt }}
          onChange={(next) => set({ ...branch, conditions: conditions.with(at, next) })}
          onRemove={() => set({ ...branch, conditions: conditions.toSpliced(at, 1) })}
        />
      ))}
      {last && (
        <Button onClick={() => set({ ...branch, conditions: [...conditions, conditionOn(last)] })}>
          {words.addCondition}
        </Button>
      )}
    </fieldset>
  );
}

interface ConditionFieldsProps {
  condition: Condition;
  lookedAt: readonly DraftQuestion[];
  onChange(condition: Condition): void;
  onRemove(): void;
}

function ConditionFields({ condition, lookedAt, onChange, onRemove }: ConditionFieldsProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const about = lookedAt.find(({ variable }) => variable === condition.variable);
  const relations = about ? relationsFor(about) : RELATIONS;
  const options = (about?.options ?? []).map(({ code, label }) => ({ value: code, label: say(label) || code }));
  return (
    <div className={styles.condition}>
      <SelectField
        label={words.conditionQuestion}
        value={condition.variable}
        options={[
          ...(about ? [] : [{ value: condition.variable, label: words.gone(condition.variable) }]),
          ...lookedAt.map((each) => ({ value: each.variable, label: say(each.text) || each.variable })),
        ]}
        onChange={({ target }) => {
          const chosen = lookedAt.find(({ variable }) => variable === target.value);
          if (chosen) onChange(conditionOn(chosen));
        }}
      />
      <SelectField
        label={words.conditionRelation}
        value={condition.relation}
        options={relations.map((relation) => ({ value: relation, label: words.relations[relation] }))}
        onChange={({ target }) => {
          const relation = RELATIONS.find((each) => each === target.value);
          const value = condition.value || (about ? conditionOn(about).value : "");
          if (relation) onChange({ ...condition, relation, value: relation === "ANSWERED" ? "" : value });
        }}
      />
      {condition.relation !== "ANSWERED" &&
        (options.length > 0 ? (
          <SelectField
            label={words.conditionValue}
            value={condition.value}
            options={[
              ...(options.some(({ value }) => value === condition.value)
                ? []
                : [{ value: condition.value, label: words.gone(condition.value) }]),
              ...options,
            ]}
            onChange={({ target }) => onChange({ ...condition, value: target.value })}
          />
        ) : (
          <TextField
            label={words.conditionValue}
            value={condition.value}
            inputMode="decimal"
            autoComplete="off"
            onChange={({ target }) => onChange({ ...condition, value: target.value })}
          />
        ))}
      <Button weight="QUIET" onClick={onRemove}>
        {words.removeCondition}
      </Button>
    </div>
  );
}
