import { useWords, useLanguage } from "../../lib/language/language.tsx";
import { Button } from "../../components/button/Button.tsx";
import type { Codebook } from "../../lib/question/codebook.ts";
import { canSplit, codesOf, findVariable, limitsOf } from "../../lib/question/codebook.ts";
import type { Condition, Is } from "../../lib/question/question.ts";
import { sayLimit } from "../../lib/question/sentence.ts";
import styles from "./ask.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { VariableFields } from "./VariableFields.tsx";

export const NEW_CONDITION: Condition = { is: { variable: { name: "" }, in: [] } };

interface ConditionProps {
  condition: Condition;
  codebook: Codebook;
  onChange(condition: Condition): void;
  legend: string;
  /** One condition on one variable, without groups. */
  single?: boolean;
  withMoment?: boolean;
}

/** Conditions joined by "all" or "at least one"; a condition on its own is a group of one that is not written as such. */
export function ConditionFields({
  condition,
  codebook,
  onChange,
  legend,
  single = false,
  withMoment = true,
}: ConditionProps) {
  if (single)
    return (
      <fieldset className={styles.conditions}>
        <legend className={styles.small}>{legend}</legend>
        <Part condition={condition} codebook={codebook} onChange={onChange} single withMoment={withMoment} />
      </fieldset>
    );
  return <Group condition={condition} codebook={codebook} onChange={onChange} legend={legend} deeper />;
}

type Joined = "all" | "any";

const joinOf = (condition: Condition): Joined => ("any" in condition ? "any" : "all");

const partsOf = (condition: Condition): readonly Condition[] =>
  "all" in condition ? condition.all : "any" in condition ? condition.any : [condition];

function joined(parts: readonly Condition[], join: Joined): Condition {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return join === "all" ? { all: [...parts] } : { any: [...parts] };
}

