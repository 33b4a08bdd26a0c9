import { useState } from "react";
import type { CombinedError } from "urql";
import { useMutation } from "urql";
import { Button } from "../../../components/button/Button.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import type { Column } from "../../../components/table/DataTable.tsx";
import { DataTable } from "../../../components/table/DataTable.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./invitations.module.css";
import { nl } from "./nl.ts";
import type { InvitedFielding, MailState, Row, Status } from "./operations.ts";
import { RenewInvitation, ReportBounce } from "./operations.ts";

export interface Filter {
  status: Status | null;
  mail: MailState | null;
  /** How many people are passed over */
  after: number;
}

export const EVERYBODY: Filter = { status: null, mail: null, after: 0 };

const PAGE = 50;
const OVER: readonly Status[] = ["REVOKED", "EXPIRED"];

interface StateTableProps {
  fielding: Pick<InvitedFielding, "invitationTable" | "reports">;
  filter: Filter;
  onFilter(filter: Filter): void;
  onChange(): void;
}

/** How far everybody is, link and mail side by side; never what was answered. */
export function StateTable({ fielding, filter, onFilter, onChange }: StateTableProps) {
  const words = useWords({ nl, en });
  const [said, setSaid] = useState<{ good?: string; problem?: string; error?: CombinedError | undefined }>({});
  const [{ fetching: renewing }, renewInvitation] = useMutation(RenewInvitation);
  const [{ fetching: reporting }, reportBounce] = useMutation(ReportBounce);
  const renew = async (id: string) => {
    const { data, error } = await renewInvitation({ id });
    const renewed = data?.renewInvitation;
    if (renewed?.__typename === "Invitation") setSaid({ good: words.renewed });
    else setSaid(renewed ? { problem: renewed.message } : { error });
    onChange();
  };
  const bounced = async (id: string) => {
    const { data, error } = await reportBounce({ id });
    const reported = data?.reportBounce;
    if (reported?.__typename === "Problem") setSaid({ problem: reported.message });
    else setSaid({ error });
    onChange();
  };
  const columns: Column<Row>[] = [
    { id: "participant", header: words.participant, names: true, cell: ({ invitation }) => invitation.participant },
    { id: "status", header: words.status, cell: ({ invitation }) => words.statuses[invitation.status] },
    { id: "mail", header: words.mail, cell: (row) => <MailCell row={row} /> },
    {
      id: "uses",
      header: words.usesLeft,
      cell: ({ invitation }) => invitation.usesLeft ?? words.unlimited,
    },
    {
      id: "do",
      header: words.doing,
      cell: ({ mail, invitation: { id, participant, status } }) =>
        !OVER.includes(status) &&
        mail !== "NONE" &&
        mail !== "OPTED_OUT" && (
          <>
            <Button
              weight="QUIET"
              busy={renewing}
              aria-label={words.renewLong(participant)}
              onClick={() => void renew(id)}
            >
              {words.renew}
            </Button>
            {mail === "MAILED" && (
              <Button
                weight="QUIET"
                busy={reporting}
                aria-label={words.bouncedLong(participant)}
                onClick={() => void bounced(id)}
              >
                {words.bounced}
              </Button>
            )}
          </>
        ),
    },
  ];
  const { total, rows, counts } = fielding.invitationTable;
  const { on, failing } = fielding.reports;
  return (
    <section className={styles.wide} aria-labelledby="states">
      <h2 id="states">{words.tableTitle}</h2>
      {failing ? (
        <Notice kind="WRONG">
          <p>{words.reports.FAILING}</p>
        </Notice>
      ) : (
        <p>{words.reports[on ? "ON" : "OFF"]}</p>
      )}
      <div className={styles.filters}>
        <Choose
          label={words.filterStatus}
          names={words.statuses}
          counts={counts.map(({ status, count }) => [status, count])}
          chosen={filter.status}
          onChoose={(status) => onFilter({ ...filter, status, after: 0 })}
        />
        <Choose
          label={words.filterMail}
          names={words.mails}
          counts={counts.map(({ mail, count }) => [mail, count])}
          chosen={filter.mail}
          onChoose={(mail) => onFilter({ ...filter, mail, after: 0 })}
        />
      </div>
      {said.error && <FailureNotice error={said.error} />}
      {said.problem && (
        <Notice kind="WRONG">
          <p>{said.problem}</p>
        </Notice>
      )}
      {said.good && (
        <Notice kind="GOOD">
          <p>{said.good}</p>
        </Notice>
      )}
      <p role="status">{words.found(filter.after + 1, filter.after + rows.length, total)}</p>
      {rows.length > 0 && (
        <DataTable
          caption={words.tableCaption}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={({ invitation }) => invitation.id}
        />
      )}
      {total > PAGE && (
        <div className={styles.pages}>
          {filter.after > 0 && (
            <Button onClick={() => onFilter({ ...filter, after: Math.max(0, filter.after - PAGE) })}>
              {words.previous}
            </Button>
          )}
          {filter.after + PAGE < total && (
            <Button onClick={() => onFilter({ ...filter, after: filter.after + PAGE })}>{words.next}</Button>
          )}
        </div>
      )}
    </section>
  );
}

/** How far the mail is; why it came back, where a mail server told. */
function MailCell({ row: { mail, bounced, delays, newAddress } }: { row: Row }) {
  const words = useWords({ nl, en });
  return (
    <>
      {bounced ? words.mailBounced(words.mails[mail], words.bounces[bounced]) : words.mails[mail]}
      {delays > 0 && <div className={styles.more}>{words.delayed(delays)}</div>}
      {newAddress && <div className={styles.more}>{words.newAddress}</div>}
    </>
  );
}

interface ChooseProps<State extends string> {
  label: string;
  names: Record<State, string>;
  counts: readonly (readonly [State, number])[];
  chosen: State | null;
  onChoose(state: State | null): void;
}

/** One state out of those that somebody is in, with how many are. */
function Choose<State extends string>({ label, names, counts, chosen, onChoose }: ChooseProps<State>) {
  const words = useWords({ nl, en });
  const sums = new Map<State, number>();
  for (const [state, count] of counts) sums.set(state, (sums.get(state) ?? 0) + count);
  const all = [...sums.values()].reduce((sum, count) => sum + count, 0);
  const states = (Object.keys(names) as State[]).filter((state) => sums.has(state) || state === chosen);
  return (
    <label className={styles.filter}>
      {label}
      <select
        value={chosen ?? ""}
        onChange={({ target }) => onChoose(states.find((state) => state === target.value) ?? null)}
      >
        <option value="">{words.all(all)}</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {words.filtered(names[state], sums.get(state) ?? 0)}
          </option>
        ))}
      </select>
    </label>
  );
}
