import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { useWords } from "../../lib/language/language.tsx";
import { Mark } from "../mark/Mark.tsx";
import { en } from "./en.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { nl } from "./nl.ts";
import styles from "./page.module.css";
import { SyntheticBar } from "./SyntheticBar.tsx";

export interface Destination {
  to: string;
  label: string;
}

interface DeskPageProps {
  children: ReactNode;
  destinations: readonly Destination[];
  /** Who is signed in, or the way to sign in; stands at the foot of the navigation. */
  account?: ReactNode;
  synthetic?: boolean;
}

/** For people at work: navigation left, content first. */
export function DeskPage({ children, destinations, account, synthetic = false }: DeskPageProps) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.desk}>
      <a className={styles.skip} href="#content">
        {words.skip}
      </a>
      <header className={styles.deskBar}>
        <NavLink className={styles.name} to="/" aria-label={words.home}>
          <Mark size={32} />
          <span>Weerklank</span>
        </NavLink>
        <nav aria-label={words.menu} className={styles.menu}>
          <ul>
            {destinations.map(({ to, label }) => (
              <li key={to}>
                <NavLink to={to} className={styles.destination}>
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.foot}>
          {account}
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.deskMain}>
        {synthetic && <SyntheticBar />}
        {children}
      </main>
    </div>
  );
}
