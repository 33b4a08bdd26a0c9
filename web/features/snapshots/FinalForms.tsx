import { useState } from "react";
import { useForm } from "react-hook-form";
import { useMutation } from "urql";
import type { CombinedError } from "urql";
import { z } from "zod";
import { type FinalDecision, standingReason } from "../../../schema/snapshot.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextArea } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { DecideFinal, ProposeFinal } from "./operations.ts";
import styles from "./snapshots.module.css";

interface ReasonValues {
  reason: string;
}

const FIELDS = ["reason"] as const;
const REASON = z.object({ reason: standingReason });

interface Said {
  problem?: string;
  error?: CombinedError | undefined;
}

type Answered = { __typename: "FinalProposal" } | { __typename: "Problem"; message: string; path: string[] | null };

/** A reason in words, held against what the API holds it against. */
function useReason(onChange: () => void) {
  const say = useIssueWords();
  const [said, setSaid] = useState<Said>({});
  const form = useForm<ReasonValues>({
    defaultValues: { reason: "" },
    resolver: fromSchema(REASON, (values) => values, say),
  });
  const sent = (answered: Answered | undefined, error: CombinedError | undefined) => {
    setSaid({});
    if (answered?.__typename === "FinalProposal") return onChange();
    if (answered === undefined) return setSaid({ error });
    if (!showProblem(answered, FIELDS, form.setError)) setSaid({ problem: answered.message });
  };
  return { ...form, said, sent };
}

function WhatWasSaid({ said: { error, problem } }: { said: Said }) {
  return (
    <>
      {error && <FailureNotice error={error} />}
      {problem && (
        <Notice kind="WRONG">
          <p>{problem}</p>
        </Notice>
      )}
    </>
  );
}

export function ProposeForm({ snapshot, onChange }: { snapshot: string; onChange(): void }) {
  const words = useWords({ nl, en });
  const [, proposeFinal] = useMutation(ProposeFinal);
  const { register, handleSubmit, formState, said, sent } = useReason(onChange);
  const send = handleSubmit(async ({ reason }) => {
    const { data, error } = await proposeFinal({ snapshot, reason });
    sent(data?.proposeFinal, error);
  });
  return (
    <details className={styles.folded}>
      <summary>{words.proposeTitle}</summary>
      <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
        <p>{words.proposeHelp}</p>
        <TextArea label={words.proposeWhy} rows={3} error={formState.errors.reason?.message} {...register("reason")} />
        <WhatWasSaid said={said} />
        <div>
          <Button type="submit" busy={formState.isSubmitting}>
            {formState.isSubmitting ? words.sending : words.propose}
          </Button>
        </div>
      </form>
    </details>
  );
}

/** The second pair of eyes. */
export function DecideForm({ proposal, onChange }: { proposal: string; onChange(): void }) {
  const words = useWords({ nl, en });
  const [, decideFinal] = useMutation(DecideFinal);
  const { register, handleSubmit, formState, said, sent } = useReason(onChange);
  const decide = (decision: FinalDecision) =>
    handleSubmit(async ({ reason }) => {
      const { data, error } = await decideFinal({ proposal, decision, reason });
      sent(data?.decideFinal, error);
    });
  return (
    <form className={styles.form} onSubmit={(event) => void decide("AGREED")(event)} noValidate>
      <TextArea label={words.decideWhy} rows={3} error={formState.errors.reason?.message} {...register("reason")} />
      <WhatWasSaid said={said} />
      <div className={styles.actions}>
        <Button type="submit" busy={formState.isSubmitting}>
          {words.agree}
        </Button>
        <Button type="button" busy={formState.isSubmitting} onClick={(event) => void decide("TURNED_DOWN")(event)}>
          {words.turnDown}
        </Button>
      </div>
    </form>
  );
}
