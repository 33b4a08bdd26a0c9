import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import type { Column } from "../../components/table/DataTable.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Invitation } from "./operations.ts";
import { Invitations, RevokeInvitation } from "./operations.ts";
import styles from "./survey-admin.module.css";

/** More is not drawn at once; who looks for somebody types a part of the pseudonym. */
const MOST = 200;

interface InvitationsPartProps {
  /** Id of the survey */
  survey: string;
  /** Id of the fielding */
  fielding: string;
  invited: number;
}

/** How far everybody is, fetched once somebody wants to see it; never what was answered. */
export function InvitationsPart({ survey, fielding, invited }: InvitationsPartProps) {
  const words = useWords({ nl, en });
  const [open, setOpen] = useState(false);
  const [{ data, error }, again] = useQuery({
    query: Invitations,
    variables: { survey },
    pause: !open,
    requestPolicy: "cache-and-network",
  });
  const invitations = data?.survey?.fieldings.find(({ id }) => id === fielding)?.invitations;
  return (
    <details className={styles.folded} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.invitationsTitle(invited)}</summary>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {open && !invitations && !error && <Waiting />}
      {invitations && <InvitationTable invitations={invitations} />}
    </details>
  );
}

function InvitationTable({ invitations }: { invitations: readonly Invitation[] }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [sought, setSought] = useState("");
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
  const wanted = sought.trim().toLowerCase();
  const found = invitations.filter(({ participant }) => participant.toLowerCase().includes(wanted));
  return (
    <>
      <TextField
        type="search"
        label={words.search}
        value={sought}
        autoComplete="off"
        onChange={({ target }) => setSought(target.value)}
      />
      <p role="status" className={styles.quiet}>
        {words.found(Math.min(found.length, MOST), found.length)}
      </p>
      {error && <FailureNotice error={error} />}
      {problem && (
        <Notice kind="WRONG">
          <p>{problem}</p>
        </Notice>
      )}
      {found.length > 0 && (
        <DataTable
          caption={words.invitationsTitle(found.length)}
          captionHidden
          columns={columns}
          rows={found.slice(0, MOST)}
          rowKey={({ id }) => id}
          tall
        />
      )}
    </>
  );
}
