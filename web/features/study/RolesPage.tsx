import { useState } from "react";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { StudyDesk } from "../../components/page/StudyDesk.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { RolesOfStudy } from "./operations.ts";
import { ConfirmRole, StudyRoles } from "./operations.ts";
import styles from "./study.module.css";

const ROLES = ["BACKGROUND", "ANSWER"] as const;

/** What waits for a steward: variables whose role the study's description does not say. */
export default function RolesPage() {
  const words = useWords({ nl, en });
  return (
    <StudyDesk query={StudyRoles} title={words.rolesTitle}>
      {(study) => (
        <>
          <p className={styles.intro}>{words.rolesIntro}</p>
          <WaitingRoles study={study} />
        </>
      )}
    </StudyDesk>
  );
}

function WaitingRoles({ study }: { study: RolesOfStudy }) {
  const words = useWords({ nl, en });
  const [confirming, confirm] = useMutation(ConfirmRole);
  const [said, setSaid] = useState<{ kind: "GOOD" | "WRONG"; text: string } | null>(null);
  const waiting = study.variables.filter(({ roleWaits }) => roleWaits);
  const choose = async (variable: string, label: string, role: (typeof ROLES)[number]) => {
    setSaid(null);
    const { data: answered } = await confirm({ variable, role });
    const kept = answered?.confirmRole;
    if (kept?.__typename === "Problem") setSaid({ kind: "WRONG", text: kept.message });
    if (kept?.__typename === "Variable") setSaid({ kind: "GOOD", text: words.roleConfirmed(label) });
  };
  return (
    <>
      {confirming.error && <FailureNotice error={confirming.error} />}
      {said && (
        <Notice kind={said.kind}>
          <p>{said.text}</p>
        </Notice>
      )}
      {waiting.length === 0 ? (
        <EmptyState title={words.rolesNone}>
          <p>{words.rolesNoneHelp}</p>
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {waiting.map(({ id, name, label }) => (
            <li key={id} className={styles.line}>
              <p id={`role-${id}`}>
                {label} {label !== name && <span className={styles.quiet}>{name}</span>}
              </p>
              {study.canConfirmRoles && (
                <div className={styles.actions} role="group" aria-labelledby={`role-${id}`}>
                  {ROLES.map((role) => (
                    <Button
                      key={role}
                      busy={confirming.fetching}
                      aria-label={words.confirmLong(label, words.rolesShort[role])}
                      onClick={() => void choose(id, label, role)}
                    >
                      {words.rolesShort[role]}
                    </Button>
                  ))}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
