import { graphql } from "../../lib/graphql/graphql.ts";

export const CloseWave = graphql(`
  mutation CloseWave($wave: ID!) {
    closeWave(wave: $wave) {
      __typename
      ... on Wave {
        id
        closedAt
      }
      ... on Problem {
        message
      }
    }
  }
`);

export const ReopenWave = graphql(`
  mutation ReopenWave($wave: ID!) {
    reopenWave(wave: $wave) {
      __typename
      ... on Wave {
        id
        closedAt
      }
      ... on Problem {
        message
      }
    }
  }
`);
