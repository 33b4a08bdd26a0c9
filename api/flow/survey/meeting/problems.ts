import { MEETING_LIMITS } from "../../../../schema/meeting.ts";
import { Problem } from "../../../../schema/problem.ts";

export const meetingUnknown = () =>
  new Problem("MEETING_UNKNOWN", {
    nl: "Dit gesprek is er niet, of het is niet van jou.",
    en: "There is no such meeting, or it is not yours.",
  });

export const meetingInvalid = (path: string[]) =>
  new Problem(
    "MEETING_INVALID",
    { nl: "Kijk dit nog eens na: het ontbreekt of is te lang.", en: "Look at this again: it is missing or too long." },
    path,
  );

export const notAMemberThere = () =>
  new Problem(
    "NOT_A_MEMBER",
    { nl: "Je hoort niet bij deze leerwerkplaats.", en: "You do not belong to this learning workplace." },
    ["input", "workplace"],
  );

export const noOpenWave = () =>
  new Problem(
    "WAVE_CLOSED",
    {
      nl: "Alle metingen van dit onderzoek zijn gesloten. Kies een ander onderzoek.",
      en: "Every wave of this study is closed. Choose another study.",
    },
    ["input", "study"],
  );

export const studyUnknownHere = () =>
  new Problem("STUDY_UNKNOWN", { nl: "Dit onderzoek is er niet.", en: "There is no such study." }, ["input", "study"]);

export const tooFewGivers = () =>
  new Problem("TOO_FEW_GIVERS", {
    nl: `Er schreven nog geen ${MEETING_LIMITS.leastGivers} mensen iets bij dit thema. Anders is te raden wie wat schreef.`,
    en: `Fewer than ${MEETING_LIMITS.leastGivers} people wrote something on this theme. Otherwise one can guess who wrote what.`,
  });

export const themeUnknown = () =>
  new Problem("THEME_UNKNOWN", { nl: "Dit thema is er niet.", en: "There is no such theme." }, ["theme"]);

export const themeClosed = () =>
  new Problem(
    "THEME_CLOSED",
    {
      nl: "Bij dit thema kun je nu niets meer schrijven. Wat je niet had verstuurd, staat er nog.",
      en: "You cannot write on this theme now. What you had not sent is still there.",
    },
    ["theme"],
  );

export const meetingOver = () =>
  new Problem("MEETING_OVER", {
    nl: "Dit gesprek is afgelopen. Wat je schreef, kun je nog lezen en terugnemen.",
    en: "This meeting is over. You can still read what you wrote, and take it back.",
  });

export const contributionInvalid = () =>
  new Problem(
    "CONTRIBUTION_INVALID",
    {
      nl: `Schrijf 1 tot en met ${MEETING_LIMITS.contribution} tekens.`,
      en: `Write 1 to ${MEETING_LIMITS.contribution} characters.`,
    },
    ["text"],
  );

export const contributionNameInvalid = () =>
  new Problem("NAME_INVALID", { nl: "Laad deze pagina opnieuw.", en: "Load this page again." }, ["name"]);

export const tooManyContributions = () =>
  new Problem(
    "TOO_MANY_CONTRIBUTIONS",
    {
      nl: `Je schreef hier al ${MEETING_LIMITS.contributions} keer iets. Neem eerst iets terug.`,
      en: `You wrote ${MEETING_LIMITS.contributions} things here already. Take something back first.`,
    },
    ["text"],
  );

export const contributionUnknown = () =>
  new Problem("CONTRIBUTION_UNKNOWN", { nl: "Dit staat er niet (meer).", en: "This is not there (any more)." }, [
    "contribution",
  ]);

export const hidingReasonNeeded = () =>
  new Problem(
    "REASON_NEEDED",
    {
      nl: "Zeg kort waarom. Wie het schreef, leest jouw reden.",
      en: "Say briefly why. Whoever wrote it reads your reason.",
    },
    ["reason"],
  );

export const notReadYet = () =>
  new Problem("NOT_READ_YET", {
    nl: "Bij dit thema wordt nog geschreven. Stop eerst met schrijven, en lees dan.",
    en: "People are still writing on this theme. End the writing first, then read.",
  });
