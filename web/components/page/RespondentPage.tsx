import type { ReactNode } from "react";
import { useWords } from "../../lib/language/language.tsx";
import { Mark } from "../mark/Mark.tsx";
import { en } from "./en.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { nl } from "./nl.ts";
import styles from "./page.module.css";
import { QuickExit } from "./QuickExit.tsx";
import { SyntheticBar } from "./SyntheticBar.tsx";

interface RespondentPageProps {
  children: ReactNode;
  /** Says on the page that people and figures are made up. */
  synthetic?: boolean;
  /** Stands in the bar beside the name, such as how far one has come. */
  aside?: ReactNode;
}

/** One column, one thing at a time. */
export function RespondentPage({ children, synthetic = false, aside }: RespondentPageProps) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.respondent}>
      <a className={styles.skip} href="#content">
        {words.skip}
      </a>
      <header>
        {synthetic && <SyntheticBar />}
        <div className={styles.respondentBar}>
          <span className={styles.name}>
            <Mark size={32} />
            <span className={aside ? styles.nameAside : undefined}>Weerklank</span>
          </span>
          {aside}
          <QuickExit />
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.column}>
        {children}
      </main>
    </div>
  );
}
