import { useMemo } from "react";
import type { ReactNode } from "react";
import { Client, Provider, cacheExchange, fetchExchange } from "urql";
import { useLanguage } from "../language/language.tsx";
import type { Locale } from "../../../schema/text.ts";

/** Longer than any answer of ours takes; after it "no network" is said instead of waiting on. */
const PATIENCE_MS = 30_000;

/** `fetch` that gives up in the end, and at once when the asker is gone. */
const patientFetch: typeof fetch = async (input, init) => {
  const ending = new AbortController();
  const giveUp = () => ending.abort();
  const timer = setTimeout(giveUp, PATIENCE_MS);
  init?.signal?.addEventListener("abort", giveUp);
  try {
    return await fetch(input, { ...init, signal: ending.signal });
  } finally {
    clearTimeout(timer);
    init?.signal?.removeEventListener("abort", giveUp);
  }
};

function createClient(locale: Locale): Client {
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: { headers: { "accept-language": locale } },
    fetch: patientFetch,
  });
}

/** The API answers in the language of the page, so another language is another client with nothing kept. */
export function GraphQLProvider({ children }: { children: ReactNode }) {
  const { locale } = useLanguage();
  const client = useMemo(() => createClient(locale), [locale]);
  return <Provider value={client}>{children}</Provider>;
}
