import { useMemo } from "react";
import type { Locale } from "../../../schema/text.ts";
import { useLanguage } from "../language/language.tsx";
import type { AskFailure } from "./failure.ts";
import { textOf } from "./graphql.ts";
import type { TadaDocumentNode } from "./graphql.ts";
import { patientFetch } from "./patient-fetch.ts";

interface Reply<Answer> {
  data?: Answer;
  error?: AskFailure;
}

export type Ask = <Answer, Asked>(
  operation: TadaDocumentNode<Answer, Asked>,
  variables: Asked,
) => Promise<Reply<Answer>>;

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

const createAsk =
  (locale: Locale): Ask =>
  async <Answer, Asked>(operation: TadaDocumentNode<Answer, Asked>, variables: Asked): Promise<Reply<Answer>> => {
    let response: Response | undefined;
    try {
      response = await patientFetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", "accept-language": locale },
        body: JSON.stringify({ query: textOf(operation), variables }),
      });
      const { data, errors } = (await response.json()) as {
        data?: Answer | null;
        errors?: AskFailure["graphQLErrors"];
      };
      if (errors) return { error: { graphQLErrors: errors, response } };
      return data ? { data } : { error: { graphQLErrors: [], networkError: new Error("no data"), response } };
    } catch (thrown) {
      return { error: { graphQLErrors: [], networkError: asError(thrown), response } };
    }
  };

/** Asks the API without keeping anything: all that a phone needs that answers questions. Pages that read use urql. */
export function useAsk(): Ask {
  const { locale } = useLanguage();
  return useMemo(() => createAsk(locale), [locale]);
}
