import { Button } from "../../../components/button/Button.tsx";
import { Mark } from "../../../components/mark/Mark.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import { useConsenting } from "../useConsenting.tsx";
import type { Respondence } from "../useRespondent.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** Somebody said no, and may think again. */
export function DeclinedScreen({ respondence }: { respondence: Respondence }) {
  const words = useWords({ nl, en });
  const { busy, consent, refusal } = useConsenting(respondence);
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{words.declinedTitle}</PageHeading>
      <p>{words.declined}</p>
      <p>{words.declinedRethink}</p>
      {refusal}
      <div className={styles.choices}>
        <Button busy={busy} onClick={() => void consent(true)}>
          {words.rethink}
        </Button>
      </div>
    </div>
  );
}
