import type { Measure as FigureKind } from "../../../components/chart/cells.ts";
import { keyOf } from "../../../components/chart/cells.ts";
import { useFigure } from "../../../components/chart/figures.ts";
import type { Column } from "../../../components/table/DataTable.tsx";
import { DataTable } from "../../../components/table/DataTable.tsx";
import { useLanguage, useWords } from "../../../lib/language/language.tsx";
import { sayDay, sayNumber } from "../../../lib/language/saying.ts";
import type { Cell } from "../../../lib/question/operations.ts";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface ResearchTableProps {
  title: string;
  cells: readonly Cell[];
  kind: FigureKind;
  /** Words for dimensions: the label of a variable by its name. */
  dimensions: Readonly<Record<string, string>>;
}

/** Every cell in the order asked, with what it rests on, what could not be told, and of when it is where that differs. */
export function ResearchTable({ title, cells, kind, dimensions }: ResearchTableProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const figure = useFigure(kind);
  const whole = (count: number | null) => (count === null ? <HollowMark /> : sayNumber(count, locale, 0));
  const dates = new Set(cells.map(({ asOf }) => asOf));
  const withIntervals = cells.some(({ low, high }) => low !== null && high !== null);
  const splits = cells[0]?.keys ?? [];
  const known: Record<string, string> = { wave: words.wave, study: words.study, ...dimensions };

  const columns: Column<Cell>[] = [
    ...splits.map(({ dimension }, index): Column<Cell> => ({
      id: `split-${index}`,
      header: known[dimension] ?? dimension,
      names: index === 0,
      cell: ({ keys }) => {
        const key = keys[index];
        return <span className={key?.missing ? `${styles.key} ${styles.missing}` : styles.key}>{key?.label}</span>;
      },
    })),
    {
      id: "value",
      header: { SHARE: words.share, COUNT: words.count, NUMBER: words.value }[kind.kind],
      numeric: true,
      names: splits.length === 0,
      cell: ({ value, withheld, notAsked }) =>
        notAsked ? (
          <span className={styles.withheld}>{words.notAsked}</span>
        ) : value === null ? (
          <span className={styles.withheld}>
            <HollowMark silent /> {withheld ? words.withheld : words.none}
          </span>
        ) : (
          figure(value)
        ),
    },
    ...(withIntervals
      ? [
          {
            id: "interval",
            header: words.interval,
            numeric: true,
            cell: ({ low, high }: Cell) =>
              low === null || high === null ? <HollowMark /> : words.between(figure(low), figure(high)),
          },
        ]
      : []),
    ...(kind.kind === "COUNT"
      ? []
      : [{ id: "count", header: words.basedOn, numeric: true, cell: ({ count }: Cell) => whole(count) }]),
    { id: "missing", header: words.unknown, numeric: true, cell: ({ missing }: Cell) => whole(missing) },
    ...(dates.size > 1
      ? [{ id: "asOf", header: words.asOfColumn, cell: ({ asOf }: Cell) => sayDay(asOf, locale) }]
      : []),
  ];
  return (
    <DataTable caption={words.figuresOf(title)} captionHidden columns={columns} rows={cells} rowKey={keyOf} tall />
  );
}

/** A hollow mark: there is something, and it is not shown. */
function HollowMark({ silent = false }: { silent?: boolean }) {
  const words = useWords({ nl, en });
  return (
    <>
      <i className={styles.hollow} aria-hidden="true" />
      {!silent && <span className={styles.spoken}>{words.notShown}</span>}
    </>
  );
}
