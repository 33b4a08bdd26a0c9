import { useCallback, useEffect, useState } from "react";
import { useClient } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import { useWords } from "../../lib/language/language.tsx";
import { CodebookDesk } from "./CodebookDesk.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { WholeCodebook } from "./operations.ts";
import type { QuoteToCheck } from "./text-operations.ts";
import { DecideQuote, OpenQuote } from "./text-operations.ts";

/** Quotes that another made, to be looked at by a second person; and what became of all of them. */
export default function QuotesPage() {
  const words = useWords({ nl, en });
  return (
    <CodebookDesk title={words.quotesTitle} backToBook>
      {(codebook, refresh) => (
        <>
          <p className={styles.intro}>{words.quotesIntro}</p>
          {codebook.progress && <Check codebook={codebook.id} onDecided={refresh} />}
          <All codebook={codebook} />
        </>
      )}
    </CodebookDesk>
  );
}

function Check({ codebook, onDecided }: { codebook: string; onDecided(): void }) {
  const words = useWords({ nl, en });
  const client = useClient();
  const [quote, setQuote] = useState<QuoteToCheck | null>(null);
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<AskFailure | null>(null);
  const open = useCallback(async () => {
    setBusy(true);
    const { data, error } = await client.mutation(OpenQuote, { codebook }).toPromise();
    setBusy(false);
    setFailure(error ?? null);
    const answer = data?.openQuote;
    if (answer?.__typename === "Problem") setProblem(answer.message);
    if (answer?.__typename === "QuoteOpened") setQuote(answer.quote);
  }, [client, codebook]);
  useEffect(() => {
    const first = setTimeout(() => void open());
    return () => clearTimeout(first);
  }, [open]);

  const decide = async (confirmed: boolean) => {
    if (!quote) return;
    setProblem(null);
    setBusy(true);
    const { data, error } = await client.mutation(DecideQuote, { quote: quote.id, confirmed }).toPromise();
    setFailure(error ?? null);
    if (data?.decideQuote.__typename === "Problem") setProblem(data.decideQuote.message);
    if (!error) {
      onDecided();
      await open();
    }
    setBusy(false);
  };

  return (
    <section className={styles.part} aria-labelledby="check">
      <h2 id="check">{words.checkQuote}</h2>
      {failure && <FailureNotice error={failure} onRetry={() => void open()} />}
      {problem && <Notice kind="WRONG" title={problem} />}
      {!quote && !busy && !failure && <p>{words.nothingToCheck}</p>}
      {quote && (
        <>
          <blockquote className={styles.quote}>{quote.words}</blockquote>
          <p className={styles.quiet}>{words.madeBy(quote.madeBy)}</p>
          <details className={styles.folded} open>
            <summary>{words.whole}</summary>
            <p className={styles.text}>{quote.text}</p>
          </details>
          <div className={styles.actions}>
            <Button weight="PRIMARY" busy={busy} onClick={() => void decide(true)}>
              {words.confirm}
            </Button>
            <Button busy={busy} onClick={() => void decide(false)}>
              {words.refuse}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function All({ codebook: { quotes } }: { codebook: WholeCodebook }) {
  const words = useWords({ nl, en });
  return (
    <section className={styles.part} aria-labelledby="all">
      <h2 id="all">{words.allQuotes}</h2>
      {!quotes?.length && <p className={styles.quiet}>{words.noQuotes}</p>}
      <ul className={styles.list}>
        {quotes?.map(({ id, words: said, state, usable, madeBy, decidedBy }) => (
          <li key={id} className={styles.item}>
            <blockquote className={styles.quote}>{said}</blockquote>
            <p className={styles.quiet}>
              <span className={styles.tag}>{words.states[state]}</span>{" "}
              {state === "CONFIRMED" && (usable ? words.usable : words.notUsable)} {words.madeBy(madeBy)}
              {decidedBy && `, ${decidedBy}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
