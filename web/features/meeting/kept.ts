import type { Place } from "../../lib/kept-here/place.ts";
import type { Present } from "./operations.ts";

/** What of a meeting is kept on the phone, sealed: what is not sent yet, and what the page showed last. */

const MEETING = "meeting";
const CONTRIBUTION = "contribution ";

/** Written here, and not sent. However often it is sent, it is this one: the API knows it by its name. */
export interface Unsent {
  name: string;
  theme: string;
  text: string;
  /** By the phone's own clock, in ms since 1970: in this order they are sent */
  at: number;
  /** Why the API does not take it; null while that was not asked */
  refused: string | null;
}

export interface Seen {
  present: Present;
  /** ISO 8601 */
  at: string;
}

export async function keptAt(place: Place): Promise<{ seen: Seen | null; unsent: Unsent[] }> {
  const all = await place.all();
  const unsent = [...all].flatMap(([name, value]) => (name.startsWith(CONTRIBUTION) ? [value as Unsent] : []));
  return { seen: (all.get(MEETING) as Seen | undefined) ?? null, unsent: unsent.sort((a, b) => a.at - b.at) };
}

/** Without what others wrote; and with a code of one's own, without what was sent oneself. */
export function keepSeen(place: Place, { present, at }: Seen): void {
  const { meeting, ownCode } = present;
  if (!meeting || meeting.over) return void place.drop(MEETING);
  const themes = meeting.themes.map((theme) => ({ ...theme, own: ownCode === "NONE" ? theme.own : [], shown: [] }));
  void place.keep(MEETING, { present: { ...present, meeting: { ...meeting, themes } }, at } satisfies Seen);
}

export const keepUnsent = (place: Place, unsent: Unsent): Promise<void> =>
  place.keep(CONTRIBUTION + unsent.name, unsent);

export const dropUnsent = (place: Place, name: string): Promise<void> => place.drop(CONTRIBUTION + name);
