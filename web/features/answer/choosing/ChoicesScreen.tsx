import { useState } from "react";
import type { FormEvent } from "react";
import { PurposeBoxes } from "../../../components/consent/PurposeBoxes.tsx";
import type { Purpose } from "../../../components/consent/PurposeBoxes.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useAsk } from "../../../lib/graphql/ask.ts";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import type { Failure } from "../failures.ts";
import { FailureWords } from "../FailureWords.tsx";
import type { Respondent } from "../operations.ts";
import { StepBar } from "../StepBar.tsx";
import type { Respondence } from "../useRespondent.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { GiveConsents } from "./operations.ts";

/** Somebody wrote other words, or something was said on another device: to be read again. */
const CHANGED = ["CONSENT_TEXT_CHANGED", "CONSENT_SINCE_CHANGED", "CONSENT_NOT_ASKED"];

interface ChoicesScreenProps {
  respondent: Respondent;
  respondence: Respondence;
}

/** What the study asks beside taking part, once: a box each, and the next question whatever is ticked. */
export function ChoicesScreen({ respondent, respondence }: ChoicesScreenProps) {
  const words = useWords({ nl, en });
  const ask = useAsk();
  const [chosen, setChosen] = useState<ReadonlySet<Purpose>>(new Set());
  const [changed, setChanged] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const choices = respondent.choices.filter(({ ask: isAsked }) => isAsked);
  const goOn = async () => {
    setBusy(true);
    const { data, error } = await ask(GiveConsents, {
      revision: respondent.consentRevision,
      choices: choices.map(({ purpose, text }) => ({ purpose, text, given: chosen.has(purpose) })),
    });
    const said = data?.giveConsents;
    if (said?.__typename === "Problem" && CHANGED.includes(said.code)) {
      setChosen(new Set());
      setChanged(true);
      await respondence.refresh();
    } else setFailure(respondence.take({ data: said, error }));
    setBusy(false);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void goOn();
  };

  return (
    <form className={styles.screen} onSubmit={onSubmit}>
      <div className={styles.stack}>
        <PageHeading>{words.title}</PageHeading>
        <p>{words.intro}</p>
        {changed && <Notice kind="INFO" title={words.newText} />}
        <PurposeBoxes asked={choices} chosen={chosen} onChange={setChosen} />
        <p className={styles.quiet}>{words.again}</p>
        <FailureWords failure={failure} onRetry={() => void goOn()} />
      </div>
      <StepBar back={null} next={words.goOn} busy={busy} atTheEnd />
    </form>
  );
}
