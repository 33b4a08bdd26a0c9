import { Link } from "react-router";
import { ButtonLink } from "../../components/button/Button.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { AgreementPart } from "./AgreementPart.tsx";
import { CodebookDesk } from "./CodebookDesk.tsx";
import { CodersPart } from "./CodersPart.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { WholeCodebook } from "./operations.ts";
import { ThemesPart } from "./ThemesPart.tsx";
import { VariablesPart } from "./VariablesPart.tsx";

/** The themes of one open question, who may read its answers, and how far they are. */
export default function CodebookPage() {
  const words = useWords({ nl, en });
  return (
    <CodebookDesk title={words.title}>
      {(codebook, refresh) => (
        <>
          <p className={styles.question}>
            <Words of={codebook.question.text} />
          </p>
          <p className={styles.quiet}>
            <Link to={`/studies/${codebook.study.slug}/open-answers`}>{codebook.study.title}</Link> ·{" "}
            <Words of={codebook.question.surveyTitle} /> · {words.version(codebook.version)}
          </p>
          {codebook.progress && <WorkPart codebook={codebook} />}
          <ThemesPart codebook={codebook} onChange={refresh} />
          <CodersPart codebook={codebook} onChange={refresh} />
          {(codebook.progress || codebook.agreement.length > 0) && <AgreementPart codebook={codebook} />}
          <VariablesPart codebook={codebook} onChange={refresh} />
          <HistoryPart codebook={codebook} />
        </>
      )}
    </CodebookDesk>
  );
}

function WorkPart({ codebook: { id, progress, differences, themes } }: { codebook: WholeCodebook }) {
  const words = useWords({ nl, en });
  return (
    <section className={styles.part} aria-labelledby="work">
      <h2 id="work">{words.work}</h2>
      {progress && progress.total > 0 && <p>{words.progress(progress.done, progress.total)}</p>}
      <div className={styles.actions}>
        {themes.length > 0 && (
          <ButtonLink weight="PRIMARY" to={`/codebooks/${id}/code`}>
            {words.toCode}
          </ButtonLink>
        )}
        {differences > 0 && <ButtonLink to={`/codebooks/${id}/settle`}>{words.toSettle(differences)}</ButtonLink>}
        <ButtonLink to={`/codebooks/${id}/quotes`}>{words.toQuotes}</ButtonLink>
      </div>
    </section>
  );
}

function HistoryPart({ codebook: { versions } }: { codebook: WholeCodebook }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  if (versions.length < 2) return null;
  return (
    <details className={styles.folded}>
      <summary>{words.history}</summary>
      <ul className={styles.list}>
        {versions.map(({ number, changedBy, changedAt, themes }) => (
          <li key={number}>
            {words.version(number)} ·{" "}
            <span className={styles.quiet}>{words.changedOn(changedBy, sayDay(changedAt, locale))}</span>
            <br />
            {themes.map(({ label }) => label.nl).join(", ") || "–"}
          </li>
        ))}
      </ul>
    </details>
  );
}
