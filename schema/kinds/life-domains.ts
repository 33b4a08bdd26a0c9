import type { QuestionDraft } from "../survey.ts";

/** The five life domains, in the order in which they always stand. */
export const DOMAINS = ["support", "housing", "school_work", "income", "wellbeing"] as const;
export type Domain = (typeof DOMAINS)[number];

const TEXTS: Record<Domain, { nl: string; en: string }> = {
  support: { nl: "Steun van mensen om je heen", en: "Support from people around you" },
  housing: { nl: "Wonen", en: "Housing" },
  school_work: { nl: "School en werk", en: "School and work" },
  income: { nl: "Geld", en: "Money" },
  wellbeing: { nl: "Hoe het met je gaat", en: "How you are doing" },
};

const OPTIONS = [
  { code: "in_order", label: { nl: "In orde", en: "In order" } },
  { code: "partly", label: { nl: "Deels in orde", en: "Partly in order" } },
  { code: "not", label: { nl: "Niet in orde", en: "Not in order" } },
];

/** What is asked of each: the same answers everywhere, so that they can be counted together. */
export const domainQuestions = Object.fromEntries(
  DOMAINS.map((domain) => [domain, { kind: "SINGLE", text: TEXTS[domain], options: OPTIONS, dontKnow: true }]),
) as Record<Domain, Pick<QuestionDraft, "kind" | "text" | "options" | "dontKnow">>;
