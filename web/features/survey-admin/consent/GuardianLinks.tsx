import { useState } from "react";
import { useMutation } from "urql";
import { Button } from "../../../components/button/Button.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import type { Fielding } from "../operations.ts";
import styles from "../survey-admin.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { CreateGuardianLink } from "./operations.ts";

/** For who is under 16: a link for a parent or guardian, shown this once. */
export function GuardianLinks({ fielding }: { fielding: Fielding }) {
  const words = useWords({ nl, en });
  const [{ fetching, error }, createLink] = useMutation(CreateGuardianLink);
  const [made, setMade] = useState<{ participant: string; link: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const young = fielding.invitations.filter(({ participant }) => fielding.underSixteen.includes(participant));
  const make = async (id: string, participant: string) => {
    setProblem(null);
    setMade(null);
    const reply = (await createLink({ id })).data?.createGuardianLink;
    if (reply?.__typename === "Problem") setProblem(reply.message);
    if (reply?.__typename === "GuardianLink") setMade({ participant, link: reply.link });
  };
  return (
    <div className={styles.form}>
      <p>{words.guardians}</p>
      {error && <FailureNotice error={error} />}
      {problem && <Notice kind="WRONG" title={problem} />}
      {made && (
        <Notice kind="GOOD" title={words.guardianLinkOf(made.participant)}>
          <p>{words.guardianLinkOnce}</p>
          <p>
            <code className={styles.link}>{made.link}</code>
          </p>
        </Notice>
      )}
      <ul>
        {young.map(({ id, participant }) => (
          <li key={id}>
            {participant}{" "}
            <Button
              weight="QUIET"
              busy={fetching}
              aria-label={words.guardianLinkFor(participant)}
              onClick={() => void make(id, participant)}
            >
              {words.guardianLink}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
