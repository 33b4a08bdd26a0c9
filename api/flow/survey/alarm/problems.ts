import { Problem } from "../../../../schema/problem.ts";

/** Everything that can be refused about an alarm, by its code. */

export const alarmNotInUse = () =>
  new Problem("ALARM_NOT_IN_USE", {
    nl: "Hier leest nu niemand mee. Daarom kun je hier niets versturen. Bel een van de nummers.",
    en: "Nobody reads along here now. That is why you cannot send anything here. Call one of the numbers.",
  });

export const alarmUnknown = () =>
  new Problem("ALARM_UNKNOWN", {
    nl: "Deze link kennen we niet. Of wat erachter stond, is verwijderd.",
    en: "We do not know this link. Or what was behind it has been removed.",
  });

export const alarmSecretInvalid = () =>
  new Problem("ALARM_SECRET_INVALID", {
    nl: "Er ging iets mis met je link. Laad de pagina opnieuw.",
    en: "Something went wrong with your link. Load the page again.",
  });

export const alarmClosed = () =>
  new Problem("ALARM_CLOSED", {
    nl: "Dit is afgesloten. Is het weer nodig? Druk dan opnieuw op de stopknop.",
    en: "This is closed. Do you need it again? Then press the stop button again.",
  });

export const alarmNotAcknowledged = () =>
  new Problem("ALARM_NOT_ACKNOWLEDGED", {
    nl: "Bevestig eerst dat je dit oppakt.",
    en: "First confirm that you take this up.",
  });

export const alarmWordsInvalid = (most: number) =>
  new Problem("ALARM_WORDS_INVALID", { nl: `Schrijf 1 tot ${most} tekens.`, en: `Write 1 to ${most} characters.` }, [
    "words",
  ]);

export const alarmFull = () =>
  new Problem("ALARM_FULL", {
    nl: "Hier kan niets meer bij. Bel een van de nummers, of druk opnieuw op de stopknop.",
    en: "There is no more room here. Call one of the numbers, or press the stop button again.",
  });

export const regionUnknown = () =>
  new Problem("REGION_UNKNOWN", { nl: "Deze regio is er niet.", en: "There is no such region." }, ["region"]);

export const hoursInvalid = (most: number) =>
  new Problem(
    "HOURS_INVALID",
    { nl: `Kies 1 tot ${most} uur, zonder cijfers achter de komma.`, en: `Choose 1 to ${most} whole hours.` },
    ["hours"],
  );

export const handlersInvalid = (most: number) =>
  new Problem(
    "HANDLERS_INVALID",
    {
      nl: `Noem hoogstens ${most} mensen, ieder één keer.`,
      en: `Name at most ${most} people, each of them once.`,
    },
    ["handlers"],
  );

export const handlerUnknown = (at: number) =>
  new Problem(
    "HANDLER_UNKNOWN",
    {
      nl: "Met dit adres logt hier niemand in. Maak eerst een account.",
      en: "Nobody signs in here with this address. Make an account first.",
    },
    ["handlers", String(at)],
  );
