import { Problem } from "../../../schema/problem.ts";

/** Places in the list that was sent, never a pseudonym or an address. */
const atPositions = (positions: readonly number[]): string[] => ["participants", ...positions.slice(0, 20).map(String)];

export const listEmpty = () =>
  new Problem("LIST_EMPTY", { nl: "Er staat niemand in deze lijst.", en: "There is nobody in this list." }, ["list"]);

export const listTooLong = (most: number) =>
  new Problem(
    "LIST_TOO_LONG",
    {
      nl: `Breng hoogstens ${most} regels tegelijk in. Verdeel een langere lijst.`,
      en: `Bring in at most ${most} lines at once. Divide a longer list.`,
    },
    ["list"],
  );

export const studyUnknown = () =>
  new Problem("STUDY_UNKNOWN", { nl: "Dit onderzoek is er niet.", en: "There is no such study." }, ["study"]);

export const fieldingUnknown = () =>
  new Problem("FIELDING_UNKNOWN", {
    nl: "Deze vragenlijst is zo niet uitgezet.",
    en: "There is no such fielding of a questionnaire.",
  });

export const fieldingClosed = () =>
  new Problem("WAVE_CLOSED", {
    nl: "Deze meting is gesloten. Je kunt niemand meer uitnodigen.",
    en: "This wave is closed. You can no longer invite anybody.",
  });

export const addressMissing = (positions: readonly number[] = []) =>
  new Problem(
    "ADDRESS_MISSING",
    {
      nl: "Van een of meer van deze mensen is er geen mailadres, of ze willen geen berichten. Er is niemand uitgenodigd.",
      en: "One or more of these people have no mail address here, or want no messages. Nobody was invited.",
    },
    atPositions(positions),
  );

export const alreadyMailed = (positions: readonly number[]) =>
  new Problem(
    "ALREADY_INVITED",
    {
      nl: `${positions.length} van deze mensen zijn al uitgenodigd. Er is niemand uitgenodigd.`,
      en: `${positions.length} of these people were invited already. Nobody was invited.`,
    },
    atPositions(positions),
  );

export const nobodyToInvite = () =>
  new Problem("NOBODY_TO_INVITE", {
    nl: "Iedereen met een mailadres is al uitgenodigd.",
    en: "Everybody with a mail address was invited already.",
  });

export const invitationUnknown = () =>
  new Problem("INVITATION_UNKNOWN", { nl: "Deze uitnodiging is er niet.", en: "There is no such invitation." });

export const notRenewable = () =>
  new Problem("NOT_RENEWABLE", {
    nl: "Deze uitnodiging is ingetrokken of verlopen. Maak een nieuwe.",
    en: "This invitation was revoked or has expired. Make a new one.",
  });

export const addressChanged = () =>
  new Problem("ADDRESS_CHANGED", {
    nl: "Het mailadres is veranderd nadat deze link voor het eerst was gemaild. Met een nieuwe link zou een ander de antwoorden kunnen lezen. Trek de uitnodiging in en nodig opnieuw uit: dan begint de vragenlijst leeg.",
    en: "The mail address changed after this link was first mailed. With a new link somebody else could read the answers. Revoke the invitation and invite again: the questionnaire then begins empty.",
  });

export const nothingMailed = () =>
  new Problem("NOTHING_MAILED", {
    nl: "Naar deze persoon is nog niets gemaild.",
    en: "Nothing was mailed to this person yet.",
  });

export const guardianNotNeeded = () =>
  new Problem("GUARDIAN_NOT_NEEDED", {
    nl: "Deze persoon is voor zover bekend 16 of ouder. Een ouder of voogd wordt dan niet gevraagd.",
    en: "As far as is known this person is 16 or older. A parent or guardian is then not asked.",
  });

export const guardianAddressMissing = () =>
  new Problem("GUARDIAN_ADDRESS_MISSING", {
    nl: "Van deze ouder of voogd is er geen mailadres, of de jongere wil geen berichten.",
    en: "There is no mail address of this parent or guardian, or the young person wants no messages.",
  });

export const guardianMailedEnough = (most: number) =>
  new Problem("GUARDIAN_MAILED_ENOUGH", {
    nl: `Er is al een bericht onderweg, of deze ouder of voogd kreeg er al ${most}.`,
    en: `A message is on its way already, or this parent or guardian got ${most} already.`,
  });

export const leaveLinkUnknown = () =>
  new Problem("LEAVE_LINK_UNKNOWN", {
    nl: "Deze link kennen we niet. Kijk of je de hele link hebt.",
    en: "We do not know this link. Check that you have the whole link.",
  });

export const planInvalid = (path: string) =>
  new Problem(
    "PLAN_INVALID",
    {
      nl: "Dit plan kan niet. Een venster heeft 1 tot 365 dagen. Er zijn hoogstens 5 herinneringen, met minstens 2 dagen ertussen.",
      en: "This plan cannot be followed. A window has 1 to 365 days. There are at most 5 reminders, with at least 2 days between.",
    },
    [path],
  );

export const pauseInvalid = () =>
  new Problem(
    "PAUSE_INVALID",
    { nl: "Kies een dag die nog komt, binnen twee jaar.", en: "Choose a day that is still to come, within two years." },
    ["until"],
  );
