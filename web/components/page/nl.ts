export const nl = {
  skip: "Naar de inhoud",
  home: "Weerklank, naar het begin",
  menu: "Menu",
  language: "Taal",
  leave: "Snel weg",
  leaveHelp: "Sluit deze pagina meteen en opent het weerbericht. Of druk twee keer op Escape.",
  loading: "Even wachten …",
  synthetic: "Dit is een voorbeeld. De mensen en de cijfers zijn verzonnen.",
  brokenTitle: "Dit ging niet goed",
  broken: "De pagina kon niet worden geladen. Probeer het nog een keer.",
  reload: "Opnieuw laden",
};

export type PageWords = typeof nl;
