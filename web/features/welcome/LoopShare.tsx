import { ProgressRing } from "../../components/mark/Mark.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayShare } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import styles from "./welcome.module.css";

interface LoopShareProps {
  promises: number;
  due: number;
  kept: number;
  share: number | null;
}

/** How many promises to come back were kept, of those whose day has come. */
export function LoopShare({ promises, due, kept, share }: LoopShareProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  return (
    <section className={styles.loop} aria-labelledby="loop">
      <ProgressRing share={share ?? 0} size={148} />
      <div className={styles.lead}>
        <h2 id="loop">{words.loopTitle}</h2>
        {share === null ? (
          <p>{words.loopNone}</p>
        ) : (
          <>
            <p className={styles.figure}>
              {sayShare(share, locale)} <small>{words.loopKept(kept, due)}</small>
            </p>
            <p>{words.loopWhat}</p>
          </>
        )}
        <p className={styles.quiet}>{words.loopPromises(promises)}</p>
      </div>
    </section>
  );
}
