import type { Question } from "../../../../schema/survey.ts";
import { isMissing, type Missing } from "../../../../schema/missing.ts";
import type { VariableDeclaration } from "../../study/study.ts";
import { questionVariables } from "../variables.ts";
import { planDefinition } from "./questionnaire.ts";

/** How the five domains of a plan become variables of a study that its owner lets see them. */

/** The person does not let the study see a plan; whether there is one is not told. */
export const NOT_SHARED = "NOT_SHARED";
/** Shared, and nothing was filled in near the day that the answers of the wave were sent. */
export const NO_ROUND_NEAR = "NO_ROUND_NEAR";

/** Before and after the day on which somebody's answers of a wave were sent */
export const DAYS_NEAR = 90;
const DAY_MS = 86_400_000;

export type PlanValue = string | null | Missing | { readonly missing: typeof NOT_SHARED | typeof NO_ROUND_NEAR };

/** As far as a study may see it: how the domains are, and never what was written. */
export interface RoundInStudy {
  madeAt: Date;
  /** By id of the question */
  answers: Readonly<Record<string, unknown>>;
}

/** When somebody was in a wave. */
export interface WaveOfPerson {
  /** Of what was sent last in it */
  sentAt: Date;
  /** Since when nothing comes in any more; null while it does */
  closedAt: Date | null;
}

/** Questions of the plan that a study may see the answers to. */
export const questionsInStudy: readonly Question[] = planDefinition.questions.filter(({ kind }) => kind === "SINGLE");

/** Questions of a study have no point in the names of their variables. */
export const planVariable = ({ concept }: Pick<Question, "concept">): string => `plan.${concept}`;

const MORE_MISSING = [
  { code: NOT_SHARED, label: "Plan niet gedeeld", labelEn: "Plan not shared" },
  {
    code: NO_ROUND_NEAR,
    label: `Niets ingevuld binnen ${DAYS_NEAR} dagen`,
    labelEn: `Nothing filled in within ${DAYS_NEAR} days`,
  },
];

export const planVariables: readonly VariableDeclaration[] = questionsInStudy.flatMap((question) =>
  questionVariables({ ...question, stem: null }).map((variable) => ({
    ...variable,
    name: planVariable(question),
    label: `Eigen plan: ${variable.label}`,
    labelEn: variable.labelEn ? `Own plan: ${variable.labelEn}` : null,
    missingCodes: [...variable.missingCodes, ...MORE_MISSING],
  })),
);

const distance = ({ madeAt }: RoundInStudy, { sentAt }: WaveOfPerson): number =>
  Math.abs(madeAt.getTime() - sentAt.getTime());

/** The nearest in time, of equals the later; none that came when the wave was closed. */
export function roundAt(rounds: readonly RoundInStudy[], wave: WaveOfPerson): RoundInStudy | null {
  const near = rounds.filter(
    (round) => distance(round, wave) <= DAYS_NEAR * DAY_MS && (wave.closedAt === null || round.madeAt < wave.closedAt),
  );
  const [nearest = null] = near.toSorted(
    (one, other) => distance(one, wave) - distance(other, wave) || other.madeAt.getTime() - one.madeAt.getTime(),
  );
  return nearest;
}

/** Values of the variables above in a wave; `rounds` null: nothing is shared. */
export function planValues(rounds: readonly RoundInStudy[] | null, wave: WaveOfPerson): Record<string, PlanValue> {
  const round = rounds && roundAt(rounds, wave);
  const valueOf = ({ id }: Question): PlanValue => {
    if (round === null) return { missing: rounds === null ? NOT_SHARED : NO_ROUND_NEAR };
    const said = round.answers[id];
    return typeof said === "string" || isMissing(said) ? said : null;
  };
  return Object.fromEntries(questionsInStudy.map((question) => [planVariable(question), valueOf(question)]));
}
