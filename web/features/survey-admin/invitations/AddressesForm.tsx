import { type FormEvent, useState } from "react";
import type { CombinedError } from "urql";
import { useMutation } from "urql";
import { Button } from "../../../components/button/Button.tsx";
import { TextArea } from "../../../components/form/TextField.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./invitations.module.css";
import { nl } from "./nl.ts";
import { BringInAddresses } from "./operations.ts";

/** Lines in one request; the API takes 2000. */
const LINES = 1_000;
/** What is shown of the lines that were refused */
const SHOWN = 20;

interface Outcome {
  added: number;
  changed: number;
  same: number;
  optedOut: number;
  problems: { line: number; message: string }[];
}

const NOTHING: Outcome = { added: 0, changed: 0, same: 0, optedOut: 0, problems: [] };

/** A list of addresses, in parts. What was sent is not kept in the page. */
export function AddressesForm({ study, onKept }: { study: string; onKept(): void }) {
  const words = useWords({ nl, en });
  const [, bringIn] = useMutation(BringInAddresses);
  const [list, setList] = useState("");
  const [empty, setEmpty] = useState(false);
  const [busy, setBusy] = useState<{ done: number; all: number } | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [failed, setFailed] = useState<{ problem?: string; error?: CombinedError | undefined }>({});

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const lines = list.split(/\r\n|\r|\n/);
    const nothing = lines.every((line) => line.trim() === "");
    setEmpty(nothing);
    setOutcome(null);
    setFailed({});
    if (nothing) return;
    let sum = NOTHING;
    for (let from = 0; from < lines.length; from += LINES) {
      setBusy({ done: from, all: lines.length });
      const part = lines.slice(from, from + LINES);
      if (part.every((line) => line.trim() === "")) continue;
      const { data, error } = await bringIn({ study, list: part.join("\n") });
      const kept = data?.bringInAddresses;
      if (kept?.__typename !== "AddressesBroughtIn") {
        setFailed(kept ? { problem: kept.message } : { error });
        break;
      }
      sum = {
        added: sum.added + kept.added,
        changed: sum.changed + kept.changed,
        same: sum.same + kept.same,
        optedOut: sum.optedOut + kept.optedOut,
        problems: [...sum.problems, ...kept.problems.map((each) => ({ ...each, line: each.line + from }))],
      };
      setOutcome(sum);
    }
    setBusy(null);
    setList("");
    onKept();
  };

  return (
    <form className={styles.part} onSubmit={(event) => void send(event)} noValidate>
      <TextArea
        label={words.list}
        help={words.listHelp}
        error={empty ? words.listEmpty : undefined}
        autoComplete="off"
        spellCheck={false}
        value={list}
        onChange={(event) => setList(event.target.value)}
      />
      <label className={styles.file}>
        {words.file}
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={(event) => void event.target.files?.[0]?.text().then(setList)}
        />
      </label>
      <div>
        <Button type="submit" busy={busy !== null}>
          {busy ? words.bringingIn(busy.done, busy.all) : words.bringIn}
        </Button>
      </div>
      {failed.error && <FailureNotice error={failed.error} />}
      {failed.problem && (
        <Notice kind="WRONG">
          <p>{failed.problem}</p>
        </Notice>
      )}
      {outcome && <Said outcome={outcome} />}
    </form>
  );
}

function Said({ outcome: { added, changed, same, optedOut, problems } }: { outcome: Outcome }) {
  const words = useWords({ nl, en });
  return (
    <>
      <Notice kind="GOOD">
        <p>{words.broughtIn(added, changed, same)}</p>
        {optedOut > 0 && <p>{words.optedOut(optedOut)}</p>}
      </Notice>
      {problems.length > 0 && (
        <Notice kind="WRONG" title={words.refusedTitle(problems.length)}>
          <ul>
            {problems.slice(0, SHOWN).map(({ line, message }) => (
              <li key={line}>{words.refusedLine(line, message)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
