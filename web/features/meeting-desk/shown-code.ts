/*
 * The code of a room is told once. While the host's tab is open it stays in it, so that a reload in front of a group does
 * not lose it.
 */

export interface ShownCode {
  code: string;
  joinUrl: string;
  /** When it was made: a newer one, made elsewhere, has taken its place. */
  openedAt: string;
}

const key = (fielding: string) => `weerklank.room.${fielding}`;

export function keepShown(fielding: string, shown: ShownCode | null): void {
  try {
    if (shown) sessionStorage.setItem(key(fielding), JSON.stringify(shown));
    else sessionStorage.removeItem(key(fielding));
  } catch {
    return;
  }
}

export function shownIn(fielding: string): ShownCode | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(fielding)) ?? "null") as ShownCode | null;
  } catch {
    return null;
  }
}
