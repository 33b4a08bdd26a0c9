import type { ReadChoice } from "../questionnaire.ts";
import { columnMissing } from "../refusals.ts";
import { remarkAt, type Remark } from "../remarks.ts";
import { type TextTable, unreadColumns } from "../text-table.ts";
import { columnsOf, nameAndLanguage } from "./columns.ts";

export type ChoiceLists = Map<string, { choices: ReadChoice[]; used: boolean }>;

const READ = ["list_name", "name", "label", "weerklank_excludes"];

/** The lists that questions choose from, by name. */
export function readChoices(table: TextTable | null): { lists: ChoiceLists; remarks: Remark[] } {
  const lists: ChoiceLists = new Map();
  if (table === null || table.rows.length === 0) return { lists, remarks: [] };
  const columns = columnsOf(table);
  for (const needed of ["list_name", "name"]) if (!columns.has(needed)) throw columnMissing("choices", needed);
  const remarks = unreadColumns(table, (column) => READ.includes(nameAndLanguage(column).name));
  for (const row of table.rows) {
    const name = columns.cell(row, "list_name");
    const code = columns.cell(row, "name");
    if (name === "" || code === "") {
      const at = { sheet: table.sheet, row: row.row, column: null, name: name || null };
      remarks.push(remarkAt("choice_incomplete", at, row.cells.filter((cell) => cell !== "").join(" · ")));
      continue;
    }
    const list = lists.get(name) ?? { choices: [], used: false };
    list.choices.push({
      code,
      label: columns.words(row, "label"),
      excludes: columns.cell(row, "weerklank_excludes") !== "",
    });
    lists.set(name, list);
  }
  return { lists, remarks };
}
