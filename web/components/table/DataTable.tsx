import { useId } from "react";
import type { ReactNode } from "react";
import styles from "./table.module.css";

export interface Column<Row> {
  /** Unique within the table. */
  id: string;
  header: ReactNode;
  cell(row: Row): ReactNode;
  /** Figures: right-aligned, so that digits stand under digits. */
  numeric?: boolean;
  /** The cell names its row. */
  names?: boolean;
}

interface DataTableProps<Row> {
  caption: ReactNode;
  /** Where the words already stand as a heading right above. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** Rows that stand out, with the same said in words in one of their cells. */
  marked?(row: Row): boolean;
  /** May be long: scrolls by itself, with its header in sight. */
  tall?: boolean;
}

/** A table that scrolls by itself where it is too wide, with the keyboard as well. */
export function DataTable<Row>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
  marked,
  tall = false,
}: DataTableProps<Row>) {
  const captionId = useId();
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className={tall ? styles.tall : styles.scroll} role="region" aria-labelledby={captionId} tabIndex={0}>
      <table className={styles.table}>
        <caption id={captionId} className={captionHidden ? styles.hidden : styles.caption}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.numeric ? styles.numeric : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={marked?.(row) ? styles.marked : undefined}>
              {columns.map((column) =>
                column.names ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={column.numeric ? styles.numeric : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
