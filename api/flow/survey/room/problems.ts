import { MEETING_LIMITS } from "../../../../schema/meeting.ts";
import { Problem } from "../../../../schema/problem.ts";

/** The same for a code that never was, is not yet, is no longer, was withdrawn, or whose room is full. */
export const codeDoesNotWork = () =>
  new Problem(
    "CODE_DOES_NOT_WORK",
    {
      nl: "Met deze code kun je nu niet naar binnen. Kijk of hij klopt, of vraag het aan wie je uitnodigde.",
      en: "You cannot come in with this code now. Check the code, or ask whoever invited you.",
    },
    ["code"],
  );

export const joiningNameInvalid = () =>
  new Problem("NAME_INVALID", { nl: "Laad deze pagina opnieuw.", en: "Load this page again." }, ["name"]);

export const roomTimesInvalid = () =>
  new Problem(
    "ROOM_TIMES_INVALID",
    {
      nl: `Laat de code eindigen na het begin, op een moment dat nog komt, en hoogstens ${MEETING_LIMITS.roomDays} dagen later.`,
      en: `Let the code end after it begins, at a moment still to come, and at most ${MEETING_LIMITS.roomDays} days later.`,
    },
    ["input", "validUntil"],
  );

export const joinersInvalid = () =>
  new Problem(
    "JOINERS_INVALID",
    {
      nl: `Laat 1 tot ${MEETING_LIMITS.joiners} mensen binnen.`,
      en: `Let 1 to ${MEETING_LIMITS.joiners} people in.`,
    },
    ["input", "mostJoiners"],
  );

export const roomUnknown = () =>
  new Problem("ROOM_UNKNOWN", {
    nl: "Dit is er niet, of het is niet van jou.",
    en: "There is no such thing, or it is not yours.",
  });

export const roomWaveClosed = () =>
  new Problem("WAVE_CLOSED", {
    nl: "Deze meting is gesloten. Er kan niemand meer bij.",
    en: "This wave is closed. Nobody can come in any more.",
  });
