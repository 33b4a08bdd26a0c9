import { Link } from "../../../lib/address/address.tsx";
import { Button } from "../../../components/button/Button.tsx";
import { Mark } from "../../../components/mark/Mark.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import type { Respondent } from "../operations.ts";
import type { Respondence } from "../useRespondent.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** Somebody under 16 said yes, and a guardian has not. */
export function GuardianWaitScreen({ respondent, respondence }: { respondent: Respondent; respondence: Respondence }) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{words.waitTitle}</PageHeading>
      {respondent.guardian === "REFUSED" ? (
        <p>{words.waitRefused}</p>
      ) : (
        <>
          <p>{words.wait}</p>
          <p>{words.waitHow}</p>
        </>
      )}
      <div className={styles.choices}>
        <Button onClick={() => void respondence.retryOpening()}>{words.waitLook}</Button>
      </div>
      <p>
        <Link to="/v/choices">{words.waitChoices}</Link>
      </p>
    </div>
  );
}
