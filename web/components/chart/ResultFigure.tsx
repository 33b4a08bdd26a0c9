import type { ReactNode } from "react";
import { useWords } from "../../lib/language/language.tsx";
import type { ChartCell, Measure, OwnCode } from "./cells.ts";
import styles from "./chart.module.css";
import { en } from "./en.ts";
import { LinesChart } from "./LinesChart.tsx";
import { nl } from "./nl.ts";
import { ResultTable } from "./ResultTable.tsx";
import { RowsChart } from "./RowsChart.tsx";

interface ResultFigureProps {
  /** What is seen: "Two in three had a stable place to live a year later". */
  title: string;
  /** What is measured, of whom, as of when. */
  subtitle?: ReactNode;
  picture: "POINTS" | "BARS" | "LINES" | "TABLE";
  cells: readonly ChartCell[];
  measure: Measure;
  own?: OwnCode | null;
  dimensions?: Readonly<Record<string, string>>;
  /** For somebody on a phone: the table opens on demand instead of standing beside. */
  tableFolded?: boolean;
  /** Another table of the same cells, such as one with everything that a researcher looks for. */
  table?: ReactNode;
}

/** Chart and table as equals; what is withheld is said in both. */
export function ResultFigure(props: ResultFigureProps) {
  const { title, subtitle, picture, cells, measure, own, dimensions, tableFolded = false } = props;
  const words = useWords({ nl, en });
  const hidden = cells.filter(({ withheld }) => withheld).length;
  const withIntervals = cells.some(({ low, high }) => low !== null && high !== null);
  const table = props.table ?? <ResultTable {...{ title, cells, measure, own, dimensions }} />;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <strong className={styles.title}>{title}</strong>
        {subtitle && <span className={styles.subtitle}>{subtitle}</span>}
      </figcaption>
      <div className={picture === "TABLE" || tableFolded ? styles.alone : styles.equals}>
        {picture !== "TABLE" && (
          <div className={styles.picture}>
            <div role="img" aria-label={words.pictureOf(title)}>
              {picture === "LINES" ? (
                <LinesChart {...{ cells, measure, own }} />
              ) : (
                <RowsChart {...{ cells, measure, own }} shape={picture} />
              )}
            </div>
            {withIntervals && (
              <p className={styles.note}>{picture === "LINES" ? words.bandNote : words.intervalNote}</p>
            )}
          </div>
        )}
        {tableFolded && picture !== "TABLE" ? (
          <details className={styles.folded}>
            <summary>{words.figures}</summary>
            {table}
          </details>
        ) : (
          table
        )}
      </div>
      {hidden > 0 && <p className={styles.note}>{words.withheldNote(hidden, cells.length)}</p>}
    </figure>
  );
}
