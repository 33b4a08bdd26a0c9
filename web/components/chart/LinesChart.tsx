import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { useWords } from "../../lib/language/language.tsx";
import { picturedCells, placeIn, rangeOf } from "./cells.ts";
import type { ChartCell, Measure, OwnCode, Range } from "./cells.ts";
import styles from "./chart.module.css";
import { en } from "./en.ts";
import { useFigure } from "./figures.ts";
import { nl } from "./nl.ts";
import { linesOf, spread, stretchesOf, wrapped } from "./series.ts";
import type { Series } from "./series.ts";

interface LinesChartProps {
  cells: readonly ChartCell[];
  measure: Measure;
  own?: OwnCode | null;
}

/** Above this many lines in one field nobody can follow one; then every line gets a field of its own. */
const LINES_TOGETHER = 5;
/** Narrower than this, in rem, words at the end of lines leave no room for the lines. */
const ROOM_FOR_WORDS_REM = 36;

/** Lines over waves. Together with words at their ends where there is room, else one under another. */
export function LinesChart({ cells, measure, own }: LinesChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const { width, rem } = useRoom(place);
  const { positions, series } = linesOf(cells, own);
  const range = rangeOf(picturedCells(cells), measure, false);
  const together = series.length === 1 || (series.length <= LINES_TOGETHER && width >= ROOM_FOR_WORDS_REM * rem);
  const fields = together ? [series] : series.map((line) => [line]);
  return (
    <div ref={place} className={styles.lines}>
      {width > 0 &&
        fields.map((lines) => (
          <div key={lines[0]?.label ?? ""}>
            {!together && <FieldLabel line={lines[0]} />}
            <LineField {...{ lines, positions, range, measure, width, rem }} labelled={together && series.length > 1} />
          </div>
        ))}
    </div>
  );
}

function FieldLabel({ line }: { line: Series | undefined }) {
  const words = useWords({ nl, en });
  return (
    <p className={styles.groupLabel}>
      {line?.label}
      {line?.own && <strong className={styles.ownTag}>{words.own}</strong>}
    </p>
  );
}

interface LineFieldProps {
  lines: Series[];
  positions: string[];
  range: Range;
  measure: Measure;
  width: number;
  /** Size of the reader's text, in pixels: everything is measured by it. */
  rem: number;
  labelled: boolean;
}

function LineField({ lines, positions, range, measure, width, rem, labelled }: LineFieldProps) {
  const words = useWords({ nl, en });
  const figure = useFigure(measure);
  const left = Math.max(...range.ticks.map((tick) => figure(tick).length)) * 0.5 * rem + 0.9 * rem;
  const right = labelled ? 12 * rem : 1.2 * rem;
  const top = 0.8 * rem;
  const floor = top + (labelled ? 16 : 10) * rem;
  const height = floor + 2.2 * rem;
  const last = Math.max(1, positions.length - 1);
  const x = (position: number) =>
    left + ((width - left - right) * (positions.length === 1 ? 0.5 : position)) / (positions.length === 1 ? 1 : last);
  const y = (value: number) => floor - placeIn(range, value) * (floor - top);
  const every = Math.ceil(
    (Math.max(...positions.map(({ length }) => length)) * 0.55 * rem + rem) / ((width - left - right) / last),
  );
  const labels = lines.map((line) => wrapped(line.own ? `${line.label} (${words.own})` : line.label, 20));
  const places = spread(
    lines.map((line, index) => ({
      at: y(line.cells.findLast((cell) => cell?.value != null)?.value ?? range.from),
      height: (labels[index]?.length ?? 1) * 1.15 * rem + 0.3 * rem,
    })),
    top - 0.5 * rem,
    floor + 0.5 * rem,
  );
  return (
    <svg className={styles.field} viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      {range.ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.gridLine} x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text x={left - 0.5 * rem} y={y(tick)} dy="0.35em" textAnchor="end">
            {figure(tick)}
          </text>
        </g>
      ))}
      {positions.map((label, position) =>
        position % every === 0 ? (
          <text key={position} x={x(position)} y={floor + 1.5 * rem} textAnchor="middle">
            {label}
          </text>
        ) : null,
      )}
      {lines.map((line, index) => (
        <g key={line.label} className={line.own ? styles.ownLine : styles[`line${index % LINES_TOGETHER}`]}>
          {stretchesOf(line).map((stretch) => (
            <g key={stretch[0]?.position}>
              <path className={styles.band} d={bandPath(stretch, x, y)} />
              <polyline
                className={styles.line}
                points={stretch.map(({ position, cell }) => `${x(position)},${y(cell.value ?? 0)}`).join(" ")}
              />
            </g>
          ))}
          {line.cells.map((cell, position) =>
            cell === undefined ? null : cell.value === null ? (
              <circle key={position} className={styles.hollowDot} cx={x(position)} cy={floor} r={0.3 * rem} />
            ) : positions.length <= 24 ? (
              <circle key={position} className={styles.dot} cx={x(position)} cy={y(cell.value)} r={0.25 * rem} />
            ) : null,
          )}
          {labelled && (
            <text className={styles.lineLabel} x={width - right + 0.6 * rem} y={places[index]}>
              {labels[index]?.map((part, row, { length }) => (
                <tspan
                  key={row}
                  x={width - right + 0.6 * rem}
                  y={(places[index] ?? 0) + (row - (length - 1) / 2) * 1.15 * rem}
                  dy="0.35em"
                >
                  {part}
                </tspan>
              ))}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** The intervals of a stretch as one surface; nothing where one is not given. */
function bandPath(
  stretch: { position: number; cell: ChartCell }[],
  x: (position: number) => number,
  y: (value: number) => number,
): string {
  if (stretch.some(({ cell }) => cell.low === null || cell.high === null)) return "";
  const over = stretch.map(({ position, cell }) => `${x(position)},${y(cell.high ?? 0)}`);
  const under = stretch.map(({ position, cell }) => `${x(position)},${y(cell.low ?? 0)}`).reverse();
  return `M${[...over, ...under].join("L")}Z`;
}

/** Width of the place and size of the text, kept up to date. */
function useRoom(place: RefObject<HTMLDivElement | null>): { width: number; rem: number } {
  const [room, setRoom] = useState({ width: 0, rem: 16 });
  useEffect(() => {
    if (!place.current) return;
    const watching = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setRoom({ width: Math.floor(entry.contentRect.width), rem });
    });
    watching.observe(place.current);
    return () => watching.disconnect();
  }, [place]);
  return room;
}