function Group({ condition, codebook, onChange, legend, deeper }: ConditionProps & { deeper: boolean }) {
  const words = useWords({ nl, en });
  const parts = partsOf(condition);
  const join = joinOf(condition);
  const replace = (index: number, part: Condition) => onChange(joined(parts.with(index, part), join));
  const remove = (index: number) => onChange(joined(parts.toSpliced(index, 1), join));
  return (
    <fieldset className={styles.conditions}>
      <legend className={styles.small}>{legend}</legend>
      {parts.length > 1 && (
        <label className={styles.field}>
          <span className={styles.small}>{words.join}</span>
          <select
            className={styles.control}
            value={join}
            onChange={(event) => onChange(joined(parts, event.target.value === "any" ? "any" : "all"))}
          >
            <option value="all">{words.joinAll}</option>
            <option value="any">{words.joinAny}</option>
          </select>
        </label>
      )}
      <ol className={styles.parts}>
        {parts.map((part, index) => (
          <li key={index}>
            <Part condition={part} codebook={codebook} onChange={(changed) => replace(index, changed)} />
            {parts.length > 1 && (
              <Button weight="QUIET" onClick={() => remove(index)}>
                {words.removeCondition(index + 1)}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div className={styles.actions}>
        <Button weight="QUIET" onClick={() => onChange(joined([...parts, NEW_CONDITION], join))}>
          {words.addCondition}
        </Button>
        {deeper && parts.length > 1 && (
          <Button
            weight="QUIET"
            onClick={() => onChange(joined([...parts, { any: [NEW_CONDITION, NEW_CONDITION] }], join))}
          >
            {words.addGroup}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface PartProps {
  condition: Condition;
  codebook: Codebook;
  onChange(condition: Condition): void;
  single?: boolean;
  withMoment?: boolean;
}

/** One condition or one group, as it is or turned round. */
function Part({ condition, codebook, onChange, single = false, withMoment = true }: PartProps) {
  const words = useWords({ nl, en });
  const negated = "not" in condition;
  const inner = "not" in condition ? condition.not : condition;
  const keep = (changed: Condition) => onChange(negated ? { not: changed } : changed);
  const turn = (value: string) => onChange(value === "not" ? { not: inner } : inner);
  if ("is" in inner)
    return (
      <Leaf
        is={inner.is}
        negated={negated}
        onTurn={turn}
        codebook={codebook}
        onChange={(is) => keep({ is })}
        withMoment={withMoment && !single}
      />
    );
  return (
    <div className={styles.nested}>
      <label className={styles.field}>
        <span className={styles.small}>{words.groupHolds}</span>
        <select
          className={styles.control}
          value={negated ? "not" : "is"}
          onChange={(event) => turn(event.target.value)}
        >
          <option value="is">{words.holds}</option>
          <option value="not">{words.holdsNot}</option>
        </select>
      </label>
      <Group condition={inner} codebook={codebook} onChange={keep} legend={words.group} deeper={false} />
    </div>
  );
}

interface LeafProps {
  is: Is;
  negated: boolean;
  onTurn(value: string): void;
  codebook: Codebook;
  onChange(is: Is): void;
  withMoment: boolean;
}

function Leaf({ is, negated, onTurn, codebook, onChange, withMoment }: LeafProps) {
  const words = useWords({ nl, en });
  const found = findVariable(codebook, is.variable.name);
  const limits = found ? limitsOf(found, is.variable.banding) : null;
  return (
    <div className={styles.leaf}>
      <VariableFields
        label={words.variable}
        variable={is.variable}
        codebook={codebook}
        fits={canSplit}
        inBands
        withMoment={withMoment}
        onChange={(variable) =>
          onChange(
            variable.name === is.variable.name && variable.banding === is.variable.banding
              ? { ...is, variable }
              : { variable, in: [] },
          )
        }
      />
      {found && (
        <label className={styles.field}>
          <span className={styles.small}>{words.turned}</span>
          <select
            className={styles.control}
            value={negated ? "not" : "is"}
            onChange={(event) => onTurn(event.target.value)}
          >
            <option value="is">{words.is}</option>
            <option value="not">{words.isNot}</option>
          </select>
        </label>
      )}
      {found && limits && <Limits is={is} type={found.type} unit={found.unit} limits={limits} onChange={onChange} />}
      {found && !limits && (
        <fieldset className={styles.codes}>
          <legend className={styles.small}>{words.codes(found.label)}</legend>
          {codesOf(found, words.yes, words.no).map(({ code, label }) => {
            const chosen = is.in ?? [];
            return (
              <label key={code} className={styles.check}>
                <input
                  type="checkbox"
                  checked={chosen.includes(code)}
                  onChange={(event) =>
                    onChange({
                      variable: is.variable,
                      in: event.target.checked ? [...chosen, code] : chosen.filter((other) => other !== code),
                    })
                  }
                />
                <span>{label}</span>
              </label>
            );
          })}
        </fieldset>
      )}
    </div>
  );
}

interface LimitsProps {
  is: Is;
  type: string;
  unit: string | null;
  limits: readonly number[];
  onChange(is: Is): void;
}

/** From one declared limit up to another; the only places a number may be cut at. */
function Limits({ is, type, unit, limits, onChange }: LimitsProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const choose = (side: "min" | "max", text: string) => {
    const limit = text === "" ? undefined : Number(text);
    const min = side === "min" ? limit : is.min;
    const max = side === "max" ? limit : is.max;
    onChange({
      variable: is.variable,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    });
  };
  const options = (offered: readonly number[], none: string) => (
    <>
      <option value="">{none}</option>
      {offered.map((limit) => (
        <option key={limit} value={limit}>
          {sayLimit(limit, type, locale)}
          {unit ? ` ${unit}` : ""}
        </option>
      ))}
    </>
  );
  const { min, max } = is;
  return (
    <div className={styles.limits}>
      <label className={styles.field}>
        <span className={styles.small}>{words.from}</span>
        <select className={styles.control} value={min ?? ""} onChange={(event) => choose("min", event.target.value)}>
          {options(
            limits.filter((limit) => max === undefined || limit < max),
            words.noLimit,
          )}
        </select>
      </label>
      <label className={styles.field}>
        <span className={styles.small}>{words.upTo}</span>
        <select className={styles.control} value={max ?? ""} onChange={(event) => choose("max", event.target.value)}>
          {options(
            limits.filter((limit) => min === undefined || limit > min),
            words.noLimit,
          )}
        </select>
      </label>
    </div>
  );
}
