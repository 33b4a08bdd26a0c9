import { Button } from "../../components/button/Button.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { ConsentText } from "./ConsentText.tsx";
import { wayOf } from "../../components/question/way.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Respondent } from "./operations.ts";
import { PromiseWords } from "./PromiseWords.tsx";
import { useConsenting } from "./useConsenting.tsx";
import type { Respondence } from "./useRespondent.ts";

/** Who asks, why, what happens with it, and when one hears back. */
export function ConsentScreen({ respondent, respondence }: { respondent: Respondent; respondence: Respondence }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { busy, consent, refusal } = useConsenting(respondence);
  const { most, branches } = wayOf(respondent, respondence.answers);
  return (
    <div className={styles.stack}>
      <PageHeading title={say(respondent.title)}>{say(respondent.title)}</PageHeading>
      <p className={styles.quiet}>{words.consentFrom(respondent.study.title)}</p>
      <ConsentText text={respondent.consentText} />
      <p>
        {respondent.meeting
          ? words.consentMeeting(most)
          : branches
            ? words.consentHowAtMost(most)
            : words.consentHow(most)}
      </p>
      <PromiseWords respondent={respondent} />
      <h2>{words.consentAsk}</h2>
      {refusal}
      <div className={styles.choices}>
        <Button weight="PRIMARY" busy={busy} onClick={() => void consent(true)}>
          {words.yes}
        </Button>
        <Button busy={busy} onClick={() => void consent(false)}>
          {words.no}
        </Button>
      </div>
    </div>
  );
}
