import { Problem } from "../../../schema/problem.ts";

/** Everything that can be refused in this step, by its code. */

export const surveyUnknown = () =>
  new Problem("SURVEY_UNKNOWN", { nl: "Deze vragenlijst is er niet.", en: "There is no such questionnaire." });

export const surveyStays = () =>
  new Problem("SURVEY_STAYS", {
    nl: "Deze vragenlijst is gepubliceerd en blijft daarom bestaan.",
    en: "This questionnaire was published, and stays for that reason.",
  });

export const deviceInvalid = () =>
  new Problem("DEVICE_INVALID", { nl: "Dit is geen naam van een apparaat.", en: "This is no name of a device." }, [
    "given",
    "device",
  ]);

export const studyUnknown = () =>
  new Problem("STUDY_UNKNOWN", { nl: "Deze studie is er niet.", en: "There is no such study." });

export const notPublished = () =>
  new Problem("SURVEY_NOT_PUBLISHED", {
    nl: "Publiceer de vragenlijst eerst.",
    en: "Publish the questionnaire first.",
  });

export const waveInvalid = () =>
  new Problem(
    "WAVE_INVALID",
    {
      nl: "De code van een meting is 1 tot 50 tekens lang, zonder spaties aan het begin of het eind.",
      en: "The code of a wave is 1 to 50 characters long, without spaces at its ends.",
    },
    ["wave"],
  );

export const waveLabelNeeded = (code: string) =>
  new Problem(
    "WAVE_LABEL_NEEDED",
    {
      nl: `De studie heeft nog geen meting ${code}. Geef er een naam voor van hoogstens 200 tekens.`,
      en: `The study has no wave ${code} yet. Give a label for it of at most 200 characters.`,
    },
    ["waveLabel"],
  );

export const alreadyFielded = (code: string) =>
  new Problem(
    "ALREADY_FIELDED",
    {
      nl: `Deze versie is al uitgezet in meting ${code}.`,
      en: `This version is already fielded in wave ${code}.`,
    },
    ["wave"],
  );

export const promiseNotAhead = (path: string) =>
  new Problem(
    "PROMISE_NOT_AHEAD",
    {
      nl: "Beloof een dag na vandaag, binnen vijf jaar.",
      en: "Promise a day after today, within five years.",
    },
    [path],
  );

export const explanationNeeded = () =>
  new Problem(
    "EXPLANATION_NEEDED",
    {
      nl: "Leg in hoogstens 1000 tekens uit waarom mensen langer moeten wachten.",
      en: "Explain in at most 1000 characters why people have to wait longer.",
    },
    ["explanation"],
  );

export const fieldingUnknown = () =>
  new Problem("FIELDING_UNKNOWN", {
    nl: "Deze vragenlijst is zo niet uitgezet.",
    en: "There is no such fielding of a questionnaire.",
  });

export const waveClosed = () =>
  new Problem("WAVE_CLOSED", {
    nl: "Deze vragenlijst is gesloten. Je kunt niets meer invullen of versturen. Wat je hebt bewaard, is er nog.",
    en: "This questionnaire is closed. You can no longer fill in or send anything. What you saved is still there.",
  });
