import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { CombinedError } from "urql";
import { useMutation } from "urql";
import { z } from "zod";
import { Button } from "../../../components/button/Button.tsx";
import { ChoiceGroup } from "../../../components/form/Choices.tsx";
import { TextArea, TextField } from "../../../components/form/TextField.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { fromSchema } from "../../../lib/form/from-schema.ts";
import { useWords } from "../../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { InviteByMail } from "./operations.ts";
import styles from "./invitations.module.css";

interface MailValues {
  who: "EVERYBODY" | "SOME";
  /** One pseudonym on a line */
  participants: string;
  validFrom: string;
  expiresOn: string;
  uses: string;
}

const START: MailValues = { who: "EVERYBODY", participants: "", validFrom: "", expiresOn: "", uses: "" };

const MAIL = z.object({ participants: z.array(z.string()).min(1).nullable() });

const asSent = ({ who, participants, validFrom, expiresOn, uses }: MailValues) => {
  const pseudonyms = participants.split("\n").map((line) => line.trim());
  return {
    participants: who === "EVERYBODY" ? null : [...new Set(pseudonyms.filter((each) => each !== ""))],
    // From the beginning of the one day up to the end of the other, where the researcher is.
    validFrom: validFrom === "" ? null : new Date(`${validFrom}T00:00:00`).toISOString(),
    expiresAt: expiresOn === "" ? null : new Date(`${expiresOn}T23:59:59`).toISOString(),
    uses: uses === "" ? null : Number.parseInt(uses, 10),
  };
};

/** Mails people a link of their own; nobody sees the links, so nothing is shown but how many. */
export function MailForm({ fieldingId, onInvited }: { fieldingId: string; onInvited(): void }) {
  const words = useWords({ nl, en });
  const [, inviteByMail] = useMutation(InviteByMail);
  const [people, setPeople] = useState<number | null>(null);
  const [failed, setFailed] = useState<{ problem?: string; error?: CombinedError | undefined }>({});
  const {
    register,
    handleSubmit,
    reset,
    control,
    formState: { errors, isSubmitting },
  } = useForm<MailValues>({
    defaultValues: START,
    resolver: fromSchema(MAIL, asSent, () => words.participantsEmpty),
  });
  const who = useWatch({ control, name: "who" });
  const send = handleSubmit(async (values) => {
    setFailed({});
    setPeople(null);
    const { data, error } = await inviteByMail({ input: { fielding: fieldingId, ...asSent(values) } });
    const round = data?.inviteByMail;
    if (round?.__typename !== "MailRound") return setFailed(round ? { problem: round.message } : { error });
    setPeople(round.people);
    reset(START);
    onInvited();
  });
  return (
    <form className={styles.part} onSubmit={(event) => void send(event)} noValidate>
      <p>{words.mailIntro}</p>
      <ChoiceGroup
        kind="radio"
        legend={words.who}
        choices={[
          { value: "EVERYBODY", label: words.everybody },
          { value: "SOME", label: words.some },
        ]}
        control={register("who")}
      />
      {who === "SOME" && (
        <TextArea
          label={words.participants}
          help={words.participantsHelp}
          error={errors.participants?.message}
          autoComplete="off"
          spellCheck={false}
          {...register("participants")}
        />
      )}
      <TextField type="date" label={words.validFrom} help={words.validFromHelp} {...register("validFrom")} />
      <TextField type="date" label={words.expires} help={words.optional} {...register("expiresOn")} />
      <TextField type="number" min={1} label={words.uses} help={words.usesHelp} {...register("uses")} />
      {failed.error && <FailureNotice error={failed.error} />}
      {failed.problem && (
        <Notice kind="WRONG">
          <p>{failed.problem}</p>
        </Notice>
      )}
      {people !== null && (
        <Notice kind="GOOD">
          <p>{words.invited(people)}</p>
        </Notice>
      )}
      <div>
        <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
          {isSubmitting ? words.inviting : words.invite}
        </Button>
      </div>
    </form>
  );
}
