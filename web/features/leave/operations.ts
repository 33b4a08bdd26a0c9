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
