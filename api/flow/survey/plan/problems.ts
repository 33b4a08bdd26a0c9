import { Problem } from "../../../../schema/problem.ts";

/** Everything that can be refused about a plan, by its code. */

export const planUnknown = () =>
  new Problem("PLAN_UNKNOWN", {
    nl: "Deze link kennen we niet. Of het plan is verwijderd.",
    en: "We do not know this link. Or the plan has been deleted.",
  });

export const planSecretInvalid = () =>
  new Problem("PLAN_SECRET_INVALID", {
    nl: "Er ging iets mis met je link. Laad de pagina opnieuw.",
    en: "Something went wrong with your link. Load the page again.",
  });

export const roundUnknown = () =>
  new Problem("ROUND_UNKNOWN", {
    nl: "Deze keer staat niet in je plan.",
    en: "This time is not in your plan.",
  });

export const roundEmpty = () =>
  new Problem("ROUND_EMPTY", {
    nl: "Vul eerst iets in. Eén antwoord is genoeg.",
    en: "Fill in something first. One answer is enough.",
  });

export const planFull = (most: number) =>
  new Problem("PLAN_FULL", {
    nl: `Er staan al ${most} keren in je plan. Verwijder er eerst een.`,
    en: `There are ${most} times in your plan already. Delete one first.`,
  });

export const shareNameInvalid = (most: number) =>
  new Problem(
    "SHARE_NAME_INVALID",
    {
      nl: `Schrijf voor wie de link is, in 1 tot ${most} tekens.`,
      en: `Write who the link is for, in 1 to ${most} characters.`,
    },
    ["name"],
  );

export const shareDaysInvalid = (most: number) =>
  new Problem("SHARE_DAYS_INVALID", { nl: `Kies 1 tot ${most} dagen.`, en: `Choose 1 to ${most} days.` }, ["days"]);

export const shareUnknown = () =>
  new Problem("SHARE_UNKNOWN", {
    nl: "Met deze link kun je niet (meer) meekijken.",
    en: "This link does not let you look, or not any more.",
  });

export const planNotShared = () =>
  new Problem("PLAN_NOT_SHARED", {
    nl: "Dit plan deel je niet met dit onderzoek.",
    en: "You do not share this plan with this study.",
  });

export const noStudyOpen = () =>
  new Problem("NO_STUDY_OPEN", {
    nl: "Open eerst de link die je van het onderzoek kreeg, op dit toestel.",
    en: "First open the link that the study gave you, on this device.",
  });

export const anotherPlanShared = () =>
  new Problem("ANOTHER_PLAN_SHARED", {
    nl: "Je deelt al een ander plan met dit onderzoek. Stop daar eerst mee.",
    en: "You share another plan with this study already. Stop that first.",
  });

export const sharesFull = (most: number) =>
  new Problem("SHARES_FULL", {
    nl: `Er kijken al ${most} mensen mee. Stop er eerst een.`,
    en: `${most} people may look already. Stop one first.`,
  });
