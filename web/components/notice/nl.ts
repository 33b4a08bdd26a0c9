export const nl = {
  offlineTitle: "Geen verbinding",
  offline: "We kunnen Weerklank nu niet bereiken. Kijk of je internet hebt en probeer het nog een keer.",
  failedTitle: "Dit ging niet goed",
  failed: "Dat ligt aan ons, niet aan jou. Probeer het zo nog een keer.",
  notPermittedTitle: "Dit kun je niet zien",
  notPermitted: "Log in met een account dat hierbij mag, of vraag de beheerder van het onderzoek.",
  retry: "Probeer opnieuw",
};

export type NoticeWords = typeof nl;
