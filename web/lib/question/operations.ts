import { graphql } from "../graphql/graphql.ts";
import type { ResultOf, VariablesOf } from "../graphql/graphql.ts";

/** Everything that is shown of an answer; also what is copied as GraphQL text, so that it can be run elsewhere. */
export const ResultFields = graphql(`
  fragment ResultFields on Result @_unmask {
    id
    state
    asOf
    snapshots {
      id
      number
      study {
        slug
        title
      }
    }
    cells {
      keys {
        dimension
        code
        label
        missing
      }
      count
      missing
      value
      low
      high
      withheld
      notAsked
      asOf
    }
    withheld {
      cells
      total
      advice
    }
    rules
    citation
    notices
  }
`);

export const AskResult = graphql(
  `
    query Result($query: ResultQuery!) {
      result(query: $query) {
        __typename
        ... on Result {
          ...ResultFields
        }
        ... on Refusal {
          code
          rule
          message
          advice
        }
      }
    }
  `,
  [ResultFields],
);

export type ReleasedResult = ResultOf<typeof ResultFields>;
export type Cell = ReleasedResult["cells"][number];
export type Answer = ResultOf<typeof AskResult>["result"];
export type RefusedAnswer = Extract<Answer, { __typename: "Refusal" }>;
export type ResultQuery = VariablesOf<typeof AskResult>["query"];
