import type { NewFinding, NewOutcome } from "../../schema/outcome.ts";
import { DEMO_STUDY } from "./package.ts";
import { DEMO_WAVE } from "./survey.ts";

/** What the demo asks of its own data, and how the answers are put into words. */

const HEARD = { is: { variable: { name: "gehoord", wave: DEMO_WAVE.code }, in: ["4", "5"] } };

export const demoQueries = {
  heard: {
    studies: [DEMO_STUDY],
    measure: { count: true },
    by: [{ variable: { name: "gehoord", wave: DEMO_WAVE.code } }],
  },
  heardByWorkers: {
    studies: [DEMO_STUDY],
    measure: { share: HEARD },
    by: [{ variable: { name: "begeleiders", wave: DEMO_WAVE.code } }],
  },
  housingByAge: {
    studies: [DEMO_STUDY],
    measure: { count: true },
    by: [{ wave: true }, { variable: { name: "wonen" } }],
  },
  retention: { studies: [DEMO_STUDY], measure: { retention: true }, by: [{ wave: true }] },
};

/** The part of a released result that words are made from. */
export interface Shown {
  cells: readonly { keys: readonly { code: string | null }[]; value: number | null }[];
}

const valueAt = ({ cells }: Shown, code: string): number | null =>
  cells.find(({ keys }) => keys[0]?.code === code)?.value ?? null;

const inHundred = (share: number): number => Math.round(share * 100);

type Words = Pick<NewFinding, "title" | "words" | "picture">;

/** Null where too little is shown to say it. The noise is each installation's own, so the figures are read, not known. */
export const heardInWords = (shown: Shown): Words | null => {
  // Declared order: from 1, not at all, to 5, completely.
  const counts = shown.cells.flatMap(({ keys, value }) => (keys[0]?.code && value !== null ? [value] : []));
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length !== 5 || all === 0) return null;
  const heard = inHundred(counts.slice(3).reduce((sum, count) => sum + count, 0) / all);
  const not = inHundred(counts.slice(0, 2).reduce((sum, count) => sum + count, 0) / all);
  return {
    title: {
      nl: `Toen ze 18 werden, voelde ${heard} van de 100 jongeren zich gehoord`,
      en: `When they turned 18, ${heard} in 100 young people felt heard`,
    },
    words: {
      nl:
        `We vroegen of je je gehoord voelde toen je plan voor na je 18e werd gemaakt. ` +
        `${heard} van de 100 jongeren gaven een 4 of een 5. ${not} van de 100 gaven een 1 of een 2: zij voelden zich niet gehoord.`,
      en:
        `We asked whether you felt heard when your plan for after 18 was made. ` +
        `${heard} in 100 young people gave a 4 or a 5. ${not} in 100 gave a 1 or a 2: they did not feel heard.`,
    },
    picture: "BARS",
  };
};

export const workersInWords = (shown: Shown): Words | null => {
  const [few, many] = [valueAt(shown, "(,3)"), valueAt(shown, "[5,)")];
  if (few === null || many === null || few <= many) return null;
  return {
    title: {
      nl: "Wie weinig begeleiders had, voelde zich vaker gehoord",
      en: "Those who had few support workers felt heard more often",
    },
    words: {
      nl:
        `Van de jongeren met hoogstens 2 begeleiders voelden ${inHundred(few)} van de 100 zich gehoord. ` +
        `Van de jongeren met 5 begeleiders of meer waren dat er ${inHundred(many)} van de 100. ` +
        `Of het daardoor komt, weten we niet. Veel jongeren schrijven wel dat ze steeds opnieuw hun verhaal moesten doen.`,
      en:
        `Of young people with at most 2 support workers, ${inHundred(few)} in 100 felt heard. ` +
        `With 5 support workers or more it was ${inHundred(many)} in 100. ` +
        `Whether that is the cause, we do not know. Many young people do write that they had to tell their story again and again.`,
    },
    picture: "POINTS",
  };
};

type Deed = Omit<NewOutcome, "finding" | "workplace" | "on">;

export const oneWorker: Deed = {
  kind: "ACTION",
  status: "DONE",
  who: "Jeugdteam Demostad",
  what: {
    nl: "Elke jongere kiest op z'n 17e zelf een vaste begeleider. Die blijft tot je 21 bent, ook als je verhuist.",
    en: "At 17, every young person chooses one support worker. That person stays until you are 21, even when you move.",
  },
};

/** `again`: the day on which it is looked at once more, in words. */
export const noPaidTime = (again: { nl: string; en: string }): Deed => ({
  kind: "DECISION",
  status: "NOT_DONE",
  who: "Gemeente Demostad",
  what: {
    nl: "Voor elk gesprek over je plan komt een extra uur, zodat je het samen kunt voorbereiden.",
    en: "An extra hour for every talk about your plan, so that you can prepare it together.",
  },
  reason: {
    nl: `Hier is dit jaar geen geld voor. Het gaat naar de vaste begeleiders. Op ${again.nl} beslist de gemeente opnieuw.`,
    en: `There is no money for it this year. It goes to the support workers who stay. On ${again.en} the municipality decides again.`,
  },
});
