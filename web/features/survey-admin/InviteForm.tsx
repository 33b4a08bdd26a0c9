import { useState } from "react";
import { useForm } from "react-hook-form";
import { useMutation } from "urql";
import type { CombinedError } from "urql";
import { z } from "zod";
import { Button } from "../../components/button/Button.tsx";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Fielding, PersonalLink } from "./operations.ts";
import { CreateInvitations } from "./operations.ts";
import { PersonalLinks } from "./PersonalLinks.tsx";
import styles from "./survey-admin.module.css";

interface InviteValues {
  /** One pseudonym on a line */
  participants: string;
  expiresOn: string;
}

const START: InviteValues = { participants: "", expiresOn: "" };

/** A pseudonym on a line, and behind a comma the day on which somebody turns 16 where they are younger. */
const linesIn = (lines: string): { participant: string; on: string | null }[] => {
  const listed = lines
    .split("\n")
    .map((line) => line.split(/[,;\t]/).map((part) => part.trim()))
    .flatMap(([participant = "", on = ""]) => (participant === "" ? [] : [{ participant, on: on || null }]));
  return [...new Map(listed.map((line) => [line.participant, line])).values()];
};

/** At least one, and none that is a mail address: contact details never come in here. */
const INVITE = z.object({
  participants: z
    .array(z.string())
    .min(1)
    .refine((pseudonyms) => !pseudonyms.some((pseudonym) => pseudonym.includes("@"))),
});

const asSent = ({ participants, expiresOn }: InviteValues) => ({
  participants: linesIn(participants).map(({ participant }) => participant),
  turnSixteen: linesIn(participants).flatMap(({ participant, on }) => (on === null ? [] : [{ participant, on }])),
  // Up to the end of that day where the researcher is.
  expiresAt: expiresOn === "" ? null : new Date(`${expiresOn}T23:59:59`).toISOString(),
});

/** Makes a personal link for each pseudonym, and shows the links this once. */
export function InviteForm({ fielding, onInvited }: { fielding: Fielding; onInvited(): void }) {
  const words = useWords({ nl, en });
  const [, createInvitations] = useMutation(CreateInvitations);
  const [links, setLinks] = useState<PersonalLink[]>([]);
  const [failed, setFailed] = useState<{ problem?: string; error?: CombinedError | undefined }>({});
  const {
    register,
    handleSubmit,
    reset,
    formState: { errors, isSubmitting },
  } = useForm<InviteValues>({
    defaultValues: START,
    resolver: fromSchema(INVITE, asSent, ({ kind }) =>
      kind === "EMPTY" ? words.participantsEmpty : words.looksLikeMail,
    ),
  });

  const send = handleSubmit(async (values) => {
    setFailed({});
    const { data, error } = await createInvitations({ input: { fielding: fielding.id, ...asSent(values) } });
    const created = data?.createInvitations;
    if (created?.__typename === "Problem") return setFailed({ problem: created.message });
    if (created?.__typename !== "CreatedInvitations") return setFailed({ error });
    setLinks(created.invitations.map(({ link, invitation }) => ({ link, participant: invitation.participant })));
    reset(START);
    onInvited();
  });

  if (links.length > 0) return <PersonalLinks links={links} onKept={() => setLinks([])} />;
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <TextArea
        label={words.participants}
        help={words.participantsHelp}
        error={errors.participants?.message}
        autoComplete="off"
        spellCheck={false}
        {...register("participants")}
      />
      <TextField type="date" label={words.expires} help={words.expiresHelp} {...register("expiresOn")} />
      {failed.error && <FailureNotice error={failed.error} />}
      {failed.problem && (
        <Notice kind="WRONG">
          <p>{failed.problem}</p>
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
