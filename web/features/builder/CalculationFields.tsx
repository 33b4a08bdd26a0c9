import { useState } from "react";
import { Button } from "../../components/button/Button.tsx";
import { FieldError } from "../../components/form/FieldParts.tsx";
import { SelectField } from "../../components/form/TextField.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import {
  type Calculated,
  calculatedBy,
  FORMS,
  formulaFor,
  lessThan,
  rangeFor,
  startOf,
  takenBy,
} from "./calculation.ts";
import { ConditionList } from "./ConditionList.tsx";
import { type DraftQuestion, RESULTS, resultOf, withResult } from "./draft.ts";
import { en } from "./en.ts";
import { FormulaField } from "./FormulaField.tsx";
import { nl } from "./nl.ts";

interface CalculationFieldsProps {
  question: DraftQuestion;
  before: readonly DraftQuestion[];
  problem: string | null;
  onChange(changes: Partial<DraftQuestion>): void;
}

/** How something is computed: chosen from lists, or written as a formula; and what can come out. */
export function CalculationFields({ question, before, problem, onChange }: CalculationFieldsProps) {
  const words = useWords({ nl, en });
  const [written, setWritten] = useState(false);
  const calculated = calculatedBy(question.calculation, before);
  const asText = written || calculated === null;
  const forms = FORMS.filter((form) => takenBy(form, before).length > 0);
  const choose = (next: Calculated) => {
    const formula = formulaFor(next, before);
    // The limits follow what is computed; the unit stays as it was written.
    const number = rangeFor(next, before);
    const unit = question.number?.unit ?? null;
    const result = withResult(question, number ? "NUMBER" : "YES_NO");
    if (formula !== null) onChange({ ...result, number: number && { ...number, unit }, calculation: formula });
  };
  return (
    <fieldset className={styles.fields}>
      <legend>{words.calculation}</legend>
      <SelectField
        label={words.form}
        value={asText ? "FORMULA" : calculated.form}
        options={[...forms, "FORMULA" as const].map((value) => ({ value, label: words.forms[value] }))}
        onChange={({ target }) => {
          const form = forms.find((each) => each === target.value);
          const start = form && (calculated?.form === form ? calculated : startOf(form, before));
          setWritten(!start);
          if (start) choose(start);
        }}
      />
      {asText ? (
        <FormulaField
          value={question.calculation ?? ""}
          before={before.filter(({ kind }) => kind !== "STATEMENT")}
          {...{ problem }}
          onChange={(calculation) => {
            // What is being typed stays a text, also while lists could say it.
            setWritten(true);
            onChange({ calculation });
          }}
        />
      ) : (
        <>
          {problem && <FieldError id={undefined}>{problem}</FieldError>}
          <FormFields {...{ calculated, before }} onChange={choose} />
        </>
      )}
      {asText && (
        <SelectField
          label={words.result}
          help={words.resultHelp}
          value={resultOf(question)}
          options={RESULTS.map((value) => ({ value, label: words.results[value] }))}
          onChange={({ target }) => {
            const result = RESULTS.find((each) => each === target.value);
            if (result) onChange(withResult(question, result));
          }}
        />
      )}
    </fieldset>
  );
}

interface FormFieldsProps {
  calculated: Calculated;
  before: readonly DraftQuestion[];
  onChange(calculated: Calculated): void;
}

function FormFields({ calculated, before, onChange }: FormFieldsProps) {
  const words = useWords({ nl, en });
  const taken = takenBy(calculated.form, before);
  switch (calculated.form) {
    case "HOLDS":
      return (
        <>
          <p>{words.holdsWhen}</p>
          <ConditionList
            branch={calculated.branch}
            subjects={taken}
            onChange={(branch) => onChange({ form: "HOLDS", branch })}
          />
        </>
      );
    case "COUNT":
      return (
        <AnswerField
          label={words.countOf}
          value={calculated.of}
          among={taken}
          onChange={(of) => onChange({ form: "COUNT", of })}
        />
      );
    case "DIFFERENCE": {
      const [from, less] = calculated.of;
      return (
        <>
          <AnswerField
            label={words.from}
            value={from}
            among={taken}
            onChange={(next) => {
              const among = lessThan(next, before).map(({ variable }) => variable);
              onChange({ form: "DIFFERENCE", of: [next, among.includes(less) ? less : (among[0] ?? next)] });
            }}
          />
          <AnswerField
            label={words.less}
            value={less}
            among={lessThan(from, before)}
            onChange={(next) => onChange({ form: "DIFFERENCE", of: [from, next] })}
          />
        </>
      );
    }
    case "YEARS": {
      const [from, to] = calculated.of;
      return (
        <>
          <AnswerField
            label={words.yearsFrom}
            value={from}
            among={taken}
            onChange={(next) => onChange({ form: "YEARS", of: [next, to] })}
          />
          <AnswerField
            label={words.yearsTo}
            value={to ?? ""}
            among={taken}
            otherwise={words.today}
            onChange={(next) => onChange({ form: "YEARS", of: [from, next || null] })}
          />
        </>
      );
    }
    case "SUM": {
      const { of } = calculated;
      const more = taken.find(({ variable }) => !of.includes(variable)) ?? taken[0];
      return (
        <>
          {of.map((variable, at) => (
            <div key={at} className={styles.condition}>
              <AnswerField
                label={words.sumOf(at + 1)}
                value={variable}
                among={taken}
                onChange={(next) => onChange({ form: "SUM", of: of.with(at, next) })}
              />
              {of.length > 1 && (
                <Button weight="QUIET" onClick={() => onChange({ form: "SUM", of: of.toSpliced(at, 1) })}>
                  {words.sumAway(at + 1)}
                </Button>
              )}
            </div>
          ))}
          {more && (
            <Button onClick={() => onChange({ form: "SUM", of: [...of, more.variable] })}>{words.sumMore}</Button>
          )}
        </>
      );
    }
  }
}

interface AnswerFieldProps {
  label: string;
  value: string;
  among: readonly DraftQuestion[];
  otherwise?: string;
  onChange(variable: string): void;
}

/** One of the answers before. */
function AnswerField({ label, value, among, otherwise, onChange }: AnswerFieldProps) {
  const say = useSay();
  return (
    <SelectField
      {...{ label, value }}
      placeholder={otherwise}
      options={among.map((each) => ({ value: each.variable, label: say(each.text) || each.variable }))}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
