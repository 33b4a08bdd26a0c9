import { graphql } from "../../lib/graphql/graphql.ts";

export const LeaveMessages = graphql(`
  mutation LeaveMessages($secret: String!) {
    leaveMessages(secret: $secret) {
      __typename
      ... on LeftMessages {
        left
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const PauseMessages = graphql(`
  mutation PauseMessages($secret: String!, $until: Date!) {
    pauseMessages(secret: $secret, until: $until) {
      __typename
      ... on PausedMessages {
        until
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);
