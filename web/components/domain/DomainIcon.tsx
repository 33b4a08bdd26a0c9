import type { ReactNode } from "react";
import { type Domain, DOMAINS } from "../../../schema/kinds/life-domains.ts";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./domain.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

export { DOMAINS };

export const isDomain = (concept: string | null | undefined): concept is Domain =>
  DOMAINS.some((domain) => domain === concept);

const COLOURS: Record<Domain, string | undefined> = {
  support: styles.support,
  housing: styles.housing,
  school_work: styles.schoolWork,
  income: styles.income,
  wellbeing: styles.wellbeing,
};

const DRAWINGS: Record<Domain, ReactNode> = {
  // Two people beside one another.
  support: (
    <>
      <circle cx="8" cy="8" r="3" />
      <circle cx="16.5" cy="9" r="2.5" />
      <path d="M2.5 20c0-4 2.2-6.5 5.5-6.5s5.5 2.5 5.5 6.5" />
      <path d="M15.5 14.2c3.4-.6 6 1.6 6 5.8" />
    </>
  ),
  // A house with a door.
  housing: (
    <>
      <path d="M3 11.5 12 4l9 7.5" />
      <path d="M5.5 10v10h13V10" />
      <path d="M10 20v-5.5h4V20" />
    </>
  ),
  // An open book.
  school_work: (
    <>
      <path d="M12 6.5C9.5 4.8 6.5 4.3 3 4.8v13.4c3.5-.5 6.5 0 9 1.8 2.5-1.8 5.5-2.3 9-1.8V4.8c-3.5-.5-6.5 0-9 1.7Z" />
      <path d="M12 6.5V20" />
    </>
  ),
  // A coin with the euro sign.
  income: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M15.8 8.6a4.6 4.6 0 1 0 0 6.8" />
      <path d="M7 10.8h6M7 13.2h6" />
    </>
  ),
  // A leaf.
  wellbeing: (
    <>
      <path d="M20 4C10 4 4.5 8 4.5 14c0 3 2 5.5 5.5 5.5C16.5 19.5 20 13 20 4Z" />
      <path d="M3.5 21C6 16 9.5 12 14 9.5" />
    </>
  ),
};

/** Decoration beside the name of a domain; never without it. */
export function DomainIcon({ domain, size = 24 }: { domain: Domain; size?: number }) {
  return (
    <svg
      className={COLOURS[domain]}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {DRAWINGS[domain]}
    </svg>
  );
}

/** Icon and name of a life domain; any other concept by its name alone. */
export function ConceptLabel({ concept }: { concept: string }) {
  const words = useWords({ nl, en });
  if (!isDomain(concept)) return <span className={styles.label}>{concept}</span>;
  return (
    <span className={styles.label}>
      <DomainIcon domain={concept} />
      {words[concept]}
    </span>
  );
}
