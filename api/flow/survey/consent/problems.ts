import { Problem } from "../../../../schema/problem.ts";
import type { Written } from "../../../../schema/survey.ts";

export const consentSinceChanged = () =>
  new Problem("CONSENT_SINCE_CHANGED", {
    nl: "Er is al iets anders gekozen, misschien op een ander toestel. Kijk eerst wat er nu staat.",
    en: "Something else was chosen already, perhaps on another device. Look at what stands now first.",
  });

/** With the words of now: nobody agrees to others. */
export const consentTextChanged = (words: Written) =>
  new Problem("CONSENT_TEXT_CHANGED", {
    nl: `De tekst is intussen veranderd. Er staat nu: ‘${words.nl}’`,
    en: `The text has changed meanwhile. It now says: ‘${words.en ?? words.nl}’`,
  });

export const consentNotAsked = () =>
  new Problem("CONSENT_NOT_ASKED", {
    nl: "Dit wordt in dit onderzoek niet meer gevraagd.",
    en: "This study does not ask this any more.",
  });

export const chosenAtThePlan = () =>
  new Problem("CHOSEN_AT_THE_PLAN", {
    nl: "Je plan delen doe je bij je plan zelf. Open de link van je plan.",
    en: "You share your plan where your plan is. Open the link of your plan.",
  });

export const choicesInvalid = () =>
  new Problem("CHOICES_INVALID", {
    nl: "Zeg bij elk onderwerp één keer ja of nee.",
    en: "Say yes or no once to each purpose.",
  });

export const guardianNeeded = () =>
  new Problem("GUARDIAN_NEEDED", {
    nl: "Je bent nog geen 16. Je ouder of voogd heeft nog geen ja gezegd. Daarna kun je beginnen.",
    en: "You are not 16 yet. Your parent or guardian has not said yes. After that you can begin.",
  });

export const guardianLinkUnknown = () =>
  new Problem("GUARDIAN_LINK_UNKNOWN", {
    nl: "Deze link kennen we niet, of hij is vervangen. Vraag een nieuwe aan het onderzoek.",
    en: "We do not know this link, or it was replaced. Ask the study for a new one.",
  });

/** A guardian is asked for nobody of 16 or older. */
export const guardianNotNeeded = () =>
  new Problem("GUARDIAN_NOT_NEEDED", {
    nl: "Voor deze persoon is geen toestemming van een ouder of voogd nodig, of niet meer. Wie 16 is, kiest zelf.",
    en: "No consent of a parent or guardian is needed for this person, or no longer. Who is 16 chooses for themselves.",
  });

export const turnsSixteenInvalid = (places: readonly number[]) =>
  new Problem(
    "TURNS_SIXTEEN_INVALID",
    {
      nl: "Schrijf de dag waarop iemand 16 wordt als 2027-03-31, bij iemand die in de lijst staat.",
      en: "Write the day on which somebody turns 16 as 2027-03-31, of somebody who is in the list.",
    },
    ["turnSixteen", ...places.map(String)],
  );

export const wordsInvalid = () =>
  new Problem(
    "CONSENT_WORDS_INVALID",
    {
      nl: "Schrijf in het Nederlands waar iemand ja op zegt: hoogstens 1000 tekens. Engels mag erbij.",
      en: "Write in Dutch what somebody says yes to: at most 1000 characters. English may be added.",
    },
    ["words", "nl"],
  );

export const wordsSinceChanged = () =>
  new Problem("CONSENT_WORDS_SINCE_CHANGED", {
    nl: "Iemand anders heeft deze tekst intussen veranderd. Lees eerst wat er nu staat.",
    en: "Somebody else changed this text meanwhile. Read what stands now first.",
  });

/** Of people who want no further invitations. */
export const participantsRefuse = (places: readonly number[]) =>
  new Problem(
    "PARTICIPANTS_REFUSE",
    {
      nl:
        places.length === 1
          ? "Eén persoon wil hiervoor niet worden uitgenodigd. Haal die uit de lijst."
          : `${places.length} personen willen hiervoor niet worden uitgenodigd. Haal ze uit de lijst.`,
      en:
        places.length === 1
          ? "One person does not want to be invited to this. Take them out of the list."
          : `${places.length} people do not want to be invited to this. Take them out of the list.`,
    },
    ["participants", ...places.map(String)],
  );
