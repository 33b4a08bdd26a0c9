import { Problem } from "../../../../schema/problem.ts";

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
