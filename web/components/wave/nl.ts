export const nl = {
  open: (since: string) => `Open sinds ${since}`,
  closed: (since: string) => `Gesloten op ${since}`,
  close: "Sluit",
  closeLong: (wave: string) => `Sluit ${wave}`,
  closeTitle: (wave: string) => `Wil je ${wave} sluiten?`,
  closeWhat:
    "Dan kan niemand meer antwoorden of versturen. Wat verstuurd is, telt mee. Wat alleen bewaard is, blijft staan maar telt niet mee. Er wordt meteen een momentopname gemaakt.",
  closeSure: "Ja, sluit",
  closeNot: "Nee, laat open",
  reopen: "Open weer",
  reopenLong: (wave: string) => `Open ${wave} weer`,
  nowClosed: (wave: string) => `${wave} is gesloten.`,
  nowOpen: (wave: string) => `${wave} is weer open.`,
  undo: "Maak ongedaan",
};

export type WaveWords = typeof nl;
