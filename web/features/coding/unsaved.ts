/** What somebody chose and the API has not kept yet: codes only, never a word of a text. */
export interface Unsaved {
  text: string;
  themes: string[];
  version: number;
  revision: number;
}

const nameOf = (codebook: string) => `weerklank.coding.${codebook}`;

/** Of this tab, so that a page that is loaded again loses nothing. */
export function readUnsaved(codebook: string): Unsaved | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(codebook)) ?? "null") as Unsaved | null;
  } catch {
    return null;
  }
}

/** Storage may be switched off; then it is kept as long as the page. */
export function keepUnsaved(codebook: string, unsaved: Unsaved | null): void {
  try {
    if (unsaved) sessionStorage.setItem(nameOf(codebook), JSON.stringify(unsaved));
    else sessionStorage.removeItem(nameOf(codebook));
  } catch {
    return;
  }
}
