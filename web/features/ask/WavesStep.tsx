import { useWords } from "../../lib/language/language.tsx";
import type { WaveRange } from "../../lib/question/question.ts";
import styles from "./ask.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { StepProps } from "./Step.tsx";
import { Step } from "./Step.tsx";

/** Which waves are looked at, and whether the study's weight is used. */
export function WavesStep({ question, codebook, onChange }: StepProps) {
  const words = useWords({ nl, en });
  const several = codebook.waves.length > 1;
  const canWeigh =
    codebook.weighted && question.measure !== undefined && ("share" in question.measure || "mean" in question.measure);
  if (!several && !canWeigh) return null;
  const range = question.waves ?? {};
  const keep = (waves: WaveRange) => onChange({ ...question, waves });
  const first = codebook.waves.findIndex(({ code }) => code === range.from);
  const last = codebook.waves.findIndex(({ code }) => code === range.to);
  return (
    <Step title={words.wavesTitle} help={words.wavesHelp}>
      {several && (
        <div className={styles.limits}>
          <label className={styles.field}>
            <span className={styles.small}>{words.fromWave}</span>
            <select
              className={styles.control}
              value={range.from ?? ""}
              onChange={(event) => keep({ ...range, from: event.target.value || undefined })}
            >
              <option value="">{words.firstWave}</option>
              {codebook.waves.map(({ code, label }, index) =>
                last < 0 || index <= last ? (
                  <option key={code} value={code}>
                    {label}
                  </option>
                ) : null,
              )}
            </select>
          </label>
          <label className={styles.field}>
            <span className={styles.small}>{words.toWave}</span>
            <select
              className={styles.control}
              value={range.to ?? ""}
              onChange={(event) => keep({ ...range, to: event.target.value || undefined })}
            >
              <option value="">{words.lastWave}</option>
              {codebook.waves.map(({ code, label }, index) =>
                index >= first ? (
                  <option key={code} value={code}>
                    {label}
                  </option>
                ) : null,
              )}
            </select>
          </label>
        </div>
      )}
      {canWeigh && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={question.weighted ?? false}
            onChange={(event) => onChange({ ...question, weighted: event.target.checked })}
          />
          <span>{words.weighted}</span>
        </label>
      )}
    </Step>
  );
}
