import { createRequest, stringifyDocument } from "urql";
import { textOf } from "../graphql/graphql.ts";
import { AskResult } from "./operations.ts";
import type { ResultQuery } from "./operations.ts";
import type { AskableQuestion } from "./question.ts";
import { tidy } from "./question.ts";

/** The question as the API takes it. */
export const resultQuery = (question: AskableQuestion): ResultQuery => ({
  ...tidy(question),
  measure: question.measure,
});

/** The very operation that this client sends. */
export const operationText = (): string => stringifyDocument(createRequest(textOf(AskResult), {}).query).trim();

export const variablesText = (question: AskableQuestion): string =>
  JSON.stringify({ query: resultQuery(question) }, null, 2);

/** One line for a shell: the same request from a program of one's own, with an access token. */
export function curlText(question: AskableQuestion, address: string): string {
  const body = JSON.stringify({ query: operationText(), variables: { query: resultQuery(question) } });
  return [
    `curl ${address}/graphql`,
    `-H 'content-type: application/json'`,
    `-H "authorization: Bearer $WEERKLANK_TOKEN"`,
    `--data '${body.replaceAll("'", `'\\''`)}'`,
  ].join(" \\\n  ");
}
