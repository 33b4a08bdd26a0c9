import { createContext, use, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { Locale } from "../../../schema/text.ts";

/** The same words in each language; English falls back to Dutch where it is not there. */
export interface Said {
  nl: string;
  en?: string | null;
}

interface Language {
  locale: Locale;
  setLocale(locale: Locale): void;
}

const LanguageContext = createContext<Language | null>(null);
const KEPT_AS = "weerklank.language";

/** What was chosen before, else what the browser asks for, else Dutch. */
function firstLocale(): Locale {
  const asked = readKept() ?? navigator.languages.find((tag) => /^(nl|en)\b/i.test(tag));
  return asked?.toLowerCase().startsWith("en") ? "en" : "nl";
}

/** Storage may be switched off; then the choice lasts as long as the page. */
function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

function keep(locale: Locale): void {
  try {
    localStorage.setItem(KEPT_AS, locale);
  } catch {
    return;
  }
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, choose] = useState(firstLocale);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const language = useMemo<Language>(
    () => ({
      locale,
      setLocale(chosen) {
        keep(chosen);
        choose(chosen);
      },
    }),
    [locale],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** A part of a page that is in another language than the page, such as a preview; nothing of it is kept. */
export function InLanguage({ locale, children }: { locale: Locale; children: ReactNode }) {
  const { setLocale } = useLanguage();
  const language = useMemo<Language>(() => ({ locale, setLocale }), [locale, setLocale]);
  return (
    <LanguageContext value={language}>
      <div lang={locale}>{children}</div>
    </LanguageContext>
  );
}

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error("useLanguage needs a LanguageProvider above it");
  return language;
}

/** The words of one feature: `useWords({ nl, en })`, where en.ts has the type of nl.ts. */
export function useWords<Words>(words: Record<Locale, Words>): Words {
  return words[useLanguage().locale];
}

/** Words that came from the API, in the language of the page, as plain text. */
export function useSay(): (said: Said) => string {
  const { locale } = useLanguage();
  return (said) => (locale === "en" ? said.en || said.nl : said.nl);
}

/** Words that came from the API; marked as Dutch for a screen reader where there is no English. */
export function Words({ of }: { of: Said }) {
  const { locale } = useLanguage();
  if (locale === "nl") return of.nl;
  return of.en ? of.en : <span lang="nl">{of.nl}</span>;
}
