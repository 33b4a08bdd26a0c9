import { useState } from "react";
import type { FormEvent } from "react";
import { Button } from "../../../components/button/Button.tsx";
import { TextField } from "../../../components/form/TextField.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import { en } from "./en.ts";
import type { Failure } from "../failures.ts";
import { FailureWords } from "../FailureWords.tsx";
import { nl } from "./nl.ts";
import { useDeeds } from "./useDeeds.ts";
import type { Respondence } from "../useRespondent.ts";

/** On a device that was not told the code yet, before anything is shown that was said. */
export function OwnCodeScreen({ respondence }: { respondence: Respondence }) {
  const words = useWords({ nl, en });
  const deeds = useDeeds(respondence);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const give = async () => {
    setBusy(true);
    const failed = await deeds.giveOwnCode(code);
    setBusy(false);
    setFailure(failed);
  };
  const wrong = failure?.kind === "PROBLEM" ? failure.problem.message : undefined;
  return (
    <form
      className={styles.stack}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void give();
      }}
    >
      <PageHeading>{words.codeTitle}</PageHeading>
      <p>{words.codeAsk}</p>
      {!wrong && <FailureWords failure={failure} onRetry={() => void give()} />}
      <TextField
        label={words.codeNew}
        error={wrong}
        type="password"
        autoComplete="off"
        value={code}
        onChange={({ target }) => setCode(target.value)}
      />
      <div className={styles.choices}>
        <Button weight="PRIMARY" type="submit" busy={busy}>
          {words.codeGive}
        </Button>
      </div>
      <p>{words.codeForgottenWhat}</p>
      <div className={styles.choices}>
        <Button onClick={respondence.goOnWithoutCode}>{words.codeForgotten}</Button>
      </div>
    </form>
  );
}
