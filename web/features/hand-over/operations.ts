import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const StudyHandOvers = graphql(`
  query StudyHandOvers($slug: String!) {
    study(slug: $slug) {
      id
      slug
      title
      synthetic
      canHandOver
      snapshotsToHandOver {
        id
        number
        asOf
        state
      }
      handOvers {
        id
        state
        recipientName
        organisation
        purpose {
          nl
          en
        }
        recipientKey
        days
        askedBy
        askedAt
        decidedBy
        decidedAt
        decidedBecause
        stoppedBy
        stoppedAt
        stoppedBecause
        progress
        failure
        endsAt
        sha256
        snapshot {
          id
          number
        }
        fetches {
          by
          at
        }
        canDecide
        canStop
        canFetch
      }
    }
  }
`);

export const AskHandOver = graphql(
  `
    mutation AskHandOver($input: AskHandOverInput!) {
      askHandOver(input: $input) {
        __typename
        ... on HandOver {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const DecideHandOver = graphql(
  `
    mutation DecideHandOver($id: ID!, $decision: HandOverDecision!, $reason: String!) {
      decideHandOver(id: $id, decision: $decision, reason: $reason) {
        __typename
        ... on HandOver {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const StopHandOver = graphql(
  `
    mutation StopHandOver($id: ID!, $reason: String!) {
      stopHandOver(id: $id, reason: $reason) {
        __typename
        ... on HandOver {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export type HandedStudy = NonNullable<ResultOf<typeof StudyHandOvers>["study"]>;
export type HandOver = NonNullable<HandedStudy["handOvers"]>[number];
