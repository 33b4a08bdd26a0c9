import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import type { Column } from "../../components/table/DataTable.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./import.module.css";
import { nl } from "./nl.ts";
import type { ImportProblem, StudyImport } from "./operations.ts";

/** The whole study, or nothing and why. */
export function ImportOutcome({ outcome, onAgain }: { outcome: StudyImport; onAgain(): void }) {
  const words = useWords({ nl, en });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { status, study, snapshot, problems, problemCount, reportUrl, notes } = outcome;
  const done = status === "DONE";
  return (
    <section className={styles.outcome} aria-labelledby="outcome">
      <h2 id="outcome" ref={heading} tabIndex={-1}>
        {done ? words.doneTitle : words.refusedTitle}
      </h2>
      {done ? (
        <>
          {study && <p>{words.done(study.title)}</p>}
          <p>{snapshot ? words.frozen(snapshot.number) : words.notFrozen}</p>
          {notes.length > 0 && <ProblemTable caption={words.notesTitle} problems={notes} captionShown />}
          <div className={styles.actions}>
            {study && (
              <ButtonLink weight="PRIMARY" to={`/studies/${study.slug}`}>
                {words.toStudy}
              </ButtonLink>
            )}
            <Button onClick={onAgain}>{words.another}</Button>
          </div>
        </>
      ) : (
        <>
          <Notice kind="WRONG">
            <p>{words.refused(problemCount)}</p>
            {problems.length < problemCount && <p>{words.shown(problems.length, problemCount)}</p>}
          </Notice>
          <ProblemTable caption={words.problemsTitle} problems={problems} />
          <div className={styles.actions}>
            <Button weight="PRIMARY" onClick={onAgain}>
              {words.tryAgain}
            </Button>
            {reportUrl && (
              <a className={styles.report} href={reportUrl} download>
                {words.report}
              </a>
            )}
          </div>
        </>
      )}
    </section>
  );
}

interface ProblemTableProps {
  caption: string;
  problems: readonly ImportProblem[];
  captionShown?: boolean;
}

function ProblemTable({ caption, problems, captionShown = false }: ProblemTableProps) {
  const words = useWords({ nl, en });
  const placed = problems.map((problem, place) => ({ ...problem, place }));
  const has = (key: "file" | "row" | "field") => problems.some((problem) => problem[key] !== null);
  const columns: Column<(typeof placed)[number]>[] = [
    { id: "message", header: words.problem, names: true, cell: ({ message }) => message },
    ...(has("file") ? [{ id: "file", header: words.file, cell: ({ file }: ImportProblem) => file }] : []),
    ...(has("row") ? [{ id: "row", header: words.row, numeric: true, cell: ({ row }: ImportProblem) => row }] : []),
    ...(has("field") ? [{ id: "field", header: words.field, cell: ({ field }: ImportProblem) => field }] : []),
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden={!captionShown}
      columns={columns}
      rows={placed}
      rowKey={({ place }) => String(place)}
      tall
    />
  );
}
