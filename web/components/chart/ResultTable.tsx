import { useWords } from "../../lib/language/language.tsx";
import { DataTable } from "../table/DataTable.tsx";
import type { Column } from "../table/DataTable.tsx";
import { isOwn, keyOf, wordsWithout } from "./cells.ts";
import type { ChartCell, Measure, OwnCode } from "./cells.ts";
import styles from "./chart.module.css";
import { en } from "./en.ts";
import { useFigure } from "./figures.ts";
import { nl } from "./nl.ts";

interface ResultTableProps {
  title: string;
  cells: readonly ChartCell[];
  measure: Measure;
  own?: OwnCode | null;
  /** Words for dimensions: the label of a variable by its name. */
  dimensions?: Readonly<Record<string, string>>;
}

/** Every cell, missing and withheld ones too. */
export function ResultTable({ title, cells, measure, own, dimensions = {} }: ResultTableProps) {
  const words = useWords({ nl, en });
  const figure = useFigure(measure);
  const keys = cells[0]?.keys ?? [];
  const known: Record<string, string> = { wave: words.wave, study: words.study, ...dimensions };
  const valueHeader = { SHARE: words.share, COUNT: words.count, NUMBER: words.value }[measure.kind];
  const withIntervals = cells.some(({ low, high }) => low !== null && high !== null);
  const columns: Column<ChartCell>[] = [
    ...keys.map((key, index): Column<ChartCell> => ({
      id: `key-${index}`,
      header: known[key.dimension] ?? key.dimension,
      names: index === 0,
      cell: ({ keys: row }) => (
        <>
          {row[index]?.label}
          {own && row[index]?.dimension === own.dimension && row[index]?.code === own.code && ` (${words.own})`}
        </>
      ),
    })),
    {
      id: "value",
      header: valueHeader,
      numeric: true,
      cell: ({ value, notAsked }) =>
        value === null ? (
          <span className={styles.withheldWords}>{wordsWithout({ notAsked }, words)}</span>
        ) : (
          figure(value)
        ),
    },
  ];
  if (withIntervals)
    columns.push({
      id: "interval",
      header: words.interval,
      numeric: true,
      cell: ({ low, high }) => (low === null || high === null ? "" : words.between(figure(low), figure(high))),
    });
  if (measure.kind !== "COUNT")
    columns.push({ id: "count", header: words.basedOn, numeric: true, cell: ({ count }) => count ?? "" });
  return (
    <DataTable
      caption={words.figuresOf(title)}
      captionHidden
      columns={columns}
      rows={cells}
      rowKey={keyOf}
      marked={(cell) => isOwn(cell, own)}
    />
  );
}
