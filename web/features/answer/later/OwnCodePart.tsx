import { useState } from "react";
import type { FormEvent } from "react";
import { Button } from "../../../components/button/Button.tsx";
import { TextField } from "../../../components/form/TextField.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import { en } from "./en.ts";
import type { Failure } from "../failures.ts";
import { FailureWords } from "../FailureWords.tsx";
import { nl } from "./nl.ts";
import { useDeeds } from "./useDeeds.ts";
import type { Respondent } from "../operations.ts";
import type { Respondence } from "../useRespondent.ts";

/** Sets a code that another device needs before it shows what was said, changes it, or takes it away. */
export function OwnCodePart({ respondent, respondence }: { respondent: Respondent; respondence: Respondence }) {
  const words = useWords({ nl, en });
  const deeds = useDeeds(respondence);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const there = respondent.ownCode === "KNOWN";
  const set = async (to: string | null) => {
    setBusy(true);
    const failed = await deeds.setOwnCode(to);
    setBusy(false);
    setFailure(failed);
    if (!failed) setCode("");
  };
  const wrong = failure?.kind === "PROBLEM" ? failure.problem.message : undefined;
  return (
    <section className={styles.stack} aria-labelledby="own-code">
      <h2 id="own-code">{words.code}</h2>
      <p role="status">{there ? words.codeThere : words.codeWhat}</p>
      {!wrong && <FailureWords failure={failure} onRetry={() => void set(code)} />}
      <form
        className={styles.stack}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void set(code);
        }}
      >
        <TextField
          label={words.codeNew}
          help={words.codeHelp}
          error={wrong}
          type="password"
          autoComplete="off"
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        <div className={styles.choices}>
          <Button type="submit" busy={busy}>
            {there ? words.codeChange : words.codeSet}
          </Button>
          {there && (
            <Button busy={busy} onClick={() => void set(null)}>
              {words.codeRemove}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
