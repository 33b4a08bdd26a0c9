import type { Domain } from "../../../schema/kinds/life-domains.ts";
import { isMissing } from "../../../schema/missing.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import type { Said } from "../../lib/language/language.tsx";
import type { Round } from "./operations.ts";

/** How a domain is, from the best down; UNKNOWN: they say they do not know. */
export const LEVELS = ["in_order", "partly", "not"] as const;
export type Level = (typeof LEVELS)[number] | "UNKNOWN";

export const howId = (domain: Domain): string => `plan-${domain}`;
/** What is wanted next, by whom and when */
const NEXT = ["goal", "helper", "by"] as const;

type PlanAnswer = Round["answers"][number];

const answerTo = (round: Round, id: string): PlanAnswer | undefined =>
  round.answers.find(({ question }) => question.id === id);

/** null where it was left empty. */
export function levelOf(round: Round, domain: Domain): Level | null {
  const value = answerTo(round, howId(domain))?.value;
  if (value === undefined) return null;
  return LEVELS.find((level) => level === value) ?? "UNKNOWN";
}

export interface SaidOfDomain {
  /** In words, as it was answered; null where it was left empty or not known. */
  how: Said | null;
  words: string | null;
  next: { label: Said; said: string }[];
}

export function saidOf(round: Round, domain: Domain): SaidOfDomain {
  const written = (part: string): PlanAnswer | undefined => answerTo(round, `${howId(domain)}-${part}`);
  const how = answerTo(round, howId(domain));
  return {
    how: how?.question.options.find(({ code }) => code === how.value)?.label ?? null,
    words: textIn(written("words")?.value),
    next: NEXT.flatMap((part) => {
      const answer = written(part);
      const said = textIn(answer?.value);
      return answer && said ? [{ label: answer.question.text, said }] : [];
    }),
  };
}

const textIn = (value: Json | undefined): string | null =>
  typeof value === "string" && !isMissing(value) ? value : null;

export const isEmpty = ({ how, words, next }: SaidOfDomain, level: Level | null): boolean =>
  how === null && level === null && words === null && next.length === 0;
