import { useState } from "react";
import { useQuery } from "urql";
import { Button } from "../../../components/button/Button.tsx";
import { WaveTable } from "../../../components/completeness/WaveTable.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { Waiting } from "../../../components/page/Waiting.tsx";
import { useLanguage, useWords } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import styles from "./answer.module.css";
import { Completeness as CompletenessQuery, MissingDiffers } from "./completeness-operations.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { ResearchTable } from "./ResearchTable.tsx";

/** Folded away until somebody wants to know: how complete the data were, and how who is missing differs. */
export function Completeness({ id }: { id: string }) {
  const words = useWords({ nl, en });
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.complete} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.completeTitle}</summary>
      {open && <Told id={id} />}
    </details>
  );
}

function Told({ id }: { id: string }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [{ data, error, fetching }, again] = useQuery({ query: CompletenessQuery, variables: { id } });
  if (error) return <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (fetching && !data) return <Waiting />;
  const studies = data?.releasedResult?.completeness ?? [];
  return studies.map(({ study, title, asOf, waves, mayChange, comparedOn }) => (
    <section key={study} aria-label={title}>
      <p>
        {title}. {words.asOf(sayDay(asOf, locale))}
      </p>
      <WaveTable waves={waves} mayChange={mayChange} />
      {comparedOn.length > 0 && <Differs id={id} study={study} comparedOn={comparedOn} />}
    </section>
  ));
}

interface DiffersProps {
  id: string;
  study: string;
  comparedOn: readonly { name: string; label: string }[];
}

function Differs({ id, study, comparedOn }: DiffersProps) {
  const words = useWords({ nl, en });
  const [by, setBy] = useState<string | null>(null);
  const [{ data, error, fetching }] = useQuery({
    query: MissingDiffers,
    variables: { id, by: by === null ? null : [by] },
    pause: by === null,
  });
  const told = data?.releasedResult?.missingDiffers.find(
    (one) => one.study === study && one.variable === by && !fetching,
  );
  return (
    <>
      <p>{words.differsHelp}</p>
      <div className={styles.fixes} role="group" aria-label={words.differsTitle}>
        {comparedOn.map(({ name, label }) => (
          <Button key={name} aria-pressed={by === name} onClick={() => setBy(name)}>
            {label}
          </Button>
        ))}
      </div>
      {error && <FailureNotice error={error} />}
      {by !== null && fetching && <Waiting />}
      {told?.answer.__typename === "Refusal" && (
        <Notice kind="INFO">
          <p>{told.answer.message}</p>
        </Notice>
      )}
      {told?.answer.__typename === "Result" && (
        <>
          <p>{words.differsRead(told.label)}</p>
          <ResearchTable
            title={words.differsBy(told.label)}
            cells={told.answer.cells}
            kind={{ kind: "SHARE" }}
            dimensions={{ [told.variable]: told.label }}
          />
        </>
      )}
    </>
  );
}
