import { asked } from "../../../../schema/kinds/composed.ts";
import { DOMAINS } from "../../../../schema/kinds/life-domains.ts";
import { definitionSchema, type QuestionDraft, type SurveyDefinition } from "../../../../schema/survey.ts";

/** What is asked of each domain besides how it is, all in own words. */
const IN_WORDS: readonly Pick<QuestionDraft, "id" | "text" | "maxLength" | "short">[] = [
  { id: "words", text: { nl: "Hoe is dat voor jou?", en: "How is that for you?" }, maxLength: 2_000 },
  { id: "goal", text: { nl: "Wat wil je bereiken?", en: "What do you want to achieve?" }, maxLength: 500 },
  { id: "helper", text: { nl: "Wie helpt je?", en: "Who helps you?" }, maxLength: 200, short: true },
  { id: "by", text: { nl: "Wanneer?", en: "When?" }, maxLength: 120, short: true },
];

const domains = asked([
  {
    id: "plan",
    kind: "LIFE_DOMAINS",
    variable: "plan",
    text: { nl: "Hoe staat het ervoor?", en: "How are things?" },
  },
]);

/**
 * The five life domains, each with own words and a next step. Nothing is required: whoever fills in one domain has made a
 * round.
 */
export const planDefinition: SurveyDefinition = definitionSchema.parse({
  title: { nl: "Mijn plan", en: "My plan" },
  consent: {
    nl: "Dit plan is van jou. Niemand ziet het, tot jij iemand laat meekijken.",
    en: "This plan is yours. Nobody sees it until you let somebody look.",
  },
  questions: DOMAINS.flatMap((domain) => {
    const own = domains.filter(({ question }) => question.concept === domain).map(({ question }) => question);
    const inWords = IN_WORDS.map(({ id, ...question }) => ({
      ...question,
      id: `plan-${domain}-${id}`,
      kind: "TEXT" as const,
      variable: `plan_${domain}_${id}`,
      concept: domain,
    }));
    return [...own, ...inWords];
  }),
});
