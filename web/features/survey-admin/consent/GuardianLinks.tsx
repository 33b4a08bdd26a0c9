import { useState } from "react";
import type { CombinedError } from "urql";
import { useMutation } from "urql";
import { Button } from "../../../components/button/Button.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import { en as mailEn } from "../invitations/en.ts";
import { nl as mailNl } from "../invitations/nl.ts";
import type { Fielding } from "../operations.ts";
import styles from "../survey-admin.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { CreateGuardianLink, MailGuardian } from "./operations.ts";

type Guardian = Fielding["guardians"][number];

interface Said {
  /** Whose guardian a link is on its way to */
  mailed?: string;
  /** A link that is shown this once */
  made?: { participant: string; link: string };
  problem?: string;
  error?: CombinedError | undefined;
}

/** For who is under 16: a link for a parent or guardian, mailed without anybody seeing it, or shown this once. */
export function GuardianLinks({ guardians, onChange }: { guardians: readonly Guardian[]; onChange(): void }) {
  const words = useWords({ nl, en });
  const mailWords = useWords({ nl: mailNl, en: mailEn });
  const [{ fetching: making }, createLink] = useMutation(CreateGuardianLink);
  const [{ fetching: mailing }, mailGuardian] = useMutation(MailGuardian);
  const [{ mailed, made, problem, error }, setSaid] = useState<Said>({});
  const make = async ({ invitation: id, participant }: Guardian) => {
    const { data, error: failure } = await createLink({ id });
    const reply = data?.createGuardianLink;
    if (reply?.__typename === "GuardianLink") setSaid({ made: { participant, link: reply.link } });
    else setSaid(reply ? { problem: reply.message } : { error: failure });
  };
  const mail = async ({ invitation: id, participant }: Guardian) => {
    const { data, error: failure } = await mailGuardian({ id });
    const reply = data?.mailGuardian;
    if (reply?.__typename === "MailedGuardian") setSaid({ mailed: participant });
    else setSaid(reply ? { problem: reply.message } : { error: failure });
    onChange();
  };
  const stateOf = ({ canBeMailed, mail: state, bounced }: Guardian): string =>
    state === "NONE" && !canBeMailed
      ? words.guardianNoAddress
      : bounced
        ? mailWords.mailBounced(mailWords.mails[state], mailWords.bounces[bounced])
        : mailWords.mails[state];
  return (
    <div className={styles.form}>
      <p>{words.guardians}</p>
      <p>{words.guardianMailIntro}</p>
      {error && <FailureNotice error={error} />}
      {problem && <Notice kind="WRONG" title={problem} />}
      {mailed && <Notice kind="GOOD" title={words.guardianMailed(mailed)} />}
      {made && (
        <Notice kind="GOOD" title={words.guardianLinkOf(made.participant)}>
          <p>{words.guardianLinkOnce}</p>
          <p>
            <code className={styles.link}>{made.link}</code>
          </p>
        </Notice>
      )}
      <ul className={styles.guardians}>
        {guardians.map((guardian) => (
          <li key={guardian.invitation}>
            <p>
              <strong>{guardian.participant}</strong>: {stateOf(guardian)}
            </p>
            {guardian.canBeMailed && (
              <Button
                busy={mailing}
                aria-label={words.guardianMailFor(guardian.participant)}
                onClick={() => void mail(guardian)}
              >
                {words.guardianMail}
              </Button>
            )}
            <Button
              weight="QUIET"
              busy={making}
              aria-label={words.guardianLinkFor(guardian.participant)}
              onClick={() => void make(guardian)}
            >
              {words.guardianLink}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
