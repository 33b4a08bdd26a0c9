import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const OpenText = graphql(
  `
    mutation OpenText($codebook: ID!, $go: GoToText!, $text: ID) {
      openText(codebook: $codebook, go: $go, text: $text) {
        __typename
        ... on TextOpened {
          total
          done
          text {
            id
            words
            themes
            revision
            compared
            quotable
            place
          }
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const CodeText = graphql(
  `
    mutation CodeText($codebook: ID!, $input: CodeTextInput!) {
      codeText(codebook: $codebook, input: $input) {
        __typename
        ... on TextCoded {
          revision
          total
          done
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const OpenDifference = graphql(
  `
    mutation OpenDifference($codebook: ID!, $after: ID) {
      openDifference(codebook: $codebook, after: $after) {
        __typename
        ... on DifferenceOpened {
          difference {
            id
            words
            left
            codings {
              coder
              themes
            }
          }
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const SettleText = graphql(
  `
    mutation SettleText($codebook: ID!, $input: SettleTextInput!) {
      settleText(codebook: $codebook, input: $input) {
        __typename
        ... on TextSettled {
          left
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const MakeQuote = graphql(
  `
    mutation MakeQuote($codebook: ID!, $text: ID!, $input: MakeQuoteInput!) {
      makeQuote(codebook: $codebook, text: $text, input: $input) {
        __typename
        ... on Quote {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const OpenQuote = graphql(
  `
    mutation OpenQuote($codebook: ID!) {
      openQuote(codebook: $codebook) {
        __typename
        ... on QuoteOpened {
          quote {
            id
            words
            text
            madeBy
          }
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const DecideQuote = graphql(
  `
    mutation DecideQuote($quote: ID!, $confirmed: Boolean!) {
      decideQuote(quote: $quote, confirmed: $confirmed) {
        __typename
        ... on Quote {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

type Opened = ResultOf<typeof OpenText>["openText"];
export type OpenedText = NonNullable<Extract<Opened, { __typename: "TextOpened" }>["text"]>;
export type Difference = NonNullable<
  Extract<ResultOf<typeof OpenDifference>["openDifference"], { __typename: "DifferenceOpened" }>["difference"]
>;
export type QuoteToCheck = NonNullable<
  Extract<ResultOf<typeof OpenQuote>["openQuote"], { __typename: "QuoteOpened" }>["quote"]
>;
