import { Problem } from "../../../../schema/problem.ts";
import type { Text } from "../../../../schema/text.ts";

/** Everything that can be refused about handing data over, with its code. */
const WORDS = {
  INVALID_INPUT: {
    nl: "Dit klopt nog niet. Vul alles in, in niet te veel woorden.",
    en: "This is not right yet. Fill everything in, in not too many words.",
  },
  KEY_NOT_VALID: {
    nl: "Dit is geen publieke sleutel van age. Zo'n sleutel begint met age1 en heeft 62 tekens. Laat hem opnieuw sturen.",
    en: "This is not a public key of age. Such a key begins with age1 and has 62 signs. Have it sent again.",
  },
  SECRET_KEY_SENT: {
    nl: "Dit is de geheime sleutel van de ontvanger. Die mag niemand anders hebben, en is hier niet bewaard. Vraag om een nieuw paar, en daarvan alleen de publieke sleutel.",
    en: "This is the recipient's secret key. Nobody else may have it, and it was not kept here. Ask for a new pair, and of that only the public key.",
  },
  UNKNOWN_SNAPSHOT: { nl: "Deze momentopname is er niet.", en: "There is no such snapshot." },
  SNAPSHOT_WITHDRAWN: { nl: "Deze momentopname is ingetrokken.", en: "This snapshot was withdrawn." },
  SNAPSHOT_CLEARED: {
    nl: "De gegevens van deze momentopname zijn gewist. Kies een nieuwere.",
    en: "The data of this snapshot were cleared. Choose a newer one.",
  },
  UNKNOWN_HAND_OVER: { nl: "Deze overdracht is er niet.", en: "There is no such hand-over." },
  OWN_HAND_OVER: {
    nl: "Over je eigen aanvraag beslis je niet zelf. Vraag een andere dataverantwoordelijke.",
    en: "You do not decide on your own request. Ask another data steward.",
  },
  ALREADY_DECIDED: {
    nl: "Over deze aanvraag is al besloten.",
    en: "This request was decided on already.",
  },
  NOT_ONE_OF_THE_TWO: {
    nl: "Alleen wie dit vroeg en wie ermee instemde, halen het bestand op, ingelogd op het scherm.",
    en: "Only who asked for this and who agreed to it fetch the file, signed in at the screen.",
  },
  HAND_OVER_WAITS: { nl: "Hierover is nog niet besloten.", en: "This was not decided on yet." },
  HAND_OVER_NOT_READY: {
    nl: "Het bestand wordt nog gemaakt. Je krijgt bericht als het klaar is.",
    en: "The file is still being made. You get a message once it is ready.",
  },
  HAND_OVER_MADE_ANEW: {
    nl: "Het bestand klopte niet meer en wordt opnieuw gemaakt. Je krijgt bericht als het klaar is.",
    en: "The file was not right any more and is made anew. You get a message once it is ready.",
  },
  HAND_OVER_OVER: { nl: "Deze overdracht is voorbij.", en: "This hand-over is over." },
  HAND_OVER_ENDED: {
    nl: "De tijd om dit bestand op te halen is voorbij. Het is verwijderd.",
    en: "The time to fetch this file is over. It was removed.",
  },
  HAND_OVER_FAILED: {
    nl: "Dit bestand kon niet worden gemaakt.",
    en: "This file could not be made.",
  },
  FILE_GONE: {
    nl: "Dit bestand is er niet meer. Vraag een nieuwe overdracht aan.",
    en: "This file is not there any more. Ask for a new hand-over.",
  },
} satisfies Record<string, Text>;

export type HandOverProblem = keyof typeof WORDS;

export const handOverProblem = (code: HandOverProblem, at?: readonly string[]): Problem =>
  new Problem(code, WORDS[code], at);

/** Why a file could not be made. */
const FAILURES: Record<string, Text> = {
  SNAPSHOT_WITHDRAWN: WORDS.SNAPSHOT_WITHDRAWN,
  SNAPSHOT_CLEARED: WORDS.SNAPSHOT_CLEARED,
  NOBODY_LEFT: {
    nl: "Er is niemand over: iedereen uit deze momentopname is gestopt.",
    en: "Nobody is left: everybody in this snapshot stopped.",
  },
  TRIED_TOO_OFTEN: {
    nl: "Het maken ging een paar keer mis. Vraag wie deze server beheert om in de log te kijken, en vraag dan opnieuw.",
    en: "Making it went wrong a few times. Ask whoever runs this server to look in the log, and then ask again.",
  },
};

/** In the end, and not by chance: another try gives the same. */
export class CannotHandOver extends Error {
  override readonly name = "CannotHandOver";

  constructor(readonly code: keyof typeof FAILURES) {
    super(code);
  }
}

export const failureText = (code: string): Text => FAILURES[code] ?? WORDS.HAND_OVER_FAILED;
