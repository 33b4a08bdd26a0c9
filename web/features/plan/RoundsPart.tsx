import { useState } from "react";
import { Button } from "../../components/button/Button.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Round } from "./operations.ts";
import styles from "./plan.module.css";
import { RoundWords } from "./RoundWords.tsx";

interface RoundsPartProps {
  rounds: readonly Round[];
  onCorrect(round: Round): void;
  onRemove(id: string): void;
}

/** Every time in its own words, newest first. */
export function RoundsPart({ rounds, onCorrect, onRemove }: RoundsPartProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [removing, setRemoving] = useState<string | null>(null);
  return (
    <section className={styles.stack} aria-labelledby="each">
      <h2 id="each">{words.each}</h2>
      {rounds.toReversed().map((round, at) => {
        const day = sayDay(round.madeAt, locale);
        const changed = sayDay(round.changedAt, locale);
        return (
          <details key={round.id} className={styles.card} open={at === 0}>
            <summary>
              {words.on(day)}
              {changed !== day && `, ${words.changed(changed)}`}
            </summary>
            <div className={styles.stack}>
              <RoundWords round={round} />
              {removing === round.id ? (
                <div className={styles.tight} role="group" aria-label={words.removeAsk}>
                  <p role="alert">{words.removeAsk}</p>
                  <div className={styles.actions}>
                    <Button onClick={() => setRemoving(null)}>{words.no}</Button>
                    <Button
                      onClick={() => {
                        setRemoving(null);
                        onRemove(round.id);
                      }}
                    >
                      {words.removeYes}
                    </Button>
                  </div>
                </div>
              ) : (
                <div className={styles.actions}>
                  <Button aria-label={words.correctOn(day)} onClick={() => onCorrect(round)}>
                    {words.correct}
                  </Button>
                  <Button weight="QUIET" aria-label={words.removeOn(day)} onClick={() => setRemoving(round.id)}>
                    {words.remove}
                  </Button>
                </div>
              )}
            </div>
          </details>
        );
      })}
    </section>
  );
}
