import type { Text } from "../../../schema/text.ts";
import type { AskingLimits, Rules } from "./rules.ts";
import { WEIGHT_LIMITS } from "./weight.ts";

export const RULE_GROUPS = ["SHOWN", "DISTURBED", "QUESTION", "ASKING"] as const;

/** A rule in force: SHOWN what is shown at all, DISTURBED how figures are changed, QUESTION what fits in one question, ASKING how much. */
export interface RuleInWords {
  group: (typeof RULE_GROUPS)[number];
  words: Text;
}

/** Every number of the rules in force, in words made of the numbers themselves. */
export function sayRules(rules: Rules, limits: AskingLimits): RuleInWords[] {
  const { minimum, limits: together } = rules;
  const say = (group: RuleInWords["group"], nl: string, en: string): RuleInWords => ({ group, words: { nl, en } });
  return [
    say(
      "SHOWN",
      `Een groep telt minstens ${rules.frame} mensen. Een cijfer over een antwoord minstens ${minimum}, en minstens ${minimum} anderen in de groep antwoordden iets anders.`,
      `A group has at least ${rules.frame} people. A figure about an answer at least ${minimum}, and at least ${minimum} others in the group answered something else.`,
    ),
    say(
      "SHOWN",
      `Voor leden van een leerwerkplaats telt een groep minstens ${rules.frameOfWorkplace} mensen: zij kunnen de mensen kennen.`,
      `For members of a workplace a group has at least ${rules.frameOfWorkplace} people: they may know them.`,
    ),
    ...roundingOf(rules),
    say(
      "SHOWN",
      `Spreiding pas vanaf ${rules.sdFrom} mensen. Kwartielen vanaf ${rules.quartilesFrom}, de buitenste tienden vanaf ${rules.tailsFrom}, en alleen bij minstens ${rules.quantileBands} opgegeven banden.`,
      `A standard deviation from ${rules.sdFrom} people. Quartiles from ${rules.quartilesFrom}, the outer tenths from ${rules.tailsFrom}, and only with at least ${rules.quantileBands} declared bands.`,
    ),
    ...dominanceOf(rules),
    ...noiseOf(rules),
    say(
      "DISTURBED",
      "Antwoorden optellen komt precies uit. Groepen optellen kan iets schelen met het geheel: elke groep heeft haar eigen verstoring.",
      "Answers add up exactly. Groups that are added up may differ a little from the whole: every group has its own disturbance.",
    ),
    ...(rules.clip
      ? [
          say(
            "DISTURBED",
            "Een getal telt mee tot aan de grenzen die bij de variabele zijn opgegeven.",
            "A number counts up to the limits that are declared with its variable.",
          ),
        ]
      : []),
    say(
      "DISTURBED",
      `Een gewogen cijfer weegt niemand zwaarder dan ${WEIGHT_LIMITS.maximum} keer het gemiddelde gewicht, en is verstoord als een som. Wat getoond wordt hangt af van mensen, niet van gewichten.`,
      `A weighted figure weighs nobody more than ${WEIGHT_LIMITS.maximum} times the mean weight, and is disturbed like a sum. What is shown depends on people, not on weights.`,
    ),
    say(
      "QUESTION",
      `In één vraag hoogstens ${together.together} variabelen: ${together.background} achtergrondkenmerken en ${together.answer} antwoorden.`,
      `At most ${together.together} variables in a question: ${together.background} background and ${together.answer} answers.`,
    ),
    say(
      "QUESTION",
      `Een antwoord heeft hoogstens ${rules.cells} cellen, uit hoogstens ${rules.elementaryCells} kleinste cellen; bij een gemiddelde uit de helft.`,
      `An answer has at most ${rules.cells} cells, from at most ${rules.elementaryCells} elementary cells; half of them for an average.`,
    ),
    say(
      "ASKING",
      `Over één antwoord stelt iemand hoogstens ${limits.shapes} soorten vragen zolang een studie duurt, ${limits.agreed} als een dataverantwoordelijke het goedvindt. Opnieuw vragen is vrij, ook met andere codes.`,
      `On one answer somebody asks at most ${limits.shapes} shapes of questions over the life of a study, ${limits.agreed} where a data steward agrees. Asking again is free, with other codes as well.`,
    ),
    say(
      "ASKING",
      `Een leerwerkplaats stelt er samen hoogstens ${limits.workplace}.`,
      `A workplace asks at most ${limits.workplace}, all together.`,
    ),
    say(
      "ASKING",
      `Curves van één variabele kunnen met hoogstens ${limits.curves} verschillende keuzen van antwoorden of metingen.`,
      `Curves of one variable go with at most ${limits.curves} different choices of codes or waves.`,
    ),
    say(
      "ASKING",
      `Bij ${limits.told} soorten vragen over één antwoord, van iedereen samen, krijgt de dataverantwoordelijke een melding.`,
      `At ${limits.told} shapes of questions on one answer, of everybody together, data stewards are told.`,
    ),
    say(
      "ASKING",
      `Hoogstens ${limits.perMinute} vragen per minuut.`,
      `At most ${limits.perMinute} questions a minute.`,
    ),
  ];
}

const roundingOf = ({ rounding, decimalFrom, meanDigits }: Rules): RuleInWords[] =>
  rounding === null
    ? []
    : [
        {
          group: "SHOWN",
          words: {
            nl: `Aantallen staan er in veelvouden van ${rounding}. Procenten zijn heel, vanaf ${decimalFrom} mensen met één decimaal. Gemiddelden hebben ${meanDigits} cijfers.`,
            en: `Counts are shown in multiples of ${rounding}. Percents are whole, from ${decimalFrom} people with one decimal. Means have ${meanDigits} digits.`,
          },
        },
      ];

const dominanceOf = ({ dominance }: Rules): RuleInWords[] =>
  dominance === null
    ? []
    : [
        {
          group: "SHOWN",
          words: {
            nl: `Een som of gemiddelde blijft weg als één mens meer dan ${dominance.share * 100} % bijdraagt, of als een ander dat op ${dominance.percent} % na kan raden.`,
            en: `A sum or mean is withheld where one person gives more than ${dominance.share * 100} % of it, or another could guess that to within ${dominance.percent} %.`,
          },
        },
      ];

function noiseOf({ noise, largeFrame }: Rules): RuleInWords[] {
  if (noise === null) return [];
  const say = ({ persistent, refresh }: typeof noise.large, locale: keyof Text): string =>
    locale === "nl"
      ? `hoogstens ${persistent.D} met variantie ${persistent.V} voor altijd, en hoogstens ${refresh.D} met variantie ${refresh.V} tot de groep verandert`
      : `at most ${persistent.D} with variance ${persistent.V} for ever, and at most ${refresh.D} with variance ${refresh.V} until the group changes`;
  return [
    {
      group: "DISTURBED",
      words: {
        nl: `Elke groep krijgt een vaste, geheime verstoring. In groepen vanaf ${largeFrame}, bij één antwoord: ${say(noise.large, "nl")}.`,
        en: `Every group gets a fixed, secret disturbance. In groups from ${largeFrame}, for one answer: ${say(noise.large, "en")}.`,
      },
    },
    {
      group: "DISTURBED",
      words: {
        nl: `In kleinere groepen en bij twee antwoorden: ${say(noise.small, "nl")}.`,
        en: `In smaller groups and for two answers: ${say(noise.small, "en")}.`,
      },
    },
  ];
}
