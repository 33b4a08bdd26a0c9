/** Rules of consent, as functions of what was said: which purposes stand, and what has to be asked now. */

export const CONSENT_PURPOSES = [
  "TAKE_PART",
  "BE_FOLLOWED",
  "LINK",
  "BE_QUOTED",
  "BE_INVITED_AGAIN",
  "SHARE_PLAN",
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** A choice of its own each, in the order in which they are asked; nobody needs one of them to take part. */
export const OPTIONAL_PURPOSES = ["BE_FOLLOWED", "LINK", "BE_QUOTED", "BE_INVITED_AGAIN", "SHARE_PLAN"] as const;
export type OptionalPurpose = (typeof OPTIONAL_PURPOSES)[number];

/** SELF: somebody of 16 or older, or of an age that nobody told. YOUNG: the person, under 16. */
export const CONSENT_SOURCES = ["SELF", "YOUNG", "GUARDIAN"] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** One yes or no to certain words. */
export interface Said {
  given: boolean;
  source: ConsentSource;
  /** Names the words */
  text: string;
}

/**
 * GIVEN: to the words of now, by everybody it takes. REFUSED: somebody whose word it takes said no. OPEN: nobody was
 * asked, or the yes that was given was to other words, or does not hold any more now that the person is 16.
 */
export const CONSENT_STATES = ["GIVEN", "REFUSED", "OPEN"] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

const newest = <Entry extends Said>(
  history: readonly Entry[],
  ...sources: readonly ConsentSource[]
): Entry | undefined => history.findLast(({ source }) => sources.includes(source));

/**
 * @param history of one person and purpose, oldest first
 * @param present names the words of now
 * @param young whether the person is known to be under 16: then it takes a guardian's yes beside the own
 */
export function stateOf(history: readonly Said[], present: string, young: boolean): ConsentState {
  const holds = (said: Said | undefined): boolean => said !== undefined && said.given && said.text === present;
  const guardian = newest(history, "GUARDIAN");
  if (young) {
    const own = newest(history, "SELF", "YOUNG");
    if (own?.given === false || guardian?.given === false) return "REFUSED";
    return holds(own) && holds(guardian) ? "GIVEN" : "OPEN";
  }
  const own = newest(history, "SELF");
  if (own !== undefined) return holds(own) ? "GIVEN" : own.given ? "OPEN" : "REFUSED";
  // A yes of before 16 falls away; a no stays until the person says otherwise.
  return newest(history, "YOUNG")?.given === false || guardian?.given === false ? "REFUSED" : "OPEN";
}

/** Whether the person is asked now: never asked, a yes to other words, or 16 since. A no is not asked about again. */
export function isAsked(history: readonly Said[], present: string, young: boolean): boolean {
  const own = young ? newest(history, "SELF", "YOUNG") : newest(history, "SELF");
  return own === undefined || (own.given && own.text !== present);
}

/** What the person said last of a questionnaire, at an age at which it counts now; null: nothing. */
export function ownWord(history: readonly Said[], young: boolean): boolean | null {
  const own = young ? newest(history, "SELF", "YOUNG") : newest(history, "SELF");
  if (own !== undefined) return own.given;
  return newest(history, "YOUNG")?.given === false ? false : null;
}

export const GUARDIAN_STATES = ["NOT_NEEDED", "NOT_YET", "GIVEN", "REFUSED"] as const;
export type GuardianState = (typeof GUARDIAN_STATES)[number];

export function guardianState(history: readonly Said[], young: boolean): GuardianState {
  if (!young) return "NOT_NEEDED";
  const said = newest(history, "GUARDIAN");
  return said === undefined ? "NOT_YET" : said.given ? "GIVEN" : "REFUSED";
}

/** Whether a questionnaire may be answered. Its words never change, so that only who says it matters. */
export const isOpenTo = (history: readonly Said[], young: boolean): boolean =>
  ownWord(history, young) === true && ["NOT_NEEDED", "GIVEN"].includes(guardianState(history, young));

/** Whether the guardian of somebody under 16 is asked now. */
export function isGuardianAsked(history: readonly Said[], present: string): boolean {
  const said = newest(history, "GUARDIAN");
  return said === undefined || (said.given && said.text !== present);
}

/** Words of a person may be quoted only while that person agrees to it, in the words of now. */
export const mayBeQuoted = (history: readonly Said[], present: string, young: boolean): boolean =>
  stateOf(history, present, young) === "GIVEN";

/** Answers stand apart from what the study knows otherwise as soon as somebody said no to it. */
export const standsApart = (history: readonly Said[], young: boolean): boolean =>
  stateOf(history, "", young) === "REFUSED";

/** What somebody answered before, beside the questionnaire that they would be invited to. */
export interface Before {
  /** They said something behind a link of this very time in the field. */
  here: boolean;
  /** They were in the same questionnaire at another time. */
  same: boolean;
  /** They were in another questionnaire of the study. */
  other: boolean;
}

/** The purpose that an invitation needs nobody to have refused; null: none, as they are in it, or never were in any. */
export function purposeOfInviting({ here, same, other }: Before): OptionalPurpose | null {
  if (here) return null;
  if (same) return "BE_FOLLOWED";
  return other ? "BE_INVITED_AGAIN" : null;
}

/** Asked beside the questions. A plan is shared where the plan is, and taken back in either place. */
export const isAskedWithQuestions = (purpose: ConsentPurpose): boolean => purpose !== "SHARE_PLAN";

export const isOptional = (purpose: ConsentPurpose): purpose is OptionalPurpose => purpose !== "TAKE_PART";
