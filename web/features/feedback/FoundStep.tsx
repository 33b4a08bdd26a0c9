import { use, useEffect } from "react";
import { useQuery } from "urql";
import { measureOf } from "../../components/chart/cells.ts";
import type { ChartCell, OwnCode } from "../../components/chart/cells.ts";
import { ResultFigure } from "../../components/chart/ResultFigure.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { ResultNotices } from "../../components/notice/ResultNotices.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { isOffline } from "../../lib/graphql/failure.ts";
import { useWhenOnline } from "../../lib/graphql/online.ts";
import { useLanguage, useSay, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./feedback.module.css";
import { nl } from "./nl.ts";
import { Figures } from "./operations.ts";
import type { Story, StoryFinding } from "./operations.ts";
import { KeptEchoContext } from "./useKeptEcho.ts";
import { RecognitionQuestion } from "./RecognitionQuestion.tsx";

interface FoundStepProps {
  found: StoryFinding;
  question: Story["question"];
}

/** A finding in words and picture, with the own answer marked in it, and the question whether it rings true. */
export function FoundStep({ found, question }: FoundStepProps) {
  const words = useWords({ nl, en });
  const { finding } = found;
  return (
    <div className={styles.found}>
      <p>
        <Words of={finding.words} />
      </p>
      {finding.quotes.map(({ id, words: said }) =>
        said === null ? (
          <p key={id} className={styles.quiet}>
            {words.quoteGone}
          </p>
        ) : (
          <blockquote key={id} className={styles.quote} lang="">
            {said}
          </blockquote>
        ),
      )}
      <FindingFigure {...{ found, question }} />
      <RecognitionQuestion finding={finding.id} recognised={found.recognised} />
    </div>
  );
}

function FindingFigure({ found, question }: FoundStepProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const { finding, ownCode } = found;
  const [{ data, error }, ask] = useQuery({ query: Figures, variables: { finding: finding.id } });
  const { figures, keepFigures } = use(KeptEchoContext);
  const now = data?.finding?.result;
  const result = now ?? (error && isOffline(error) ? figures.get(finding.id) : undefined);
  useEffect(() => {
    if (now) keepFigures(finding.id, now);
  }, [now, finding.id, keepFigures]);
  useWhenOnline(error !== undefined && isOffline(error), () => ask({ requestPolicy: "network-only" }));
  if (error && !result) return <FailureNotice error={error} onRetry={() => ask({ requestPolicy: "network-only" })} />;
  if (!result) return <Waiting />;
  return (
    <>
      <ResultNotices notices={result.notices} />
      <ResultFigure
        title={say(finding.title)}
        subtitle={
          <>
            {words.foundSub(sayDay(result.asOf, locale))} {result.state === "PRELIMINARY" && words.preliminary}
          </>
        }
        picture={finding.picture}
        cells={result.cells}
        measure={measureOf(finding.query)}
        own={ownIn(result.cells, question.variable, ownCode)}
        dimensions={{ [question.variable]: say(question.text) }}
        tableFolded
      />
    </>
  );
}

/** Where several answers could be chosen, each is a variable of its own: `<variable>.<code>`. */
function ownIn(cells: readonly ChartCell[], variable: string, code: string | null): OwnCode | null {
  const key = cells[0]?.keys.find(({ dimension }) => dimension === variable || dimension.startsWith(`${variable}.`));
  return key && code !== null ? { dimension: key.dimension, code } : null;
}
