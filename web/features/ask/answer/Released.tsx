import { Fragment, useState } from "react";
import { Link } from "react-router";
import { ButtonLink } from "../../../components/button/Button.tsx";
import { ResultFigure } from "../../../components/chart/ResultFigure.tsx";
import type { Measure as FigureKind } from "../../../components/chart/cells.ts";
import { useFigure } from "../../../components/chart/figures.ts";
import { ResultNotices } from "../../../components/notice/ResultNotices.tsx";
import { Protection } from "../../../components/protection/Protection.tsx";
import { useLanguage, useWords, Words } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import type { Codebook } from "../../../lib/question/codebook.ts";
import { findVariable } from "../../../lib/question/codebook.ts";
import type { ReleasedResult } from "../../../lib/question/operations.ts";
import type { AskableQuestion, Question } from "../../../lib/question/question.ts";
import { measureVariables, questionToText, questionVariables, splitsByWave } from "../../../lib/question/question.ts";
import { conditionPhrase, questionSentence, variablePhrase } from "../../../lib/question/sentence.ts";
import { isOne, useViewer } from "../../../lib/viewer/useViewer.ts";
import { Completeness } from "./Completeness.tsx";
import { en as answerEn } from "./en.ts";
import { nl as answerNl } from "./nl.ts";
import styles from "./answer.module.css";
import { en } from "../en.ts";
import { figureKind, headlineOf } from "./headline.ts";
import { nl } from "../nl.ts";
import { ResearchTable } from "./ResearchTable.tsx";
import { TakeAlong } from "./TakeAlong.tsx";

const PICTURES = ["POINTS", "BARS", "LINES", "TABLE"] as const;
type Picture = (typeof PICTURES)[number];

/** More marks than this under one another are no picture any more. */
const MOST_ROWS = 60;

function firstPicture(result: ReleasedResult, question: Question, kind: FigureKind): Picture {
  const shown = result.cells.filter(({ keys }) => keys.every(({ missing }) => missing === null));
  if (splitsByWave(question) && shown.length > 1) return "LINES";
  if (shown.length > MOST_ROWS) return "TABLE";
  return kind.kind === "COUNT" ? "BARS" : "POINTS";
}

interface ReleasedProps {
  result: ReleasedResult;
  question: AskableQuestion;
  codebook: Codebook;
}

/** What was given: picture and figures, what to do with them, and what they are. */
export function Released({ result, question, codebook }: ReleasedProps) {
  const words = useWords({ nl, en });
  const said = useWords({ nl: answerNl, en: answerEn });
  const { locale } = useLanguage();
  const { viewer } = useViewer();
  const unit = findVariable(codebook, measureVariables(question.measure)[0]?.name ?? "")?.unit ?? null;
  const kind = figureKind(question.measure, unit);
  const [chosen, choose] = useState<Picture | null>(null);
  const picture = chosen ?? firstPicture(result, question, kind);
  const title = useHeadline(result, question, codebook, kind);
  const asked = new Set(questionVariables(question).map(({ name }) => name));
  const derived = codebook.variables.flatMap(({ name, label, derived: made }) =>
    made && asked.has(name) ? [{ name, label, derived: made }] : [],
  );
  const dimensions = Object.fromEntries(codebook.variables.map(({ name, label }) => [name, label]));
  return (
    <div className={styles.released}>
      <ResultNotices notices={result.notices} />
      <fieldset className={styles.pictures}>
        <legend>{words.picture}</legend>
        {PICTURES.map((offered) => (
          <label key={offered}>
            <input
              type="radio"
              name="picture"
              value={offered}
              checked={picture === offered}
              onChange={() => choose(offered)}
            />
            {words.pictures[offered]}
          </label>
        ))}
      </fieldset>
      <ResultFigure
        title={title}
        subtitle={
          <>
            {questionSentence(question, codebook, locale)} {said.asOf(sayDay(result.asOf, locale))}{" "}
            {result.state === "PRELIMINARY" ? said.preliminary : said.final}
          </>
        }
        picture={picture}
        cells={result.cells}
        measure={kind}
        table={<ResearchTable title={title} cells={result.cells} kind={kind} dimensions={dimensions} />}
      />
      {result.withheld.advice.length > 0 && (
        <div>
          <p className={styles.adviceTitle}>{said.withheldAdvice}</p>
          <ul className={styles.advice}>
            {result.withheld.advice.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      {isOne(viewer, "RESEARCHER") && (
        <ButtonLink
          weight="SECONDARY"
          to={`/findings/new?${new URLSearchParams({ result: result.id, q: questionToText(question) })}`}
        >
          {words.makeFinding}
        </ButtonLink>
      )}
      <TakeAlong id={result.id} />
      <Completeness id={result.id} />
      <section aria-labelledby="about-answer" className={styles.about}>
        <h3 id="about-answer">{said.about}</h3>
        <dl>
          <dt>{said.citation}</dt>
          <dd>{result.citation}</dd>
          <dt>{said.id}</dt>
          <dd className={styles.id}>
            <Link to={`/results/${result.id}`}>{result.id}</Link>
          </dd>
          {derived.map(({ name, label, derived: made }) => (
            <Fragment key={name}>
              <dt>{said.madeOf(label)}</dt>
              <dd>
                <Words of={made.sentence} />
              </dd>
            </Fragment>
          ))}
          <dt>{said.rules}</dt>
          <dd>{result.rules}</dd>
          <dt>{said.snapshots}</dt>
          {result.snapshots.map(({ id, number, study }) => (
            <dd key={id}>
              <Link to={`/studies/${study.slug}`}>{said.snapshot(study.title, number)}</Link>
            </dd>
          ))}
        </dl>
        <Protection />
      </section>
    </div>
  );
}

/** What is seen, in a line. */
function useHeadline(
  { cells }: ReleasedResult,
  { measure }: AskableQuestion,
  codebook: Codebook,
  kind: FigureKind,
): string {
  const said = useWords({ nl: answerNl, en: answerEn });
  const { locale } = useLanguage();
  const figure = useFigure(kind);
  const headline = headlineOf(cells);
  switch (headline.seen) {
    case "NOTHING":
      return said.seenNothing;
    case "OVER_TIME":
      return said.overTime(
        figure(headline.from.value),
        headline.fromLabel,
        figure(headline.to.value),
        headline.toLabel,
      );
    case "ALIKE":
      return said.alike(figure(headline.low), figure(headline.high));
    case "APART":
      return said.apart(figure(headline.high.value), headline.highLabel, figure(headline.low.value), headline.lowLabel);
    case "ONE": {
      const value = figure(headline.value);
      if ("share" in measure) return said.seenOneOf(value, conditionPhrase(measure.share, codebook, locale));
      if ("count" in measure) return said.seenCount(value);
      return "mean" in measure
        ? said.seenMean(variablePhrase(measure.mean, codebook, locale), value)
        : said.seenOne(value);
    }
  }
}
