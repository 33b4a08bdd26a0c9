import { CODING_LIMITS, FEWEST_WRITERS } from "../../../../schema/coding.ts";
import { Problem } from "../../../../schema/problem.ts";
import type { Written } from "../../../../schema/survey.ts";

/** Everything that can be refused about open answers, by its code. None of it ever holds a word of a text. */

export const codingInvalid = (path: readonly string[]) =>
  new Problem(
    "CODING_INVALID",
    {
      nl: "Dit kan zo niet: iets ontbreekt, is te lang of past niet.",
      en: "This cannot be so: something is missing, too long or does not fit.",
    },
    path,
  );

export const openQuestionUnknown = () =>
  new Problem("OPEN_QUESTION_UNKNOWN", {
    nl: "Deze vragenlijst heeft geen open vraag met deze variabele in een gepubliceerde versie.",
    en: "This questionnaire has no open question with this variable in a published version.",
  });

export const codebookUnknown = () =>
  new Problem("CODEBOOK_UNKNOWN", { nl: "Dit codeboek is er niet.", en: "There is no such codebook." });

export const codebookChanged = () =>
  new Problem(
    "CODEBOOK_CHANGED",
    {
      nl: "Iemand anders heeft de thema's intussen veranderd. Kijk opnieuw.",
      en: "Somebody else has changed the themes in the meantime. Look again.",
    },
    ["version"],
  );

export const themeUnknown = (path: readonly string[]) =>
  new Problem(
    "THEME_UNKNOWN",
    { nl: "Dit thema staat niet in dit codeboek.", en: "This codebook has no such theme." },
    path,
  );

export const themeTaken = (code: string) =>
  new Problem(
    "THEME_TAKEN",
    {
      nl: `Er is al een thema met de code ${code}.`,
      en: `There is a theme with the code ${code} already.`,
    },
    ["add", "code"],
  );

export const themeLimit = () =>
  new Problem("THEME_LIMIT", {
    nl: `Een codeboek heeft hoogstens ${CODING_LIMITS.themes} thema's.`,
    en: `A codebook has at most ${CODING_LIMITS.themes} themes.`,
  });

export const themeUsed = ({ nl, en }: Written) =>
  new Problem(
    "THEME_USED",
    {
      nl: `‘${nl}’ is al aan een tekst gegeven. Voeg het samen met een ander thema.`,
      en: `‘${en ?? nl}’ was given to a text already. Merge it with another theme.`,
    },
    ["remove"],
  );

export const themesNotAll = () =>
  new Problem("THEMES_NOT_ALL", { nl: "Noem elk thema één keer.", en: "Name every theme once." }, ["order"]);

export const alreadyAsked = () =>
  new Problem("CODER_ALREADY", {
    nl: "Je mag dit al lezen, of je vroeg het al.",
    en: "You may read this already, or you asked already.",
  });

export const coderUnknown = () =>
  new Problem("CODER_UNKNOWN", { nl: "Dit verzoek is er niet.", en: "There is no such request." });

export const coderDecided = () =>
  new Problem("CODER_DECIDED", { nl: "Hierover is al besloten.", en: "This was decided on already." });

export const ownRequest = () =>
  new Problem("OWN_REQUEST", {
    nl: "Over je eigen verzoek besluit iemand anders.",
    en: "Somebody else decides on your own request.",
  });

/** The same where there is no such codebook: nothing is told to who may not read. */
export const noCoder = () =>
  new Problem("NO_CODER", {
    nl: "Je mag deze teksten niet lezen. Een dataverantwoordelijke kan je dat recht geven.",
    en: "You may not read these texts. A data steward can give you that right.",
  });

export const tooFewTexts = () =>
  new Problem("TOO_FEW_TEXTS", {
    nl: `Nog geen ${FEWEST_WRITERS} mensen schreven iets. Tot dan zou te raden zijn van wie een tekst is.`,
    en: `Fewer than ${FEWEST_WRITERS} people wrote something so far. Until then one could guess whose a text is.`,
  });

/** Of another codebook, or gone because somebody took it back. */
export const textUnknown = () =>
  new Problem("TEXT_UNKNOWN", {
    nl: "Deze tekst is er niet, of niet meer.",
    en: "There is no such text, or not any more.",
  });

export const codingChanged = () =>
  new Problem("CODING_CHANGED", {
    nl: "Je hebt deze tekst intussen anders gecodeerd, misschien op een ander scherm.",
    en: "You have coded this text differently in the meantime, perhaps on another screen.",
  });

export const textCompared = () =>
  new Problem("TEXT_COMPARED", {
    nl: "Deze tekst is al samen bekeken. Verander hem bij de verschillen.",
    en: "This text was compared already. Change it among the differences.",
  });

export const nothingToSettle = () =>
  new Problem("NOTHING_TO_SETTLE", {
    nl: "Over deze tekst is geen verschil om te beslissen.",
    en: "There is no difference to settle on this text.",
  });

export const noThemes = () =>
  new Problem("NO_THEMES", { nl: "Dit codeboek heeft nog geen thema's.", en: "This codebook has no themes yet." });

export const alreadyProposed = () =>
  new Problem("ALREADY_PROPOSED", {
    nl: "Over deze versie ligt al een voorstel, of er is al over besloten.",
    en: "This version was proposed already, or decided on.",
  });

export const notProposed = () =>
  new Problem("NOT_PROPOSED", {
    nl: "Over deze versie ligt geen voorstel.",
    en: "There is no proposal for this version.",
  });

export const ownProposal = () =>
  new Problem("OWN_PROPOSAL", {
    nl: "Over je eigen voorstel besluit iemand anders.",
    en: "Somebody else decides on your own proposal.",
  });

export const themeNameTaken = (name: string) =>
  new Problem("NAME_TAKEN", {
    nl: `De studie heeft al een variabele ${name}.`,
    en: `The study already has a variable ${name}.`,
  });

export const quoteInvalid = () =>
  new Problem("QUOTE_INVALID", {
    nl: `Kies een stuk tekst van hoogstens ${CODING_LIMITS.quote} tekens waar woorden van overblijven.`,
    en: `Choose a part of the text of at most ${CODING_LIMITS.quote} characters of which words are left.`,
  });

export const quoteUnknown = () =>
  new Problem("QUOTE_UNKNOWN", {
    nl: "Dit citaat is er niet, of niet meer.",
    en: "There is no such quote, or not any more.",
  });

export const ownQuote = () =>
  new Problem("OWN_QUOTE", {
    nl: "Iemand anders kijkt je citaat na.",
    en: "Somebody else checks your quote.",
  });

export const quoteDecided = () =>
  new Problem("QUOTE_DECIDED", { nl: "Dit citaat is al nagekeken.", en: "This quote was checked already." });

export const quoteNotConsented = () =>
  new Problem("QUOTE_NOT_CONSENTED", {
    nl: "Wie dit schreef, zei geen ja op citeren.",
    en: "Whoever wrote this did not say yes to being quoted.",
  });
