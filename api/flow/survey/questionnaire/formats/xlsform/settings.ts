import type { Words } from "../questionnaire.ts";
import { remarkAt, type Remark } from "../remarks.ts";
import { placesOf, type TextTable } from "../text-table.ts";

export interface FormSettings {
  title: Words;
  consent: Words;
  /** Written by us */
  ours: boolean;
  /** Name of the form's own language, in small letters; null where the form has none */
  language: string | null;
  remarks: Remark[];
}

/** What the form as a whole says, in the one line under the names; a column that is there twice leaves open which counts. */
export function settingsOf(table: TextTable | null): FormSettings {
  const [first, ...further] = table?.rows ?? [];
  if (table !== null) placesOf(table, (column) => column);
  const said = new Map((table?.columns ?? []).map((name, at) => [name || String(at + 1), first?.cells[at] ?? ""]));
  const take = (name: string): string => {
    const text = said.get(name) ?? "";
    said.delete(name);
    return text;
  };
  const words = (parts: Record<string, string>): Words =>
    Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== ""));
  const language = take("default_language").toLowerCase();
  const title = words({ "": take("form_title"), nl: take("weerklank_title_nl"), en: take("weerklank_title_en") });
  const consent = words({ nl: take("weerklank_consent_nl"), en: take("weerklank_consent_en") });
  const ours = take("weerklank_form") !== "";
  if (ours) take("form_id");
  const at = (row: number | null, column: string | null) => ({ sheet: "settings", row, column, name: null });
  const remarks = [...said]
    .filter(([, text]) => text !== "")
    .map(([column, text]) => remarkAt("setting", at(first?.row ?? null, column), text));
  // Only the first line counts, in every program.
  for (const { row, cells } of further)
    remarks.push(remarkAt("setting", at(row, null), cells.filter(Boolean).join(" · ")));
  return { title, consent, language: language === "" ? null : language, ours, remarks };
}
