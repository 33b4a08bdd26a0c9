import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";

export const LeaveMessages = graphql(
  `
    mutation LeaveMessages($secret: String!) {
      leaveMessages(secret: $secret) {
        __typename
        ... on LeftMessages {
          left
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const PauseMessages = graphql(
  `
    mutation PauseMessages($secret: String!, $until: Date!) {
      pauseMessages(secret: $secret, until: $until) {
        __typename
        ... on PausedMessages {
          until
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);
