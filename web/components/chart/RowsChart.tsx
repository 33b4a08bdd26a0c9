import { useWords } from "../../lib/language/language.tsx";
import { isOwn, keyOf, labelOf, picturedCells, placeIn, rangeOf, wordsWithout } from "./cells.ts";
import type { ChartCell, Measure, OwnCode, Range } from "./cells.ts";
import styles from "./chart.module.css";
import { en } from "./en.ts";
import { useFigure } from "./figures.ts";
import { nl } from "./nl.ts";

interface RowsChartProps {
  cells: readonly ChartCell[];
  measure: Measure;
  /** POINTS with their interval, or BARS from zero. */
  shape: "POINTS" | "BARS";
  own?: OwnCode | null;
}

/** Where a range is cut, in percent, for CSS. */
const percent = (share: number): string => `${share * 100}%`;

/**
 * A row a cell, its words and figure right above its mark. Made of text and boxes rather than a drawing, so that
 * long words wrap and everything grows with the reader's text size.
 */
export function RowsChart({ cells, measure, shape, own }: RowsChartProps) {
  const shown = picturedCells(cells);
  const range = rangeOf(shown, measure, shape === "BARS");
  const figure = useFigure(measure);
  return (
    <div className={styles.rows}>
      {groupsOf(shown).map((group) => (
        <div key={group.label} className={styles.rowGroup}>
          {group.label && <p className={styles.groupLabel}>{group.label}</p>}
          {group.cells.map((cell) => (
            <Row key={keyOf(cell)} cell={cell} {...{ measure, shape, range }} own={isOwn(cell, own)} />
          ))}
        </div>
      ))}
      <div className={styles.axis}>
        {[range.ticks[0], range.ticks.at(-1)].map((tick) =>
          tick === undefined ? null : <span key={tick}>{figure(tick)}</span>,
        )}
      </div>
    </div>
  );
}

interface RowProps {
  cell: ChartCell;
  measure: Measure;
  shape: "POINTS" | "BARS";
  range: Range;
  own: boolean;
}

function Row({ cell, measure, shape, range, own }: RowProps) {
  const words = useWords({ nl, en });
  const figure = useFigure(measure);
  const { value, low, high } = cell;
  const last = cell.keys.at(-1);
  return (
    <div className={own ? styles.ownRow : styles.row}>
      <p className={styles.rowWords}>
        <span>
          {last ? last.label : words.everyone}
          {own && <strong className={styles.ownTag}>{words.own}</strong>}
        </span>
        {value === null ? (
          <span className={styles.withheldWords}>{wordsWithout(cell, words)}</span>
        ) : (
          <strong className={styles.rowFigure}>{figure(value)}</strong>
        )}
      </p>
      <div className={styles.track}>
        {value === null && !cell.notAsked && <i className={styles.hollow} />}
        {value !== null && shape === "BARS" && (
          <i
            className={styles.bar}
            style={{
              insetInlineStart: percent(placeIn(range, Math.min(0, value))),
              width: percent(placeIn(range, Math.max(0, value)) - placeIn(range, Math.min(0, value))),
            }}
          />
        )}
        {low !== null && high !== null && (
          <i
            className={styles.interval}
            style={{
              insetInlineStart: percent(placeIn(range, low)),
              width: percent(placeIn(range, high) - placeIn(range, low)),
            }}
          />
        )}
        {value !== null && shape === "POINTS" && (
          <i className={styles.point} style={{ insetInlineStart: percent(placeIn(range, value)) }} />
        )}
      </div>
    </div>
  );
}

/** Cells that share all keys but the last, under the words of those keys. */
function groupsOf(cells: readonly ChartCell[]): { label: string; cells: ChartCell[] }[] {
  const groups = new Map<string, ChartCell[]>();
  for (const cell of cells) {
    const label = labelOf(cell.keys.slice(0, -1));
    const group = groups.get(label);
    if (group) group.push(cell);
    else groups.set(label, [cell]);
  }
  return [...groups].map(([label, grouped]) => ({ label, cells: grouped }));
}
