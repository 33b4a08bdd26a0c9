import { randomBytes, randomUUID } from "node:crypto";
import type { Plans } from "../../api/flow/survey/survey.ts";

/** The plan of the demo: what one made-up young person said of five domains, three times. */

export const PLAN_DAYS_AGO = [200, 95, 12];

type Domain = "support" | "housing" | "school_work" | "income" | "wellbeing";
type Level = "in_order" | "partly" | "not";

interface Said {
  how: Level | null;
  words?: string;
  goal?: string;
  helper?: string;
  by?: string;
}

const TIMES: readonly Record<Domain, Said>[] = [
  {
    support: { how: "partly", words: "Mijn tante belt elke week. Verder weet ik niet wie ik kan bellen." },
    housing: {
      how: "not",
      words: "Ik slaap bij een vriend op de bank.",
      goal: "Een eigen kamer",
      helper: "Mijn begeleider",
      by: "Voor de zomer",
    },
    school_work: { how: "partly", words: "Ik ga drie dagen naar school." },
    income: { how: "not", goal: "Weten waar ik recht op heb", helper: "Het jongerenpunt" },
    wellbeing: { how: null },
  },
  {
    support: { how: "partly" },
    housing: {
      how: "partly",
      words: "Ik heb een kamer, tot het eind van het jaar.",
      goal: "Een plek waar ik kan blijven",
    },
    school_work: { how: "in_order", words: "Ik ga over." },
    income: { how: "partly", words: "De zorgtoeslag is er. Ik los elke maand iets af." },
    wellbeing: { how: "partly", words: "Ik slaap beter." },
  },
  {
    support: { how: "in_order", words: "Mijn tante, en een buurvrouw die vaak vraagt hoe het gaat." },
    housing: {
      how: "partly",
      words: "Ik sta op de lijst.",
      goal: "Een plek waar ik kan blijven",
      by: "In het voorjaar",
    },
    school_work: { how: "in_order" },
    income: { how: "partly", goal: "Geen schuld meer", helper: "Het jongerenpunt", by: "Over een jaar" },
    wellbeing: { how: "in_order" },
  },
];

const answersOf = (time: Record<Domain, Said>) =>
  Object.entries(time).flatMap(([domain, { how, ...written }]) => [
    { question: `plan-${domain}`, value: how ?? { missing: "DONT_KNOW" } },
    ...Object.entries(written).map(([part, value]) => ({ question: `plan-${domain}-${part}`, value })),
  ]);

/** Keeps it as its owner would: the secret of their link. `goTo` puts the clock so many days back. */
export async function keepDemoPlan(plans: Plans, goTo: (daysAgo: number) => void): Promise<string> {
  const [secret, mentor] = [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString("base64url"));
  if (secret === undefined || mentor === undefined) throw new Error("two secrets are made");
  for (const [at, time] of TIMES.entries()) {
    goTo(PLAN_DAYS_AGO[at] ?? 0);
    if (at === 0) await plans.start(secret);
    await plans.keepRound(secret, randomUUID(), answersOf(time));
  }
  await plans.share(secret, { link: mentor, name: "Mijn mentor", what: "LATEST", days: 90 });
  goTo(5);
  await plans.look(mentor);
  return secret;
}
