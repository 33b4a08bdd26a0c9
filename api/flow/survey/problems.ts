import { Problem } from "../../../schema/problem.ts";
import type { LogicProblem } from "../../../schema/logic/check.ts";
import type { Written } from "../../../schema/survey.ts";
import type { Text } from "../../../schema/text.ts";

/** Everything that can be refused in this step, by its code. */

export const surveyUnknown = () =>
  new Problem("SURVEY_UNKNOWN", { nl: "Deze vragenlijst is er niet.", en: "There is no such questionnaire." });

export const surveyStays = () =>
  new Problem("SURVEY_STAYS", {
    nl: "Deze vragenlijst is gepubliceerd en blijft daarom bestaan.",
    en: "This questionnaire was published, and stays for that reason.",
  });

export const draftChanged = () =>
  new Problem(
    "DRAFT_CHANGED",
    {
      nl: "Iemand anders heeft deze vragenlijst intussen veranderd.",
      en: "Somebody else has changed this questionnaire in the meantime.",
    },
    ["revision"],
  );

export const deviceInvalid = () =>
  new Problem("DEVICE_INVALID", { nl: "Dit is geen naam van een apparaat.", en: "This is no name of a device." }, [
    "given",
    "device",
  ]);

export const studyUnknown = () =>
  new Problem("STUDY_UNKNOWN", { nl: "Deze studie is er niet.", en: "There is no such study." });

export const slugTaken = (slug: string) =>
  new Problem(
    "SLUG_TAKEN",
    {
      nl: `Er is in deze studie al een vragenlijst die ${slug} heet.`,
      en: `This study already has a questionnaire named ${slug}.`,
    },
    ["slug"],
  );

export const variableTaken = (name: string, path: readonly string[]) =>
  new Problem(
    "VARIABLE_TAKEN",
    {
      nl: `De variabele ${name} is er in deze studie al, van de onderzoeksgegevens of een andere vragenlijst. Kies een andere naam.`,
      en: `This study already has a variable ${name}, from its data or from another questionnaire. Choose another name.`,
    },
    path,
  );

export const variableChanged = (name: string, difference: Text, path: readonly string[]) =>
  new Problem(
    "VARIABLE_CHANGED",
    {
      nl: `De variabele ${name} betekende in een eerdere versie iets anders. ${difference.nl} Geef de veranderde vraag een nieuwe variabele.`,
      en: `The variable ${name} meant something else in an earlier version. ${difference.en} Give the changed question a new variable.`,
    },
    path,
  );

export const optionAnswered = (label: string, path: readonly string[]) =>
  new Problem(
    "OPTION_ANSWERED",
    {
      nl: `Iemand heeft ‘${label}’ al gekozen. Laat dat antwoord staan, of geef de vraag een nieuwe variabele.`,
      en: `Somebody has already chosen ‘${label}’. Keep that answer, or give the question a new variable.`,
    },
    path,
  );

/** One for each place in the formulas and texts of a questionnaire. */
export const logicWrong = ({ code, text, path }: LogicProblem) => new Problem(code, text, path);

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

export const numberOfParticipants = (most: number) =>
  new Problem(
    "PARTICIPANTS_NUMBER",
    {
      nl: `Nodig 1 tot ${most} mensen tegelijk uit.`,
      en: `Invite 1 to ${most} people at once.`,
    },
    ["participants"],
  );

/** Which ones is said by position: a pseudonym stays out of sentences that may be logged somewhere. */
const atPositions = (positions: readonly number[]): string[] => [
  "participants",
  ...positions.slice(0, 20).map((at) => String(at)),
];

export const pseudonymsInvalid = (positions: readonly number[]) =>
  new Problem(
    "PSEUDONYM_INVALID",
    {
      nl: `${positions.length} van de pseudoniemen kunnen niet. Een pseudoniem heeft 1 tot 100 tekens en is geen mailadres of telefoonnummer. Het pad noemt de plaatsen in de lijst, van 0.`,
      en: `${positions.length} of the pseudonyms cannot be used. A pseudonym has 1 to 100 characters and is no mail address or telephone number. The path names the places in the list, from 0.`,
    },
    atPositions(positions),
  );

