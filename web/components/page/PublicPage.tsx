import type { ReactNode } from "react";
import { Link } from "react-router";
import { useWords } from "../../lib/language/language.tsx";
import { Mark } from "../mark/Mark.tsx";
import { en } from "./en.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { nl } from "./nl.ts";
import styles from "./page.module.css";
import { SyntheticBar } from "./SyntheticBar.tsx";

/** For everybody: wide, with room for more than one column. */
export function PublicPage({ children, synthetic = false }: { children: ReactNode; synthetic?: boolean }) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.respondent}>
      <a className={styles.skip} href="#content">
        {words.skip}
      </a>
      <header>
        {synthetic && <SyntheticBar />}
        <div className={`${styles.respondentBar} ${styles.wideBar}`}>
          <Link className={styles.name} to="/" aria-label={words.home}>
            <Mark size={32} />
            Weerklank
          </Link>
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.wide}>
        {children}
      </main>
    </div>
  );
}
