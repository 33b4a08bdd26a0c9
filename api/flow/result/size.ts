import type { Text } from "../../../schema/text.ts";
import type { Axis } from "./axis.ts";
import { shownCodes, type StudyPlan } from "./plan.ts";
import { Refused } from "./refusal.ts";
import type { Rules } from "./rules.ts";

/** Most pieces of advice in a refusal. */
const MOST_ADVICE = 5;

/**
 * Refuses a question whose answer, or whose work behind it, would be too large; from what is declared alone. Nearly all
 * the work is drawing, and what is averaged is drawn for as well, its sum and its squares, and so are weights.
 */
export function checkSize(plan: StudyPlan, rules: Rules): void {
  const fits = (without: ReadonlySet<number>, waves: number) =>
    workOf(plan, without, waves) <= rules.elementaryCells && cellsOf(plan, without, waves) <= rules.cells;
  if (fits(new Set(), plan.contexts.length)) return;
  throw tooManyCells(plan, adviceOf(plan, fits));
}

type Fits = (without: ReadonlySet<number>, waves: number) => boolean;

function workOf({ axes, contexts, measured, weight }: StudyPlan, without: ReadonlySet<number>, waves: number): number {
  const cells = contexts.map(({ frameAxes, labelAxes }) =>
    [...frameAxes, ...labelAxes].reduce(
      (product, place) => (without.has(place) ? product : product * (axes[place] as Axis).size),
      1,
    ),
  );
  // with its variables left out, being seen in the wave may have to be looked at instead
  const seen = without.size > 0 && contexts[0]?.wave !== null ? 2 : 1;
  const total = seen * cells.reduce((sum, count) => sum + count, 0);
  const draws = 1 + Number(measured !== null) + Number(weight !== null);
  return (total * waves * draws) / Math.max(1, contexts.length);
}

const cellsOf = (plan: StudyPlan, without: ReadonlySet<number>, waves: number): number =>
  plan.dimensions.reduce((product, dimension) => {
    if (dimension.kind === "wave") return product * waves;
    return without.has(dimension.axis) ? product : product * shownCodes(plan, dimension).length;
  }, 1);

/** The fewest variables to leave out that make it fit, and the most waves that do. */
function adviceOf(plan: StudyPlan, fits: Fits): Text[] {
  const all = plan.contexts.length;
  const names = [
    ...new Set(
      plan.axes.flatMap(({ name, variable }, place) => (variable >= 0 && !plan.asked.has(place) ? [name] : [])),
    ),
  ];
  const placesOf = (left: readonly string[]) =>
    new Set(plan.axes.flatMap(({ name }, place) => (left.includes(name) && !plan.asked.has(place) ? [place] : [])));
  const advice: Text[] = [];
  for (let count = 1; count <= names.length && advice.length === 0; count++) {
    for (const left of choose(names, count)) {
      if (fits(placesOf(left), all)) advice.push(leaveOut(left));
    }
  }
  let waves = all - 1;
  while (waves > 0 && !fits(new Set(), waves)) waves--;
  if (all > 1 && waves > 0) {
    advice.unshift({
      nl: waves === 1 ? "Kijk naar één meting (waves)." : `Kijk naar hoogstens ${waves} metingen (waves).`,
      en: waves === 1 ? "Look at one wave (waves)." : `Look at ${waves} waves at most (waves).`,
    });
  }
  return advice.slice(0, MOST_ADVICE);
}

const choose = (names: readonly string[], count: number): string[][] =>
  count === 0
    ? [[]]
    : names.flatMap((name, at) => choose(names.slice(at + 1), count - 1).map((others) => [name, ...others]));

function leaveOut(names: readonly string[]): Text {
  const quoted = names.map((name) => `“${name}”`);
  return { nl: `Laat ${quoted.join(" en ")} weg.`, en: `Leave ${quoted.join(" and ")} out.` };
}

export function tooManyCells({ axes }: StudyPlan, advice?: Text[]): Refused {
  const names = [...new Set(axes.filter(({ variable }) => variable >= 0).map(({ name }) => name))];
  return new Refused(
    "TOO_MANY_CELLS",
    "size of an answer",
    {
      nl: "Deze vraag geeft te veel cellen. Splits minder fijn of kijk naar minder metingen.",
      en: "This question gives too many cells. Split less finely or look at fewer waves.",
    },
    advice ?? names.map((name) => leaveOut([name])),
  );
}
