import { useState } from "react";
import { Link } from "react-router";
import { useMutation } from "urql";
import { dayOf } from "../../../schema/day.ts";
import { Button } from "../../components/button/Button.tsx";
import { ProgressRing } from "../../components/mark/Mark.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import type { Column } from "../../components/table/DataTable.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { WaveState } from "../../components/wave/WaveState.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { GuardianLinks } from "./consent/GuardianLinks.tsx";
import { en } from "./en.ts";
import { InviteForm } from "./InviteForm.tsx";
import { MovePromiseForm } from "./MovePromiseForm.tsx";
import { nl } from "./nl.ts";
import type { Fielding } from "./operations.ts";
import { RevokeInvitation } from "./operations.ts";
import styles from "./survey-admin.module.css";

interface FieldingPartProps {
  /** Address of the survey */
  survey: string;
  fielding: Fielding;
  canCloseWaves: boolean;
  onChange(): void;
}

/** One time in the field: how far it is, what was promised, and who was invited. */
export function FieldingPart({ survey, fielding, canCloseWaves, onChange }: FieldingPartProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { wave, invited, sent, promisedOn, movedFrom, movedBecause, invitations } = fielding;
  return (
    <section className={styles.fielding} aria-labelledby={`fielding-${fielding.id}`}>
      <h3 id={`fielding-${fielding.id}`}>{words.fielding(wave.label, fielding.version.number)}</h3>
      <WaveState wave={wave} mayClose={canCloseWaves} />
      <p className={styles.progress}>
        <ProgressRing share={invited === 0 ? 0 : sent / invited} />
        {invited === 0 ? words.nobody : words.progress(sent, invited)}
      </p>
      <p>
        {words.promise}: <strong>{sayDay(promisedOn, locale, "long")}</strong>.{" "}
        {promisedOn < dayOf(new Date()) && words.late} {movedFrom && words.movedFrom(sayDay(movedFrom, locale))}{" "}
        {movedBecause && words.movedBecause(movedBecause)}
      </p>
      <details className={styles.folded}>
        <summary>{words.moveTitle}</summary>
        <MovePromiseForm fielding={fielding} />
      </details>
      <p>
        <Link to={`${survey}/invitations/${fielding.id}`}>{words.byMail}</Link>
      </p>
      {wave.closedAt === null && (
        <p>
          <Link to={`${survey}/room/${fielding.id}`}>{words.byRoom}</Link>
        </p>
      )}
      {wave.closedAt === null && (
        <details className={styles.folded}>
          <summary>{words.inviteTitle}</summary>
          <InviteForm fielding={fielding} onInvited={onChange} />
        </details>
      )}
      {fielding.guardians.length > 0 && (
        <details className={styles.folded}>
          <summary>{words.guardiansTitle}</summary>
          <GuardianLinks guardians={fielding.guardians} onChange={onChange} />
        </details>
      )}
      {invitations.length > 0 && (
        <details className={styles.folded}>
          <summary>{words.invitationsTitle(invitations.length)}</summary>
          <Invitations fielding={fielding} />
        </details>
      )}
    </section>
  );
}

type Invitation = Fielding["invitations"][number];

/** How far everybody is; never what was answered. */
function Invitations({ fielding }: { fielding: Fielding }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [{ fetching, error }, revokeInvitation] = useMutation(RevokeInvitation);
  const [problem, setProblem] = useState<string | null>(null);
  const revoke = async (id: string) => {
    setProblem(null);
    const { data } = await revokeInvitation({ id });
    if (data?.revokeInvitation.__typename === "Problem") setProblem(data.revokeInvitation.message);
  };
  const columns: Column<Invitation>[] = [
    { id: "participant", header: words.participant, names: true, cell: ({ participant }) => participant },
    { id: "status", header: words.status, cell: ({ status }) => words.statuses[status] },
    { id: "created", header: words.created, cell: ({ createdAt }) => sayDay(createdAt, locale) },
    { id: "opened", header: words.opened, cell: ({ openedAt }) => (openedAt ? sayDay(openedAt, locale) : "–") },
    {
      id: "revoke",
      header: words.revoke,
      cell: ({ id, status, participant }) =>
        (status === "CREATED" || status === "OPENED") && (
          <Button
            weight="QUIET"
            busy={fetching}
            aria-label={words.revokeLong(participant)}
            onClick={() => void revoke(id)}
          >
            {words.revoke}
          </Button>
        ),
    },
  ];
  return (
    <>
      {error && <FailureNotice error={error} />}
      {problem && (
        <Notice kind="WRONG">
          <p>{problem}</p>
        </Notice>
      )}
      <DataTable
        caption={words.invitationsTitle(fielding.invitations.length)}
        captionHidden
        columns={columns}
        rows={fielding.invitations}
        rowKey={({ id }) => id}
        tall
      />
    </>
  );
}
