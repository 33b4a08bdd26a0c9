import type { WaveWords } from "./nl.ts";

export const en: WaveWords = {
  open: (since) => `Open since ${since}`,
  closed: (since) => `Closed on ${since}`,
  close: "Close",
  closeLong: (wave) => `Close ${wave}`,
  closeTitle: (wave) => `Do you want to close ${wave}?`,
  closeWhat:
    "Then nobody can answer or send any more. What was sent counts. What was only saved stays, but does not count. A snapshot is made at once.",
  closeSure: "Yes, close it",
  closeNot: "No, leave it open",
  reopen: "Open again",
  reopenLong: (wave) => `Open ${wave} again`,
  nowClosed: (wave) => `${wave} is closed.`,
  nowOpen: (wave) => `${wave} is open again.`,
  undo: "Undo",
};
