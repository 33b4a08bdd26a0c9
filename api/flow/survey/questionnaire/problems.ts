import { Problem } from "../../../../schema/problem.ts";
import type { LogicProblem } from "../../../../schema/logic/check.ts";
import type { Text } from "../../../../schema/text.ts";

export const draftChanged = () =>
  new Problem(
    "DRAFT_CHANGED",
    {
      nl: "Iemand anders heeft deze vragenlijst intussen veranderd.",
      en: "Somebody else has changed this questionnaire in the meantime.",
    },
    ["revision"],
  );

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
