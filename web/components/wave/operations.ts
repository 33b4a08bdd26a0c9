import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";

export const CloseWave = graphql(
  `
    mutation CloseWave($wave: ID!) {
      closeWave(wave: $wave) {
        __typename
        ... on Wave {
          id
          closedAt
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const ReopenWave = graphql(
  `
    mutation ReopenWave($wave: ID!) {
      reopenWave(wave: $wave) {
        __typename
        ... on Wave {
          id
          closedAt
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);
