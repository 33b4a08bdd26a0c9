import type { Axis } from "./axis.ts";
import type { Context } from "./plan.ts";
import { Refused } from "./refusal.ts";
import type { Rules } from "./rules.ts";

/** Splits of a curve are fixed in time. */
export function refuseMoving(axes: readonly Axis[]): void {
  const moving = axes.find((axis) => axis.moment === "same" || axis.moment === "previous");
  if (!moving) return;
  throw new Refused(
    "INVALID_QUERY",
    "splits of a curve are fixed in time",
    {
      nl: `“${moving.name}” verandert per meting; kies hier de eerste of laatste waarde, of een vaste meting.`,
      en: `“${moving.name}” changes by wave; take its first or last value here, or name a wave.`,
    },
    [
      { nl: `Gebruik “${moving.name}” met at: FIRST.`, en: `Use “${moving.name}” with at: FIRST.` },
      { nl: `Noem een meting bij “${moving.name}”.`, en: `Name a wave for “${moving.name}”.` },
    ],
  );
}

/** Each range would be another draw for nearly the same people: enough of them, averaged, would give the exact number. */
export function refuseEnds(axes: readonly Axis[]): void {
  const ends = axes.find((axis) => axis.moment === "first" || axis.moment === "last");
  if (!ends) return;
  throw new Refused(
    "NOT_PROTECTABLE",
    "first and last values are taken over all waves",
    {
      nl: `De eerste of laatste waarde van “${ends.name}” kan alleen over alle metingen.`,
      en: `The first or last value of “${ends.name}” is taken over all waves only.`,
    },
    [
      { nl: "Laat waves weg.", en: "Leave waves out." },
      { nl: `Noem een meting bij “${ends.name}”.`, en: `Name a wave for “${ends.name}”.` },
    ],
  );
}

export function checkLimits(contexts: readonly Context[], axes: readonly Axis[], limits: Rules["limits"]): void {
  const { background, answer, together } = limits;
  for (const { frameAxes, labelAxes } of contexts) {
    if (
      frameAxes.length <= background &&
      labelAxes.length <= answer &&
      frameAxes.length + labelAxes.length <= together
    ) {
      continue;
    }
    const names = (places: readonly number[]) => [
      ...new Set(places.map((place) => axes[place]?.name ?? "").filter((name) => !name.startsWith("~"))),
    ];
    throw new Refused(
      "TOO_MANY_VARIABLES",
      `at most ${background} background and ${answer} answers, ${together} together`,
      {
        nl: `Samen kunnen hoogstens ${together} variabelen: ${background} achtergrondkenmerken en ${answer} antwoorden. Of iemand in een meting meedeed telt als antwoord.`,
        en: `At most ${together} variables go together: ${background} background and ${answer} answers. Whether somebody took part in a wave counts as an answer.`,
      },
      [...names(labelAxes), ...names(frameAxes)].map((name) => ({
        nl: `Laat “${name}” weg.`,
        en: `Leave “${name}” out.`,
      })),
    );
  }
}
