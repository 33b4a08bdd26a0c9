import { useState } from "react";
import type { RemarkLine, RemarkOutcome } from "../../../../schema/questionnaire.ts";
import { Button } from "../../../components/button/Button.tsx";
import { SelectField } from "../../../components/form/TextField.tsx";
import { type Column, DataTable } from "../../../components/table/DataTable.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import { csvOf, keepAsFile } from "../kept-file.ts";
import styles from "./bring-in.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

const OUTCOMES: readonly RemarkOutcome[] = ["LEFT_OUT", "CHANGED", "CARRIED_OVER"];
/** Places that stand open with what is said of them */
const SHOWN_AT_ONCE = 4;

/** One thing that is said, with every place that it is said of. */
interface Said {
  outcome: RemarkOutcome;
  message: string;
  of: RemarkLine[];
}

/** What becomes of everything in a file: what stays behind first, one line for what is said of many things. */
export function Remarks({ remarks }: { remarks: readonly RemarkLine[] }) {
  const words = useWords({ nl, en });
  const [shown, setShown] = useState<RemarkOutcome | "">("");
  const count = (outcome: RemarkOutcome) => remarks.filter((remark) => remark.outcome === outcome).length;
  const rows = together(remarks).filter(({ outcome }) => shown === "" || outcome === shown);
  const columns: Column<Said>[] = [
    { id: "what", header: words.what, names: true, cell: ({ message }) => message },
    { id: "outcome", header: words.outcome, cell: ({ outcome }) => words.outcomes[outcome] },
    { id: "count", header: words.times, numeric: true, cell: ({ of }) => of.length },
    { id: "where", header: words.where, cell: ({ of }) => <Places of={of} /> },
  ];
  const keep = () =>
    keepAsFile(
      words.reportName,
      csvOf([
        [words.outcome, words.what, ...words.placeColumns, words.detail],
        ...remarks.map(({ outcome, message, sheet, row, name, column, detail }) =>
          [words.outcomes[outcome], message, sheet, row, name, column, detail].map((part) => String(part ?? "")),
        ),
      ]),
    );
  return (
    <>
      <div>
        <h3>{words.remarksTitle}</h3>
        <p className={styles.quiet}>{words.remarksHelp}</p>
      </div>
      <div className={styles.languages}>
        <SelectField
          label={words.show}
          options={OUTCOMES.map((outcome) => ({
            value: outcome,
            label: words.some(words.outcomes[outcome], count(outcome)),
          }))}
          placeholder={words.all(remarks.length)}
          value={shown}
          onChange={({ target }) => setShown(OUTCOMES.find((outcome) => outcome === target.value) ?? "")}
        />
        <Button onClick={keep}>{words.keepReport}</Button>
      </div>
      <DataTable
        caption={words.remarksTitle}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ outcome, message }) => `${outcome} ${message}`}
        tall
      />
    </>
  );
}

function together(remarks: readonly RemarkLine[]): Said[] {
  const said = new Map<string, Said>();
  for (const remark of remarks) {
    const { outcome, message } = remark;
    const one = said.get(`${outcome} ${message}`) ?? { outcome, message, of: [] };
    one.of.push(remark);
    said.set(`${outcome} ${message}`, one);
  }
  return [...said.values()].toSorted((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome));
}

function Places({ of }: { of: readonly RemarkLine[] }) {
  const words = useWords({ nl, en });
  const list = (some: readonly RemarkLine[]) => (
    <ul className={styles.places}>
      {some.map((remark, at) => (
        <li key={at}>
          {placeOf(remark, words.row)}
          {remark.detail !== null && remark.detail !== "" && <p className={styles.detail}>{remark.detail}</p>}
        </li>
      ))}
    </ul>
  );
  const rest = of.slice(SHOWN_AT_ONCE);
  return (
    <>
      {list(of.slice(0, SHOWN_AT_ONCE))}
      {rest.length > 0 && (
        <details>
          <summary>{words.more(rest.length)}</summary>
          {list(rest)}
        </details>
      )}
    </>
  );
}

/** survey, rij 12, home, relevant */
const placeOf = ({ sheet, row, name, column }: RemarkLine, sayRow: (row: number) => string): string =>
  [sheet, row === null ? null : sayRow(row), name, column].filter((part) => part !== null && part !== "").join(", ") ||
  "—";
