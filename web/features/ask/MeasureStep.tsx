import { useWords } from "../../lib/language/language.tsx";
import type { Codebook, CodebookVariable } from "../../lib/question/codebook.ts";
import { canAverage, canRank, findVariable, rankBandings } from "../../lib/question/codebook.ts";
import type { Dimension, Measure, MeasureKind, Question, VariableAt } from "../../lib/question/question.ts";
import { measureKind, measureVariables, splitsByWave } from "../../lib/question/question.ts";
import styles from "./ask.module.css";
import { ConditionFields, NEW_CONDITION } from "./ConditionFields.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { StepProps } from "./Step.tsx";
import { Step } from "./Step.tsx";
import { VariableFields } from "./VariableFields.tsx";

const KINDS: readonly MeasureKind[] = ["count", "share", "mean", "sd", "sum", "quantile", "retention", "survival"];

/** The only ones that bands can be read for. */
const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** What this study can be asked: a mean needs a number, retention needs waves. */
function offered(codebook: Codebook): readonly MeasureKind[] {
  const numbers = codebook.variables.some(canAverage);
  const ranked = codebook.variables.some(canRank);
  const waves = codebook.waves.length > 1;
  return KINDS.filter((kind) => {
    if (kind === "mean" || kind === "sd" || kind === "sum") return numbers;
    if (kind === "quantile") return ranked;
    return kind === "retention" || kind === "survival" ? waves : true;
  });
}

function newMeasure(kind: MeasureKind, before: Measure | undefined): Measure {
  const variable: VariableAt = (before && !("share" in before) && measureVariables(before)[0]) || { name: "" };
  if (kind === "count") return { count: true };
  if (kind === "retention") return { retention: true };
  if (kind === "share") return { share: NEW_CONDITION };
  if (kind === "survival") return { survival: NEW_CONDITION };
  if (kind === "quantile") return { quantile: { of: { name: "" }, p: 0.5 } };
  return kind === "mean" ? { mean: variable } : kind === "sd" ? { sd: variable } : { sum: variable };
}

/** Retention and survival are told a wave, so the split comes with them. */
function withWave(question: Question, kind: MeasureKind): readonly Dimension[] | undefined {
  const needed = (kind === "retention" || kind === "survival") && !splitsByWave(question);
  return needed ? [{ wave: true }, ...(question.by ?? [])] : question.by;
}

export function MeasureStep({ question, codebook, onChange }: StepProps) {
  const words = useWords({ nl, en });
  const { measure } = question;
  const chosen = measure ? measureKind(measure) : "";
  const choose = (kind: MeasureKind) => {
    const weighted = question.weighted && (kind === "share" || kind === "mean");
    onChange({ ...question, measure: newMeasure(kind, measure), by: [...(withWave(question, kind) ?? [])], weighted });
  };
  return (
    <Step title={words.measureTitle} help={words.measureHelp}>
      <label className={styles.field}>
        <span className={styles.small}>{words.measure}</span>
        <select
          className={styles.control}
          value={chosen}
          onChange={(event) => {
            const kind = KINDS.find((candidate) => candidate === event.target.value);
            if (kind) choose(kind);
          }}
        >
          {!measure && <option value="">{words.chooseMeasure}</option>}
          {offered(codebook).map((kind) => (
            <option key={kind} value={kind}>
              {words.measures[kind]}
            </option>
          ))}
        </select>
      </label>
      {measure && (
        <MeasureDetail
          measure={measure}
          codebook={codebook}
          onChange={(next) => onChange({ ...question, measure: next })}
        />
      )}
    </Step>
  );
}

interface DetailProps {
  measure: Measure;
  codebook: Codebook;
  onChange(measure: Measure): void;
}

function MeasureDetail({ measure, codebook, onChange }: DetailProps) {
  const words = useWords({ nl, en });
  const number = (
    variable: VariableAt,
    fits: (offer: CodebookVariable) => boolean,
    keep: (next: VariableAt) => Measure,
  ) => (
    <VariableFields
      label={words.number}
      variable={variable}
      codebook={codebook}
      fits={fits}
      onChange={(next) => onChange(keep(next))}
    />
  );
  if ("share" in measure)
    return (
      <ConditionFields
        legend={words.shareOf}
        condition={measure.share}
        codebook={codebook}
        onChange={(share) => onChange({ share })}
      />
    );
  if ("survival" in measure)
    return (
      <ConditionFields
        legend={words.eventIs}
        condition={measure.survival}
        codebook={codebook}
        single
        onChange={(survival) => onChange({ survival })}
      />
    );
  if ("mean" in measure) return number(measure.mean, canAverage, (mean) => ({ mean }));
  if ("sd" in measure) return number(measure.sd, canAverage, (sd) => ({ sd }));
  if ("sum" in measure) return number(measure.sum, canAverage, (sum) => ({ sum }));
  if ("quantile" in measure) {
    const { of, p } = measure.quantile;
    return (
      <>
        {number(of, canRank, (next) => ({ quantile: { of: ranked(next, codebook), p } }))}
        <label className={styles.field}>
          <span className={styles.small}>{words.quantile}</span>
          <select
            className={styles.control}
            value={p}
            onChange={(event) => onChange({ quantile: { of, p: Number(event.target.value) } })}
          >
            {QUANTILES.map((share) => (
              <option key={share} value={share}>
                {words.quantiles(share)}
              </option>
            ))}
          </select>
        </label>
      </>
    );
  }
  return null;
}

/** Looked at in a banding that is fine enough; the variable's first one need not be. */
function ranked(variable: VariableAt, codebook: Codebook): VariableAt {
  const found = findVariable(codebook, variable.name);
  const fine = found ? rankBandings(found) : [];
  const [first] = fine;
  return fine.some(({ name }) => name === variable.banding) ? variable : { ...variable, banding: first?.name };
}
