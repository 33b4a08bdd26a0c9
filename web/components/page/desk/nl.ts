/** Of pages for people at work, which a phone with a personal link does not fetch. */
export const nl = {
  noStudyTitle: "Dit onderzoek is er niet",
  noStudy: "Het adres klopt niet, of je mag dit onderzoek niet zien.",
  backToStudy: "Terug naar het onderzoek",
  toSignIn: "Inloggen",
};

export type DeskWords = typeof nl;
