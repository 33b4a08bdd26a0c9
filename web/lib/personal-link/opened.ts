/** Where tabs tell one another that a link was opened: they all share one session. */
export const OPENED = "weerklank.link-opened";

/** `name` is of the place on this phone that belongs to the link; null: it has none. */
export function tellOtherTabs(name: string | null): void {
  const channel = new BroadcastChannel(OPENED);
  channel.postMessage(name);
  channel.close();
}