export const participantsRepeated = (positions: readonly number[]) =>
  new Problem(
    "PARTICIPANT_REPEATED",
    {
      nl: `${positions.length} van de pseudoniemen staan er meer dan eens in. Het pad noemt de plaatsen in de lijst, van 0.`,
      en: `${positions.length} of the pseudonyms are there more than once. The path names the places in the list, from 0.`,
    },
    atPositions(positions),
  );

export const alreadyInvited = (positions: readonly number[]) =>
  new Problem(
    "ALREADY_INVITED",
    {
      nl: `${positions.length} van deze mensen hebben al een link. Er is niemand uitgenodigd. Trek eerst de oude link in als iemand een nieuwe nodig heeft. Het pad noemt de plaatsen in de lijst, van 0.`,
      en: `${positions.length} of these people already have a link. Nobody was invited. Withdraw the old link first where somebody needs a new one. The path names the places in the list, from 0.`,
    },
    atPositions(positions),
  );

export const expiryNotAhead = () =>
  new Problem(
    "EXPIRY_NOT_AHEAD",
    {
      nl: "Laat de link verlopen op een moment dat nog komt.",
      en: "Let the link expire at a moment that is still to come.",
    },
    ["expiresAt"],
  );

export const invitationUnknown = () =>
  new Problem("INVITATION_UNKNOWN", {
    nl: "Deze link kennen we niet. Kijk of je de hele link hebt, of vraag om een nieuwe.",
    en: "We do not know this link. Check that you have the whole link, or ask for a new one.",
  });

export const invitationRevoked = () =>
  new Problem("INVITATION_REVOKED", {
    nl: "Deze link is ingetrokken. Vraag de mensen van wie je hem kreeg om een nieuwe.",
    en: "This link was withdrawn. Ask the people who gave it to you for a new one.",
  });

export const invitationExpired = () =>
  new Problem("INVITATION_EXPIRED", {
    nl: "Deze link is verlopen. De vragen kunnen niet meer worden ingevuld.",
    en: "This link has expired. The questions can no longer be answered.",
  });

export const invitationNotYet = (from: Date) => {
  const day = (locale: string) =>
    from.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Amsterdam" });
  return new Problem("INVITATION_NOT_YET", {
    nl: `Deze link werkt vanaf ${day("nl-NL")}. Kom dan terug.`,
    en: `This link works from ${day("en-GB")}. Please come back then.`,
  });
};

export const invitationUsedUp = () =>
  new Problem("INVITATION_USED_UP", {
    nl: "Deze link is zo vaak geopend als mocht. Vraag de mensen van wie je hem kreeg om een nieuwe. Wat je bewaarde, is er nog.",
    en: "This link was opened as often as it may be. Ask the people who gave it to you for a new one. What you saved is still there.",
  });

/** To researchers. */
export const validFromTooLate = () =>
  new Problem(
    "VALID_FROM_TOO_LATE",
    {
      nl: "Laat de link beginnen te werken voordat hij verloopt.",
      en: "Let the link begin to work before it expires.",
    },
    ["validFrom"],
  );

/** To researchers. */
export const usesInvalid = (most: number) =>
  new Problem(
    "USES_INVALID",
    {
      nl: `Laat een link 1 tot ${most} keer openen, of zonder grens.`,
      en: `Let a link be opened 1 to ${most} times, or without limit.`,
    },
    ["uses"],
  );

export const waveClosed = () =>
  new Problem("WAVE_CLOSED", {
    nl: "Deze vragenlijst is gesloten. Je kunt niets meer invullen of versturen. Wat je hebt bewaard, is er nog.",
    en: "This questionnaire is closed. You can no longer fill in or send anything. What you saved is still there.",
  });

export const stopped = () =>
  new Problem("STOPPED", {
    nl: "Je bent gestopt met dit onderzoek. Je kunt niets meer invullen of versturen.",
    en: "You stopped taking part in this study. You can no longer fill in or send anything.",
  });

/** To researchers. */
export const participantsStopped = (positions: readonly number[]) =>
  new Problem(
    "PARTICIPANTS_STOPPED",
    {
      nl: "Een of meer van deze deelnemers zijn gestopt. Je kunt hen niet meer uitnodigen.",
      en: "One or more of these participants stopped. You can no longer invite them.",
    },
    atPositions(positions),
  );

