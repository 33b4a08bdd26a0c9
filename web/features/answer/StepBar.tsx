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
}

/** Back and next, always at the same place: at the foot of the screen. */
export function StepBar({ back, next, busy, above }: StepBarProps) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.bar}>
      {above}
      <div className={styles.steps}>
        {back === null ? (
          <ButtonLink weight="QUIET" to="/v/about">
            {words.about}
          </ButtonLink>
        ) : (
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
