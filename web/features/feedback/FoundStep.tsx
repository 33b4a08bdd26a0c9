import { ResultFigure } from "../../components/chart/ResultFigure.tsx";
import { measureOf } from "../../components/chart/cells.ts";
import { useLanguage, useSay, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./feedback.module.css";
import { nl } from "./nl.ts";
import type { Story, StoryFinding } from "./operations.ts";
import { RecognitionQuestion } from "./RecognitionQuestion.tsx";

/** A finding in words and picture, with the own answer marked in it, and the question whether it rings true. */
export function FoundStep({ found, question }: { found: StoryFinding; question: Story["question"] }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const { finding, ownCode } = found;
  return (
    <div className={styles.found}>
      <p>
        <Words of={finding.words} />
      </p>
      <ResultFigure
        title={say(finding.title)}
        subtitle={
          <>
            {words.foundSub(sayDay(finding.result.asOf, locale))}{" "}
            {finding.result.state === "PRELIMINARY" && words.preliminary}
          </>
        }
        picture={finding.picture}
        cells={finding.result.cells}
        measure={measureOf(finding.query)}
        own={ownCode === null ? null : { dimension: question.variable, code: ownCode }}
        dimensions={{ [question.variable]: say(question.text) }}
        tableFolded
      />
      <RecognitionQuestion finding={finding.id} recognised={found.recognised} />
    </div>
  );
}
