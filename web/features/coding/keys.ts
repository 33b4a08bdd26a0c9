/** Keys that give themes, in the order in which these stand; n is for "none fits". */
const KEYS = "1234567890abcdefghijklmopqrstuvwxyz";

export const keyOf = (place: number): string | null => KEYS[place] ?? null;

export type Pressed = { do: "THEME"; place: number } | { do: "NONE" | "NEXT" | "BACK" | "HELP" | "UNDO" };

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key means to somebody who codes; null where it is not ours. */
export function pressed({ key, ctrlKey, metaKey, altKey }: Key): Pressed | null {
  if (ctrlKey || metaKey) return key.toLowerCase() === "z" ? { do: "UNDO" } : null;
  if (altKey) return null;
  if (key === "Enter") return { do: "NEXT" };
  if (key === "Backspace" || key === "ArrowLeft") return { do: "BACK" };
  if (key === "?") return { do: "HELP" };
  const small = key.toLowerCase();
  if (small === "n") return { do: "NONE" };
  const place = key.length === 1 ? KEYS.indexOf(small) : -1;
  return place < 0 ? null : { do: "THEME", place };
}
