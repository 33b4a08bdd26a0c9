import { Button } from "../../components/button/Button.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { canSplit, MOST_ANSWER, MOST_BACKGROUND, MOST_TOGETHER, roomOf } from "../../lib/question/codebook.ts";
import type { Dimension } from "../../lib/question/question.ts";
import { splitsByWave } from "../../lib/question/question.ts";
import styles from "./ask.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { StepProps } from "./Step.tsx";
import { Step } from "./Step.tsx";
import { VariableFields } from "./VariableFields.tsx";

/** What the answer is split by, in order. */
export function SplitStep({ question, codebook, onChange }: StepProps) {
  const words = useWords({ nl, en });
  const by = question.by ?? [];
  const room = roomOf(question, codebook);
  const full = room.together >= MOST_TOGETHER;
  const keep = (next: readonly Dimension[]) => onChange({ ...question, by: [...next] });
  const byStudy = by.some((dimension) => "study" in dimension);
  const toggle = (dimension: Dimension, on: boolean, same: (other: Dimension) => boolean) =>
    keep(on ? [dimension, ...by] : by.filter((other) => !same(other)));
  const needsWave =
    question.measure !== undefined && ("retention" in question.measure || "survival" in question.measure);

  return (
    <Step title={words.splitTitle} help={words.splitHelp}>
      {(codebook.studies.length > 1 || byStudy) && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={byStudy}
            onChange={(event) => toggle({ study: true }, event.target.checked, (other) => "study" in other)}
          />
          <span>{words.byStudy}</span>
        </label>
      )}
      {(codebook.waves.length > 1 || splitsByWave(question)) && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={splitsByWave(question)}
            onChange={(event) => toggle({ wave: true }, event.target.checked, (other) => "wave" in other)}
          />
          <span>
            {words.byWave}
            {needsWave && <span className={styles.small}> {words.byWaveNeeded}</span>}
          </span>
        </label>
      )}
      <ol className={styles.parts}>
        {by.map((dimension, index) =>
          "variable" in dimension ? (
            <li key={index}>
              <VariableFields
                label={words.splitBy}
                variable={dimension.variable}
                codebook={codebook}
                fits={canSplit}
                inBands
                onChange={(variable) => keep(by.with(index, { variable }))}
              />
              <div className={styles.actions}>
                {index > 0 && (
                  <Button weight="QUIET" onClick={() => keep(swapped(by, index))}>
                    {words.moveUp}
                  </Button>
                )}
                <Button weight="QUIET" onClick={() => keep(by.toSpliced(index, 1))}>
                  {words.removeSplit}
                </Button>
              </div>
            </li>
          ) : null,
        )}
      </ol>
      <div className={styles.actions}>
        <Button weight="SECONDARY" onClick={() => keep([...by, { variable: { name: "" } }])} disabled={full}>
          {words.addSplit}
        </Button>
      </div>
      <p className={styles.small}>
        {words.room(room.background, MOST_BACKGROUND, room.answer, MOST_ANSWER)}{" "}
        {!room.fits ? words.open.TOO_MANY_VARIABLES : full && words.roomFull}
      </p>
    </Step>
  );
}

/** One place further forward. */
function swapped(by: readonly Dimension[], index: number): Dimension[] {
  const moved = by[index];
  return moved ? by.toSpliced(index, 1).toSpliced(index - 1, 0, moved) : [...by];
}
