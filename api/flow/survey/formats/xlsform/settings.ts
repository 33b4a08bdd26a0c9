import type { Words } from "../questionnaire.ts";
import { remarkAt, type Remark } from "../remarks.ts";
import type { TextTable } from "../text-table.ts";

export interface FormSettings {
  title: Words;
  consent: Words;
  /** Written by us */
  ours: boolean;
  /** Name of the form's own language, in small letters; null where the form has none */
  language: string | null;
  remarks: Remark[];
}

/** What the form as a whole says, in the one line under the names. */
export function settingsOf(table: TextTable | null): FormSettings {
  const said = new Map((table?.columns ?? []).map((name, at) => [name, table?.rows[0]?.cells[at] ?? ""]));
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
  take("");
  const remarks = [...said]
    .filter(([, text]) => text !== "")
    .map(([column, text]) =>
      remarkAt("setting", { sheet: "settings", row: table?.rows[0]?.row ?? null, column, name: null }, text),
    );
  return { title, consent, language: language === "" ? null : language, ours, remarks };
}
