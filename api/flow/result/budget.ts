import type { Text } from "../../../schema/text.ts";
import type { Role, Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { BudgetStore, Charge, Standing } from "./budget.store.ts";
import { Refused } from "./refusal.ts";
import type { AskingLimits } from "./rules.ts";
import { sayShape, sayTakingPart, TAKING_PART, type Shape } from "./shape.ts";

/** Limits on asking: whether an answer is given, never what it is. They hang on what was asked, never on data. */
export interface Budget {
  /** Counts one more question of this minute; refuses the one that is too many. */
  keepPace(asker: Viewer): Promise<void>;
  /** Enters the shapes of a question that is answered anew; refuses where one is too many, and then enters none. */
  spend(asker: Viewer, asked: readonly AskedShapes[]): Promise<void>;
}

export interface AskedShapes {
  studyId: string;
  shape: Shape;
}

const MINUTE_MS = 60_000;

export const userAsker = (userId: string): string => `user:${userId}`;
export const workplaceAsker = (workplaceId: string): string => `workplace:${workplaceId}`;

/** Whoever has none of these roles asks for a workplace. */
const OWN_ROLES: readonly Role[] = ["RESEARCHER", "STEWARD", "ADMIN"];
export const asksForWorkplace = (roles: readonly Role[]): boolean => !roles.some((role) => OWN_ROLES.includes(role));

/**
 * Whom a question counts for. A workplace is one asker: whoever asks as a member counts for every workplace of theirs,
 * and by themselves as well, so that leaving one for another gives nothing new. A steward cannot raise a workplace's
 * limit; who asks as a researcher or steward counts alone, member of a workplace or not.
 */
export function pursesOf(
  { userId, roles, workplaces }: Pick<Viewer, "userId" | "roles" | "workplaces">,
  limits: AskingLimits,
): Pick<Charge, "asker" | "allowed" | "agreed">[] {
  if (!asksForWorkplace(roles)) return [{ asker: userAsker(userId), allowed: limits.shapes, agreed: limits.agreed }];
  const most = { allowed: limits.workplace, agreed: limits.workplace };
  return [userAsker(userId), ...workplaces.map(workplaceAsker)].map((asker) => ({ asker, ...most }));
}

export function createBudget({
  store,
  limits,
  clock,
}: {
  store: BudgetStore;
  limits: AskingLimits;
  clock: Clock;
}): Budget {
  return {
    async keepPace({ userId }) {
      const now = clock();
      const { asked, since } = await store.pace(userId, now, new Date(now.getTime() - MINUTE_MS));
      if (asked <= limits.perMinute) return;
      throw tooFast(limits.perMinute, Math.max(1, Math.ceil((since.getTime() + MINUTE_MS - now.getTime()) / 1000)));
    },

    async spend(asker, asked) {
      const purses = pursesOf(asker, limits);
      const charges = asked.flatMap(({ studyId, shape }) =>
        shape.answers.flatMap((answer) =>
          purses.map((purse) => ({ ...purse, ...answer, studyId, shapeKey: shape.key, shape: shape.text })),
        ),
      );
      if (charges.length === 0) return;
      const standings = await store.enter(charges, limits.curves, clock());
      const fresh = standings.filter(({ known }) => !known);
      const spent = fresh.find(({ used, most }) => used >= most);
      if (spent)
        throw shapesSpent(spent, fresh, await store.shapesOf(spent.asker, spent.studyId, spent.variable), limits);
      const curved = fresh.find(({ curves }) => curves >= limits.curves);
      if (curved) throw curvesSpent(curved, limits.curves);
    },
  };
}

function tooFast(most: number, seconds: number): Refused {
  return new Refused(
    "BUSY",
    `at most ${most} questions a minute`,
    {
      nl: `Je stelde meer dan ${most} vragen in een minuut. Wacht even.`,
      en: `You asked more than ${most} questions in a minute. Wait a moment.`,
    },
    [{ nl: `Vraag het over ${seconds} seconden opnieuw.`, en: `Ask again in ${seconds} seconds.` }],
  );
}

const nameOf = (variable: string): Text =>
  variable === TAKING_PART ? sayTakingPart : { nl: `“${variable}”`, en: `“${variable}”` };

function shapesSpent(
  { asker, variable, used, most }: Standing,
  fresh: readonly Standing[],
  shapes: readonly string[],
  limits: AskingLimits,
): Refused {
  const name = nameOf(variable);
  const left = fresh
    .filter((other) => other.asker === asker && other.variable !== variable && other.used < other.most)
    .map((other) => ({ name: nameOf(other.variable), left: other.most - other.used }));
  const also = (locale: keyof Text) =>
    left.map(({ name: other, left: more }) =>
      locale === "nl" ? ` Over ${other.nl} kunnen er nog ${more}.` : ` On ${other.en} ${more} more are left.`,
    );
  const who: Text = asker.startsWith("workplace:")
    ? { nl: "Je leerwerkplaats heeft", en: "Your workplace has" }
    : { nl: "Je hebt", en: "You have" };
  const free = (locale: keyof Text) => shapes.map((shape) => sayShape(shape)[locale]).join("; ");
  return new Refused(
    "BUDGET_SPENT",
    `at most ${most} shapes of questions an ANSWER variable`,
    {
      nl: `${who.nl} over ${name.nl} al ${used} soorten vragen gesteld; meer dan ${most} kan niet, dus er zijn er 0 over.${also("nl").join("")}`,
      en: `${who.en} asked ${used} shapes of questions on ${name.en}; ${most} is the most, so 0 are left.${also("en").join("")}`,
    },
    [
      {
        nl: `Wat al gevraagd is blijft vrij, ook met andere codes: ${free("nl")}.`,
        en: `What was asked stays free, with other codes as well: ${free("en")}.`,
      },
      moreFrom(asker, most, limits),
    ],
  );
}

/** Who can still help. */
function moreFrom(asker: string, most: number, limits: AskingLimits): Text {
  if (asker.startsWith("user:") && most === limits.shapes)
    return {
      nl: `Vraag de dataverantwoordelijke om meer, en zeg over welke variabele en waarom: die kan er ${limits.agreed} van maken.`,
      en: `Ask the data steward for more, and say on which variable and why: they can make it ${limits.agreed}.`,
    };
  if (most === limits.workplace)
    return {
      nl: "Voor een leerwerkplaats kunnen het er niet meer worden. Vraag een onderzoeker om mee te kijken.",
      en: "A workplace cannot get more. Ask a researcher to look along.",
    };
  return {
    nl: "De dataverantwoordelijke gaf al meer ruimte; meer dan dit kan niet.",
    en: "The data steward agreed to more already; this is the most.",
  };
}

function curvesSpent({ variable }: Standing, curves: number): Refused {
  const name = nameOf(variable);
  return new Refused(
    "BUDGET_SPENT",
    `at most ${curves} sets of codes and waves for curves of a variable`,
    {
      nl: `Over ${name.nl} heb je al curves met ${curves} verschillende antwoorden of metingen gevraagd; meer kan niet.`,
      en: `You asked curves of ${name.en} with ${curves} different sets of codes or waves; there are no more.`,
    },
    [
      {
        nl: "Een curve met antwoorden en metingen die je al eerder koos blijft vrij.",
        en: "A curve with codes and waves that you chose before stays free.",
      },
    ],
  );
}
