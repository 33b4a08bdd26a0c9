import type { ReactNode } from "react";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface StepBarProps {
  back: string | null;
  next: string;
  busy?: boolean;
  above?: ReactNode;
  /** Comes after everything that is read, instead of staying in view. */
  atTheEnd?: boolean;
}

/** Back and next, always at the same place: at the foot of the screen. */
export function StepBar({ back, next, busy, above, atTheEnd = false }: StepBarProps) {
  const words = useWords({ nl, en });
  return (
    <div className={atTheEnd ? `${styles.bar} ${styles.atTheEnd}` : styles.bar}>
      {above}
      <div className={styles.steps}>
        {back !== null && (
          <ButtonLink weight="SECONDARY" to={back}>
            {words.back}
          </ButtonLink>
        )}
        <Button weight="PRIMARY" type="submit" busy={busy}>
          {next}
        </Button>
      </div>
    </div>
  );
}
