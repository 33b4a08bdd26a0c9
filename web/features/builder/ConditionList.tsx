import { Button } from "../../components/button/Button.tsx";
import { SelectField, TextField } from "../../components/form/TextField.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import {
  besidesOf,
  type Branch,
  type Condition,
  conditionOn,
  firstValue,
  othersLike,
  relationsFor,
  RELATIONS,
  SELF,
  standsAlone,
} from "./branch.ts";
import styles from "./builder.module.css";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface ConditionListProps {
  branch: Branch;
  /** What a condition can be on: questions before, and the one that is checked under the name SELF */
  subjects: readonly DraftQuestion[];
  onChange(branch: Branch): void;
}

/** Conditions that are chosen from lists, and whether all of them have to hold. */
export function ConditionList({ branch, subjects, onChange }: ConditionListProps) {
  const words = useWords({ nl, en });
  const { conditions } = branch;
  const next = subjects.find(({ variable }) => variable === SELF) ?? subjects.at(-1);
  return (
    <>
      {conditions.length > 1 && (
        <SelectField
          label={words.joined}
          value={branch.joined}
          options={(["and", "or"] as const).map((value) => ({ value, label: words.joins[value] }))}
          onChange={({ target }) => onChange({ ...branch, joined: target.value === "or" ? "or" : "and" })}
        />
      )}
      {conditions.map((condition, at) => (
        <ConditionFields
          key={at}
          {...{ condition, subjects }}
          onChange={(changed) => onChange({ ...branch, conditions: conditions.with(at, changed) })}
          onRemove={() => onChange({ ...branch, conditions: conditions.toSpliced(at, 1) })}
        />
      ))}
      {next && (
        <Button onClick={() => onChange({ ...branch, conditions: [...conditions, conditionOn(next)] })}>
          {words.addCondition}
        </Button>
      )}
    </>
  );
}

interface ConditionFieldsProps {
  condition: Condition;
  subjects: readonly DraftQuestion[];
  onChange(condition: Condition): void;
  onRemove(): void;
}

function ConditionFields({ condition, subjects, onChange, onRemove }: ConditionFieldsProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { variable, relation, beside } = condition;
  const about = subjects.find((each) => each.variable === variable);
  const relations = about ? relationsFor(about) : RELATIONS;
  const besides = about ? besidesOf(about, subjects) : [];
  const saidOf = about?.days ? words.dayRelations : words.relations;
  return (
    <div className={styles.condition}>
      <SelectField
        label={words.conditionQuestion}
        value={variable}
        options={[
          ...(about ? [] : [{ value: variable, label: words.gone(variable) }]),
          ...subjects.map((each) => ({
            value: each.variable,
            label: each.variable === SELF ? words.thisAnswer : say(each.text) || each.variable,
          })),
        ]}
        onChange={({ target }) => {
          const chosen = subjects.find((each) => each.variable === target.value);
          if (chosen) onChange(conditionOn(chosen));
        }}
      />
      <SelectField
        label={words.conditionRelation}
        value={relation}
        options={[...new Set([...relations, relation])].map((each) => ({ value: each, label: saidOf[each] }))}
        onChange={({ target }) => {
          const chosen = RELATIONS.find((each) => each === target.value);
          if (!chosen) return;
          if (standsAlone(chosen)) return onChange({ variable, relation: chosen, value: "" });
          const value = condition.value || beside || !about ? condition.value : firstValue(about);
          onChange({ ...condition, relation: chosen, value });
        }}
      />
      {!standsAlone(relation) && about && (besides.length > 0 || beside) && (
        <SelectField
          label={words.conditionBeside}
          value={beside ?? "VALUE"}
          options={(["VALUE", ...new Set([...besides, ...(beside ? [beside] : [])])] as const).map((each) => ({
            value: each,
            label: words.besides[each],
          }))}
          onChange={({ target }) => {
            const chosen = besides.find((each) => each === target.value);
            const value = chosen === "ANSWER" ? (othersLike(about, subjects)[0]?.variable ?? "") : "";
            onChange({ variable, relation, value: chosen ? value : firstValue(about), beside: chosen });
          }}
        />
      )}
      {!standsAlone(relation) && beside !== "TODAY" && (
        <ComparedField {...{ condition, about, subjects }} onChange={(value) => onChange({ ...condition, value })} />
      )}
      <Button weight="QUIET" onClick={onRemove}>
        {words.removeCondition}
      </Button>
    </div>
  );
}

interface ComparedFieldProps {
  condition: Condition;
  about: DraftQuestion | undefined;
  subjects: readonly DraftQuestion[];
  onChange(value: string): void;
}

/** What the answer is compared with: another answer, one of the options, a day or a number. */
function ComparedField({ condition: { value, beside }, about, subjects, onChange }: ComparedFieldProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const choices =
    beside === "ANSWER"
      ? (about ? othersLike(about, subjects) : []).map((each) => ({
          value: each.variable,
          label: say(each.text) || each.variable,
        }))
      : (about?.options ?? []).map(({ code, label }) => ({ value: code, label: say(label) || code }));
  if (choices.length > 0 || beside === "ANSWER")
    return (
      <SelectField
        label={words.conditionValue}
        value={value}
        options={[
          ...(choices.some((each) => each.value === value) ? [] : [{ value, label: words.gone(value) }]),
          ...choices,
        ]}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  return (
    <TextField
      label={words.conditionValue}
      value={value}
      {...(about?.days ? { type: "date" } : { inputMode: "decimal" as const })}
      autoComplete="off"
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
