import type { Written } from "../../../../../../schema/survey.ts";
import type { Place, Words } from "../questionnaire.ts";
import { remarkAt, type Remark } from "../remarks.ts";
import { type ChosenLanguages, wordsFor } from "./languages.ts";
import { plainText } from "./plain-text.ts";

/** Characters that each kind of text may have here. */
export const MOST = { title: 200, consent: 5_000, text: 500, help: 1_000, label: 300, end: 120, unit: 40 } as const;

/** How texts name earlier answers: the name here for the name there; null where it cannot stand. */
export type Inserted = (name: string) => string | null;

export class Texts {
  readonly #chosen: ChosenLanguages;
  readonly #remarks: Remark[];
  readonly #inserted: Inserted;

  readonly #ours: boolean;

  constructor(chosen: ChosenLanguages, remarks: Remark[], ours: boolean, inserted: Inserted) {
    this.#ours = ours;
    this.#chosen = chosen;
    this.#remarks = remarks;
    this.#inserted = inserted;
  }

  /** The words in both places, and what of them did not fit; null where there are none. */
  write(
    words: Words,
    most: number,
    at: Place,
    { restFits = 0, takesAnswers = false }: { restFits?: number; takesAnswers?: boolean } = {},
  ): { written: Written; rest: Written | null } | null {
    const parts = (["nl", "en"] as const).map((place) => this.#one(words, place, at, takesAnswers));
    const [nl = null, en = null] = parts;
    if (nl === null) return null;
    const [dutch, english] = [cut(nl, most), cut(en ?? "", most)];
    const rest = [dutch.rest, english.rest].filter((text) => text !== "").join(" · ");
    const fits = restFits > 0 && dutch.rest.length <= restFits && english.rest.length <= restFits;
    if (rest !== "") this.#remarks.push(remarkAt(fits ? "text_to_help" : "text_shortened", at, rest));
    return {
      written: { nl: dutch.kept, en: english.kept === "" ? null : english.kept },
      rest: rest !== "" && fits ? { nl: dutch.rest || english.rest, en: english.rest || null } : null,
    };
  }

  #one(words: Words, place: "nl" | "en", at: Place, takesAnswers: boolean): string | null {
    const found = wordsFor(words, place, this.#chosen);
    if (found === null) return null;
    if (found.standsIn !== null && this.#chosen.nl !== "")
      this.#remarks.push(remarkAt("translation_missing", at, found.text));
    if (this.#ours) return takesAnswers ? found.text.replace(/\$\{([A-Za-z]\w*)\}/g, "{$1}") : found.text;
    const { text, changed } = plainText(found.text);
    if (changed) this.#remarks.push(remarkAt("markup_removed", at, found.text));
    return text === "" ? null : this.#insert(text, at, takesAnswers);
  }

  /** Earlier answers are named {so} here, in what is asked and explained; no other words take any. */
  #insert(text: string, at: Place, takesAnswers: boolean): string {
    return text.replace(/\$?\{([^{}]*)\}/g, (whole, said: string) => {
      const name = /^\s*([A-Za-z_][\w.-]*?)(?:\.(?:NAOK|shown|value))?\s*$/.exec(said)?.[1];
      const here = name === undefined || !takesAnswers ? null : this.#inserted(name);
      if (here === null) this.#remarks.push(remarkAt("inserted_removed", at, whole.replace(/^\{(\[.*\])\}$/s, "$1")));
      return here === null ? "…" : `{${here}}`;
    });
  }
}

/** At a space where there is one near. */
function cut(text: string, most: number): { kept: string; rest: string } {
  if (text.length <= most) return { kept: text, rest: "" };
  const space = text.lastIndexOf(" ", most);
  const at = space > most / 2 ? space : /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return { kept: text.slice(0, at).trim(), rest: text.slice(at).trim() };
}
