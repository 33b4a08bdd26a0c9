export const nl = {
  title: "Jouw eigen link",
  why: "Je kwam binnen met een code. Die werkt straks niet meer. Met deze link kom je terug: om te lezen wat ermee is gedaan, en om weg te halen wat je schreef. Bewaar hem voor jezelf. Wie hem heeft, leest wat jij schreef.",
  copy: "Kopieer de link",
  copied: "De link is gekopieerd. Plak hem op een plek die alleen van jou is.",
  copyFailed: "Kopiëren lukt hier niet. Houd de link ingedrukt of selecteer hem.",
};

export type RoomLinkWords = typeof nl;
