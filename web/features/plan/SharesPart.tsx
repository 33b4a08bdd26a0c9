import { useState } from "react";
import type { FormEvent } from "react";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { SelectField, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { OwnLink } from "../../components/own-link/OwnLink.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayMoment } from "../../lib/language/moment.ts";
import { sayDay } from "../../lib/language/saying.ts";
import { newSecret } from "../../lib/own-link/own-link.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Plan, Share } from "./operations.ts";
import { SharePlan, StopSharing } from "./operations.ts";
import styles from "./plan.module.css";

export const SHARED = "/plan/shared";
const DAYS = [7, 30, 90, 365] as const;

interface SharesPartProps {
  secret: string;
  shares: readonly Share[];
  onChanged(plan: Plan): void;
}

/** A link for somebody to look through, and who looked when. */
export function SharesPart({ secret, shares, onChanged }: SharesPartProps) {
  const words = useWords({ nl, en });
  const [link, setLink] = useState(newSecret);
  const [made, setMade] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [what, setWhat] = useState<"LATEST" | "ALL">("LATEST");
  const [days, setDays] = useState<number>(30);
  const [{ data, error, fetching }, share] = useMutation(SharePlan);
  const problem = data?.sharePlan.__typename === "Problem" ? data.sharePlan : null;
  const send = async () => {
    setMade(null);
    const { data: answer } = await share({ secret, input: { link, name, what, days } });
    if (answer?.sharePlan.__typename !== "Plan") return;
    setMade(link);
    setLink(newSecret());
    setName("");
    onChanged(answer.sharePlan);
  };
  return (
    <section className={styles.stack} aria-labelledby="share">
      <h2 id="share">{words.shareTitle}</h2>
      <p>{words.shareLead}</p>
      <form
        className={styles.stack}
        aria-labelledby="share"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          label={words.shareName}
          help={words.shareNameHelp}
          autoComplete="off"
          maxLength={80}
          value={name}
          error={problem?.path?.includes("name") ? problem.message : undefined}
          onChange={({ target }) => setName(target.value)}
        />
        <ChoiceGroup
          kind="radio"
          legend={words.shareWhat}
          choices={[
            { value: "LATEST", label: words.latest },
            { value: "ALL", label: words.all },
          ]}
          chosen={[what]}
          control={{ name: "what", onChange: ({ target }) => setWhat(target.value === "ALL" ? "ALL" : "LATEST") }}
        />
        <SelectField
          label={words.shareDays}
          options={DAYS.map((count) => ({ value: String(count), label: words.days(count) }))}
          value={String(days)}
          onChange={({ target }) => setDays(Number(target.value))}
        />
        {error && <FailureNotice error={error} />}
        {problem && !problem.path?.includes("name") && <Notice kind="WRONG" title={problem.message} />}
        <div>
          <Button type="submit" busy={fetching}>
            {words.share}
          </Button>
        </div>
      </form>
      {made && (
        <OwnLink
          key={made}
          page={SHARED}
          secret={made}
          open
          words={{ ...words, linkTitle: words.shareLinkTitle, link: words.shareLink }}
        />
      )}
      {shares.length > 0 && <ShareList {...{ secret, shares, onChanged }} />}
    </section>
  );
}

function ShareList({ secret, shares, onChanged }: SharesPartProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [{ fetching, error }, stop] = useMutation(StopSharing);
  const take = async (share: string) => {
    const { data } = await stop({ secret, share });
    if (data?.stopSharingPlan.__typename === "Plan") onChanged(data.stopSharingPlan);
  };
  return (
    <section className={styles.tight} aria-labelledby="shares">
      <h3 id="shares">{words.shares}</h3>
      {error && <FailureNotice error={error} />}
      <ul className={styles.shares}>
        {shares.map(({ id, name, what, state, validUntil, openings }) => (
          <li key={id} className={styles.tight}>
            <p>
              <strong>{name}</strong>: {words.states[state]}
              {state === "OPEN" && `, ${words.until(sayDay(validUntil, locale))}`}.{" "}
              {what === "ALL" ? words.all : words.latest}.
            </p>
            {openings.length === 0 ? (
              <p className={styles.quiet}>{words.opened(0)}</p>
            ) : (
              <details>
                <summary>{words.opened(openings.length)}</summary>
                <ul>
                  {openings.map((at) => (
                    <li key={at}>{sayMoment(at, locale)}</li>
                  ))}
                </ul>
              </details>
            )}
            {state === "OPEN" && (
              <div>
                <Button busy={fetching} onClick={() => void take(id)}>
                  {words.stop(name)}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
