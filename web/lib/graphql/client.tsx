import { useMemo } from "react";
import type { ReactNode } from "react";
import { Client, Provider, cacheExchange, fetchExchange } from "urql";
import { useLanguage } from "../language/language.tsx";
import { patientFetch } from "./patient-fetch.ts";
import type { Locale } from "../../../schema/text.ts";

function createClient(locale: Locale): Client {
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: { headers: { "accept-language": locale } },
    fetch: patientFetch,
  });
}

/** For pages that read: with a cache. The API answers in the language of the page, so another language is another client with nothing kept. */
export function GraphQLProvider({ children }: { children: ReactNode }) {
  const { locale } = useLanguage();
  const client = useMemo(() => createClient(locale), [locale]);
  return <Provider value={client}>{children}</Provider>;
}
