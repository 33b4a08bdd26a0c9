import { Button } from "../../components/button/Button.tsx";
import { Checkbox } from "../../components/form/Choices.tsx";
import { SelectField, TextField } from "../../components/form/TextField.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { ConditionFields } from "./ConditionFields.tsx";
import styles from "./derived.module.css";
import { emptyCase, fitForChange, isNumeric } from "./draft.ts";
import type { CaseDraft, Draft } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { InputStudy } from "./operations.ts";

interface PartProps {
  study: InputStudy;
  draft: Draft;
  onChange(draft: Draft): void;
}

/** The part of a proposal that goes with its kind. */
export function DefinitionFields({ study, draft, onChange }: PartProps) {
  const words = useWords({ nl, en });
  if (draft.kind === "recode") return <Groups study={study} draft={draft} onChange={onChange} />;
  if (draft.kind === "change") return <Change study={study} draft={draft} onChange={onChange} />;
  const event = draft.kind === "timeSince";
  return (
    <>
      <ConditionFields
        legend={event ? words.event : words.conditions}
        study={study}
        conditions={draft.conditions}
        fewest={event ? 1 : 2}
        namesWave={!event}
        onChange={(conditions) => onChange({ ...draft, conditions })}
      />
      {event && (
        <TextField
          type="number"
          min={1}
          max={200}
          label={words.atMost}
          help={words.atMostHelp}
          value={draft.atMost}
          onChange={(changed) => onChange({ ...draft, atMost: changed.target.value })}
        />
      )}
    </>
  );
}

function Groups({ study, draft, onChange }: PartProps) {
  const words = useWords({ nl, en });
  const { cases, otherwise } = draft;
  const put = (changed: CaseDraft) =>
    onChange({ ...draft, cases: cases.map((each) => (each.key === changed.key ? changed : each)) });
  return (
    <fieldset className={styles.part}>
      <legend>{words.groups}</legend>
      {cases.map((group, at) => (
        <fieldset key={group.key} className={styles.part}>
          <legend>{words.group(at + 1)}</legend>
          <div className={styles.sides}>
            <TextField
              label={words.groupCode}
              value={group.code}
              autoComplete="off"
              onChange={(event) => put({ ...group, code: event.target.value })}
            />
            <TextField
              label={words.groupLabel}
              value={group.label}
              onChange={(event) => put({ ...group, label: event.target.value })}
            />
          </div>
          <ConditionFields
            legend={words.conditions}
            study={study}
            conditions={group.when}
            fewest={1}
            onChange={(when) => put({ ...group, when })}
          />
          {cases.length > 1 && (
            <div>
              <Button
                weight="QUIET"
                aria-label={words.removeGroup(at + 1)}
                onClick={() => onChange({ ...draft, cases: cases.filter(({ key }) => key !== group.key) })}
              >
                {words.remove}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button onClick={() => onChange({ ...draft, cases: [...cases, emptyCase()] })}>{words.addGroup}</Button>
      </div>
      <fieldset className={styles.part}>
        <legend>{words.otherwise}</legend>
        <p className={styles.quiet}>{words.otherwiseHelp}</p>
        <div className={styles.sides}>
          <TextField
            label={words.groupCode}
            value={otherwise.code}
            autoComplete="off"
            onChange={(event) => onChange({ ...draft, otherwise: { ...otherwise, code: event.target.value } })}
          />
          <TextField
            label={words.groupLabel}
            value={otherwise.label}
            onChange={(event) => onChange({ ...draft, otherwise: { ...otherwise, label: event.target.value } })}
          />
        </div>
      </fieldset>
      <Checkbox
        label={words.ordered}
        checked={draft.ordered}
        onChange={(event) => onChange({ ...draft, ordered: event.target.checked })}
      />
    </fieldset>
  );
}

function Change({ study, draft, onChange }: PartProps) {
  const words = useWords({ nl, en });
  const variable = study.variables.find(({ name }) => name === draft.changing);
  return (
    <>
      <SelectField
        label={words.changing}
        placeholder={words.choose}
        options={study.variables.filter(fitForChange).map(({ name, label }) => ({ value: name, label }))}
        value={draft.changing}
        onChange={(event) => onChange({ ...draft, changing: event.target.value, minimum: "", maximum: "" })}
      />
      <SelectField
        label={words.from}
        options={(["PREVIOUS", "FIRST"] as const).map((value) => ({ value, label: words.froms[value] }))}
        value={draft.from}
        onChange={(event) => onChange({ ...draft, from: event.target.value === "FIRST" ? "FIRST" : "PREVIOUS" })}
      />
      {isNumeric(variable) && (
        <fieldset className={styles.part}>
          <legend>{words.limits}</legend>
          <p className={styles.quiet}>{words.limitsHelp}</p>
          <div className={styles.sides}>
            {(["minimum", "maximum"] as const).map((end) => (
              <TextField
                key={end}
                type="number"
                step="any"
                label={words[end]}
                value={draft[end]}
                onChange={(event) => onChange({ ...draft, [end]: event.target.value })}
              />
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
