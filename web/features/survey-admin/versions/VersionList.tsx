import { useState } from "react";
import { useQuery } from "urql";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Waiting } from "../../../components/page/Waiting.tsx";
import { useLanguage, useWords, Words } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { SurveyHistory } from "./operations.ts";
import { VersionQuestions } from "./operations.ts";
import styles from "./versions.module.css";

/** Every version, newest first: when it was published, where it was put in the field, and what it asks. */
export function VersionList({ survey }: { survey: SurveyHistory }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const versions = survey.versions.toSorted((one, other) => other.number - one.number);
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="versions" className={styles.part}>
      <h2 id="versions">{words.listTitle}</h2>
      <ol className={styles.versions}>
        {versions.map(({ id, number, publishedAt }) => {
          const waves = survey.fieldings.flatMap(({ version, wave }) => (version.id === id ? [wave.label] : []));
          return (
            <li key={id}>
              <strong>{words.version(number, sayDay(publishedAt, locale))}</strong>{" "}
              <span className={styles.quiet}>
                {waves.length > 0 ? words.inWaves(waves.join(", ")) : words.inNoWave}
              </span>
              <Asked id={survey.id} number={number} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What a version asks, fetched once somebody wants to read it. */
function Asked({ id, number }: { id: string; number: number }) {
  const words = useWords({ nl, en });
  const [open, setOpen] = useState(false);
  const [{ data, error }, again] = useQuery({ query: VersionQuestions, variables: { id, number }, pause: !open });
  const questions = data?.survey?.version?.questions;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.asked(number)}</summary>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {open && !questions && !error && <Waiting />}
      {questions && (
        <ol>
          {questions.map(({ id, stem, text, variable }) => (
            <li key={id}>
              {stem && (
                <>
                  <Words of={stem} />{" "}
                </>
              )}
              <Words of={text} /> <code className={styles.quiet}>{variable}</code>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
