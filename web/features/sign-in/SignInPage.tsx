import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { fromSchema } from "../../lib/form/from-schema.ts";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { useViewer } from "../../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { SignInAnswer } from "./requests.ts";
import { askForLink, exchangeLink } from "./requests.ts";
import styles from "./sign-in.module.css";
import { useLinkSecret } from "./useLinkSecret.ts";

/** Signing in goes by a link in a mail; there are no passwords. */
export default function SignInPage() {
  const { secret, forget } = useLinkSecret();
  const { viewer, known } = useViewer();
  if (secret) return <Enter secret={secret} onNewLink={forget} />;
  if (!known) return <Waiting />;
  return viewer ? <Already name={viewer.name} /> : <AskLink />;
}

function Failure({ answer }: { answer: SignInAnswer | null }) {
  const words = useWords({ nl, en });
  if (answer === null || answer.kind === "OK") return null;
  return (
    <Notice kind="WRONG">
      <p>{answer.kind === "PROBLEM" ? answer.message : words.offline}</p>
    </Notice>
  );
}

/** A press, and not the page by itself: programs that look into mails open links, but press nothing. */
function Enter({ secret, onNewLink }: { secret: string; onNewLink(): void }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const enter = async () => {
    setBusy(true);
    const came = await exchangeLink(secret, locale);
    // The page is loaded anew, so that nothing that was fetched for nobody is kept.
    if (came.kind === "OK") return window.location.assign("/studies");
    setBusy(false);
    setAnswer(came);
  };
  return (
    <div className={styles.column}>
      <PageHeading>{words.linkTitle}</PageHeading>
      <p>{words.link}</p>
      <Failure answer={answer} />
      <div className={styles.actions}>
        <Button weight="PRIMARY" busy={busy} onClick={() => void enter()}>
          {busy ? words.entering : words.enter}
        </Button>
        {answer && (
          <Button weight="QUIET" onClick={onNewLink}>
            {words.newLink}
          </Button>
        )}
      </div>
    </div>
  );
}

interface AddressValues {
  email: string;
}

const ADDRESS = z.object({ email: z.email() });

function AskLink() {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const {
    register,
    handleSubmit,
    formState: { errors, isSubmitting },
  } = useForm<AddressValues>({
    defaultValues: { email: "" },
    resolver: fromSchema(
      ADDRESS,
      ({ email }) => ({ email: email.trim() }),
      () => words.emailWrong,
    ),
  });
  const send = handleSubmit(async ({ email }) => {
    setAnswer(null);
    setAnswer(await askForLink(email.trim(), locale));
  });
  if (answer?.kind === "OK")
    return (
      <div className={styles.column}>
        <PageHeading>{words.sentTitle}</PageHeading>
        <Notice kind="GOOD">
          <p>{words.sent}</p>
        </Notice>
        <div>
          <Button onClick={() => setAnswer(null)}>{words.again}</Button>
        </div>
      </div>
    );
  return (
    <form className={styles.column} onSubmit={(event) => void send(event)} noValidate>
      <PageHeading>{words.title}</PageHeading>
      <p>{words.intro}</p>
      <TextField
        type="email"
        label={words.email}
        error={errors.email?.message}
        autoComplete="email"
        {...register("email")}
      />
      <Failure answer={answer} />
      <div>
        <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
          {isSubmitting ? words.sending : words.send}
        </Button>
      </div>
      <p className={styles.quiet}>{words.forWhom}</p>
    </form>
  );
}

function Already({ name }: { name: string }) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.column}>
      <PageHeading>{words.alreadyTitle}</PageHeading>
      <p>{words.already(name)}</p>
      <div className={styles.actions}>
        <ButtonLink weight="PRIMARY" to="/studies">
          {words.toStudies}
        </ButtonLink>
        <ButtonLink to="/account">{words.toAccount}</ButtonLink>
      </div>
    </div>
  );
}
