import { WaveState } from "../../components/wave/WaveState.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Study } from "./operations.ts";
import styles from "./study.module.css";

/** So many are read at a glance; more of them are summed up first. */
const AT_A_GLANCE = 12;

/** Which there are, and whether they still take answers. */
export function WaveList({ study: { waves, canCloseWaves } }: { study: Study }) {
  const words = useWords({ nl, en });
  const [first] = waves;
  const last = waves.at(-1);
  if (!first || !last) return <p className={styles.quiet}>{words.noWaves}</p>;
  const list = (
    <ol className={styles.waves}>
      {waves.map((wave) => (
        <li key={wave.id}>
          {wave.label}
          {wave.label !== wave.code && <span className={styles.quiet}> {words.waveCode(wave.code)}</span>}
          <WaveState wave={wave} mayClose={canCloseWaves} />
        </li>
      ))}
    </ol>
  );
  if (waves.length <= AT_A_GLANCE) return list;
  return (
    <>
      <p>{words.wavesRange(waves.length, first.label, last.label)}</p>
      <details className={styles.folded}>
        <summary>{words.allWaves}</summary>
        {list}
      </details>
    </>
  );
}
