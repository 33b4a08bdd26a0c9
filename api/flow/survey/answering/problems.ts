import { Problem } from "../../../../schema/problem.ts";
import type { Written } from "../../../../schema/survey.ts";

export const stopped = () =>
  new Problem("STOPPED", {
    nl: "Je bent gestopt met dit onderzoek. Je kunt niets meer invullen of versturen.",
    en: "You stopped taking part in this study. You can no longer fill in or send anything.",
  });

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
