import type { Problem } from "../../../../schema/problem.ts";
import type { Question, SurveyDefinition } from "../../../../schema/survey.ts";
import type { Text } from "../../../../schema/text.ts";
import type { Category, VariableDeclaration } from "../../study/study.ts";
import { optionAnswered, variableChanged, variableTaken } from "./problems.ts";
import type { SurveyVersion } from "../survey.ts";
import { questionVariables } from "../variables.ts";

/** What publishing a version does to the variables of its study. */
export interface VariablePlan {
  added: VariableDeclaration[];
  /** Worded anew, or with more that can be answered; figures of before and after still mean the same. */
  changed: VariableDeclaration[];
  problems: Problem[];
}

interface Known {
  /** All of the study */
  declared: readonly VariableDeclaration[];
  /** Versions of the whole study, other questionnaires' included */
  published: readonly Pick<SurveyVersion, "surveyId" | "definition">[];
  /** By variable of this questionnaire: the options that somebody chose */
  chosen: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * A variable that is there already is fine where an earlier version of the same questionnaire brought it and it still
 * means the same: its wording may be mended and options may come, but what a code, a number or a limit means may not
 * change, and what somebody chose stays among the answers.
 */
export function planVariables(
  definition: SurveyDefinition,
  surveyId: string,
  { declared, published, chosen }: Known,
): VariablePlan {
  const byName = new Map(declared.map((variable) => [variable.name.toLowerCase(), variable]));
  const ofOthers = new Set(
    published.flatMap((version) =>
      version.surveyId === surveyId ? [] : version.definition.questions.flatMap(variableNames),
    ),
  );
  const plan: VariablePlan = { added: [], changed: [], problems: [] };
  definition.questions.forEach((question, at) => {
    const path = ["questions", String(at), "variable"];
    for (const variable of questionVariables(question)) {
      const existing = byName.get(variable.name.toLowerCase());
      if (existing === undefined) {
        plan.added.push(variable);
        continue;
      }
      const taken = existing.name !== variable.name || existing.origin !== "SURVEY" || ofOthers.has(variable.name);
      const difference = taken ? null : differenceOf(existing, variable);
      if (taken) plan.problems.push(variableTaken(variable.name, path));
      else if (difference !== null) plan.problems.push(variableChanged(variable.name, difference, path));
      else plan.changed.push(grown(existing, variable), ...grownThemes(declared, variable));
    }
    const gone = goneOption(question, chosen);
    if (gone !== undefined)
      plan.problems.push(
        optionAnswered(labelIn(published, surveyId, question, gone), ["questions", String(at), "options"]),
      );
  });
  return plan;
}

const variableNames = (question: Question): string[] => questionVariables(question).map(({ name }) => name);

const goneOption = ({ variable, kind, options }: Question, chosen: Known["chosen"]): string | undefined =>
  kind === "SINGLE" || kind === "MULTIPLE"
    ? [...(chosen.get(variable) ?? [])].find((code) => !options.some((option) => option.code === code))
    : undefined;

/** What an option was called when it was last there. */
const labelIn = (published: Known["published"], surveyId: string, { variable }: Question, code: string): string =>
  published
    .filter((version) => version.surveyId === surveyId)
    .flatMap(({ definition }) => definition.questions)
    .filter((question) => question.variable === variable)
    .flatMap(({ options }) => options)
    .findLast((option) => option.code === code)?.label.nl ?? code;

/** Why figures of the one may not be added to figures of the other; null where they may. */
function differenceOf(before: VariableDeclaration, after: VariableDeclaration): Text | null {
  if (before.type !== after.type || before.level !== after.level || before.role !== after.role)
    return { nl: "Het was een andere soort vraag.", en: "It was another kind of question." };
  if (before.unit !== after.unit) return { nl: "De eenheid was anders.", en: "The unit was different." };
  if (before.minimum !== after.minimum || before.maximum !== after.maximum)
    return { nl: "De grenzen waren anders.", en: "The limits were different." };
  const renamed = before.categories.find(({ code, label }) =>
    after.categories.some((category) => category.code === code && category.label !== label),
  );
  return renamed
    ? {
        nl: `Het antwoord ${renamed.code} was ‘${renamed.label}’.`,
        en: `The answer ${renamed.code} was ‘${renamed.label}’.`,
      }
    : null;
}

/** With the newest words, and everything that could or can be answered. */
const grown = (before: VariableDeclaration, after: VariableDeclaration): VariableDeclaration => ({
  ...before,
  label: after.label,
  labelEn: after.labelEn,
  unitEn: after.unitEn,
  concept: after.concept,
  categories: joined(before.categories, after.categories),
  missingCodes: joined(before.missingCodes, after.missingCodes),
});

/** Themes found in its texts are missing for every reason that the question is. */
const grownThemes = (declared: readonly VariableDeclaration[], question: VariableDeclaration): VariableDeclaration[] =>
  question.type !== "TEXT"
    ? []
    : declared
        .filter(({ name, origin }) => origin === "SURVEY" && name.startsWith(`${question.name}.`))
        .map((theme) => ({ ...theme, missingCodes: joined(theme.missingCodes, question.missingCodes) }));

const joined = (before: readonly Category[], after: readonly Category[]): Category[] => [
  ...before.map((category) => after.find(({ code }) => code === category.code) ?? category),
  ...after.filter(({ code }) => !before.some((category) => category.code === code)),
];
