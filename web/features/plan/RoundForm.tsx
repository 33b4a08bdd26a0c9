import { useState } from "react";
import type { FormEvent } from "react";
import { isMissing } from "../../../schema/missing.ts";
import type { Domain } from "../../../schema/kinds/life-domains.ts";
import { Button } from "../../components/button/Button.tsx";
import { DomainIcon, DOMAINS } from "../../components/domain/DomainIcon.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Asked } from "./operations.ts";
import styles from "./plan.module.css";

/** Stands for "I don't know" among the choices. */
const DONT_KNOW = "?";

export type Given = Readonly<Record<string, Json>>;

/** Why something was not kept; nothing where it was. */
export interface NotKept {
  problem?: string;
  error?: AskFailure | undefined;
}

interface RoundFormProps {
  questions: readonly Asked[];
  /** Place of the domain, from 1 */
  at: number;
  given: Given;
  onChange(question: string, value: Json): void;
  /** Keeps what was filled in until here, and goes there: 0 is the plan itself. */
  onGo(to: number): Promise<NotKept>;
}

/** One domain a screen: how it is, in own words, and what comes next. */
export function RoundForm({ questions, at, given, onChange, onGo }: RoundFormProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [notKept, setNotKept] = useState<NotKept>({});
  const domain = DOMAINS[at - 1] as Domain;
  const [how, own, ...nextStep] = questions.filter(({ concept }) => concept === domain);
  const last = at === DOMAINS.length;
  const go = async (to: number) => {
    setBusy(true);
    setNotKept(await onGo(to));
    setBusy(false);
  };
  const next = last ? 0 : at + 1;
  const textOf = ({ id }: Asked): string => (typeof given[id] === "string" ? given[id] : "");
  return (
    <form
      className={styles.stack}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!busy) void go(next);
      }}
    >
      <p className={styles.quiet}>{words.step(at, DOMAINS.length)}</p>
      <div className={styles.domainHeading}>
        <DomainIcon domain={domain} size={32} />
        <PageHeading>{how ? say(how.text) : ""}</PageHeading>
      </div>
      {at === 1 && <p>{words.optional}</p>}
      {how && (
        <ChoiceGroup
          kind="radio"
          legend={how.stem ? say(how.stem) : say(how.text)}
          choices={[
            ...how.options.map(({ code, label }) => ({ value: code, label: say(label) })),
            { value: DONT_KNOW, label: words.dontKnow },
          ]}
          chosen={[isMissing(given[how.id]) ? DONT_KNOW : textOf(how)]}
          control={{
            name: how.id,
            onChange: ({ target }) =>
              onChange(how.id, target.value === DONT_KNOW ? { missing: "DONT_KNOW" } : target.value),
          }}
        />
      )}
      {own && (
        <TextArea
          label={say(own.text)}
          rows={3}
          maxLength={own.maxLength ?? undefined}
          value={textOf(own)}
          onChange={({ target }) => onChange(own.id, target.value)}
        />
      )}
      <fieldset className={styles.nextStep}>
        <legend>{words.next}</legend>
        {nextStep.map((question) =>
          question.short ? (
            <TextField
              key={question.id}
              label={say(question.text)}
              maxLength={question.maxLength ?? undefined}
              autoComplete="off"
              value={textOf(question)}
              onChange={({ target }) => onChange(question.id, target.value)}
            />
          ) : (
            <TextArea
              key={question.id}
              label={say(question.text)}
              rows={2}
              maxLength={question.maxLength ?? undefined}
              value={textOf(question)}
              onChange={({ target }) => onChange(question.id, target.value)}
            />
          ),
        )}
      </fieldset>
      {notKept.error && <FailureNotice error={notKept.error} onRetry={() => void go(next)} />}
      {notKept.problem && <Notice kind="WRONG" title={notKept.problem} />}
      <div className={styles.actions}>
        <Button busy={busy} onClick={() => void go(at - 1)}>
          {words.back}
        </Button>
        <Button type="submit" weight="PRIMARY" busy={busy}>
          {busy ? words.saving : last ? words.done : words.on1}
        </Button>
      </div>
    </form>
  );
}
