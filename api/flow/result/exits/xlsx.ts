import { writeXlsx, type CellValue, type ColumnDef } from "hucre/xlsx";
import { dayOf, type Figure, type ResultDocument } from "./document.ts";

const SHARES: readonly string[] = ["share", "retention", "survival"];

/** A spreadsheet refuses a file with more characters than 32,767 in a cell. */
const MOST_IN_A_CELL = 32_000;

/** Two sheets: the figures as numbers, and what they are. Words are stored as words, so nothing in them is run. */
export async function xlsxOf(document: ResultDocument): Promise<Buffer> {
  const { words, keys, rows, about, statistic } = document;
  const figures = SHARES.includes(statistic) ? "0.0%" : "General";
  const columns: ColumnDef[] = [
    ...keys.map(({ title }) => ({ header: title, width: 28 })),
    { header: words.figure[statistic], width: 26, numFmt: figures },
    { header: words.low, width: 26, numFmt: figures },
    { header: words.high, width: 26, numFmt: figures },
    { header: words.count, width: 26, numFmt: "0" },
    { header: words.missing, width: 26, numFmt: "0" },
    { header: words.cellAsOf, width: 14 },
  ];
  const bytes = await writeXlsx({
    sheets: [
      {
        name: words.sheets.table,
        columns,
        rows: [
          columns.map(({ header }): CellValue => header ?? ""),
          ...rows.map(({ keys: at, value, low, high, count, missing, asOf }): Figure[] => [
            ...at.map(({ label }) => label),
            value,
            low,
            high,
            count,
            missing,
            dayOf(asOf),
          ]),
        ],
        cells: new Map(columns.map((_column, at) => [`0,${at}`, { style: { font: { bold: true } } }])),
        freezePane: { rows: 1 },
        a11y: { summary: document.question, headerRow: 0 },
      },
      {
        name: words.sheets.about,
        columns: [{ width: 32 }, { width: 110, style: { alignment: { wrapText: true, vertical: "top" } } }],
        rows: [["Weerklank", document.title], ...about.map(({ term, text }) => [term, text.slice(0, MOST_IN_A_CELL)])],
      },
    ],
    properties: {
      title: document.title,
      subject: document.question,
      creator: "Weerklank",
      description: document.citation,
      created: document.givenAt,
      modified: document.givenAt,
    },
  });
  return Buffer.from(bytes);
}