/** To researchers. */
export const waveClosedToNew = (path: string) =>
  new Problem(
    "WAVE_CLOSED",
    {
      nl: "Deze meting is gesloten. Open haar eerst weer.",
      en: "This wave is closed. Open it again first.",
    },
    [path],
  );

export const sessionEnded = () =>
  new Problem("SESSION_ENDED", {
    nl: "Je was te lang weg. Open je persoonlijke link opnieuw. Wat je hebt bewaard, is er nog.",
    en: "You were away too long. Open your personal link again. What you saved is still there.",
  });

export const consentNeeded = () =>
  new Problem("CONSENT_NEEDED", {
    nl: "Zeg eerst of je mee wilt doen.",
    en: "First say whether you want to take part.",
  });

export const answersClosed = () =>
  new Problem("ANSWERS_CLOSED", {
    nl: "Je hebt je antwoorden al verstuurd. Je kunt ze nog lezen, maar niet meer veranderen.",
    en: "You have already sent your answers. You can still read them, but no longer change them.",
  });

export const questionUnknown = () =>
  new Problem("QUESTION_UNKNOWN", {
    nl: "Deze vraag staat niet in je vragenlijst.",
    en: "This question is not in your questionnaire.",
  });

/** In the words of whoever made the question. */
export const answerRefused = ({ nl, en }: Written, questions: readonly string[]) =>
  new Problem("ANSWER_REFUSED", { nl, en: en ?? nl }, questions);

export const answersMissing = (questions: readonly string[]) =>
  new Problem(
    "ANSWERS_MISSING",
    questions.length === 1
      ? { nl: "Er is nog 1 vraag die een antwoord nodig heeft.", en: "There is 1 question left that needs an answer." }
      : {
          nl: `Er zijn nog ${questions.length} vragen die een antwoord nodig hebben.`,
          en: `There are ${questions.length} questions left that need an answer.`,
        },
    questions,
  );

export const nothingToAsk = () =>
  new Problem(
    "NOTHING_TO_ASK",
    {
      nl: "Uit dit bestand kan geen enkele vraag hierheen. De lijst eronder zegt waarom.",
      en: "Not one question of this file can come in. The list below says why.",
    },
    ["file"],
  );

export const titleMissing = () =>
  new Problem(
    "TITLE_MISSING",
    {
      nl: "Geef de vragenlijst een titel: het bestand heeft er geen.",
      en: "Give the questionnaire a title: the file has none.",
    },
    ["title"],
  );

export const consentMissing = () =>
  new Problem(
    "CONSENT_MISSING",
    {
      nl: "Schrijf waar mensen ja op zeggen voor ze beginnen: het bestand zegt dat niet.",
      en: "Write what people say yes to before they begin: the file does not say that.",
    },
    ["consent"],
  );

export const ownCodeNeeded = () =>
  new Problem("OWN_CODE_NEEDED", {
    nl: "Geef eerst de code die er nu is.",
    en: "First give the code that is there now.",
  });

export const ownCodeTooShort = () =>
  new Problem(
    "OWN_CODE_TOO_SHORT",
    { nl: "Kies een code van 6 tot en met 64 tekens.", en: "Choose a code of 6 to 64 characters." },
    ["code"],
  );

export const ownCodeWrong = (left: number) =>
  new Problem(
    "OWN_CODE_WRONG",
    {
      nl:
        left === 1
          ? "Dit is niet de code. Je kunt nog 1 keer proberen."
          : `Dit is niet de code. Je kunt nog ${left} keer proberen.`,
      en:
        left === 1
          ? "That is not the code. You can try 1 more time."
          : `That is not the code. You can try ${left} more times.`,
    },
    ["code"],
  );

export const ownCodeTooOften = () =>
  new Problem(
    "OWN_CODE_TOO_OFTEN",
    {
      nl: "Dit is te vaak geprobeerd. Probeer het over een uur opnieuw. Je kunt wel gewoon antwoorden.",
      en: "This was tried too often. Try again in an hour. You can answer in the meantime.",
    },
    ["code"],
  );
