import { graphql } from "../../../lib/graphql/graphql.ts";
import { ResultFields } from "../../../lib/question/operations.ts";

/** How far data collection was when a result's snapshots were made. */
export const Completeness = graphql(`
  query Completeness($id: ID!) {
    releasedResult(id: $id) {
      id
      completeness {
        study
        title
        asOf
        state
        waves {
          code
          label
          state
          openedAt
          closedAt
          expected
          answered
        }
        mayChange
        comparedOn {
          name
          label
        }
      }
    }
  }
`);

/** Asked only when somebody presses for it: it counts as a question of theirs. */
export const MissingDiffers = graphql(
  `
    query MissingDiffers($id: ID!, $by: [String!]) {
      releasedResult(id: $id) {
        id
        missingDiffers(by: $by) {
          study
          variable
          label
          answer {
            __typename
            ... on Result {
              ...ResultFields
            }
            ... on Refusal {
              message
              advice
            }
          }
        }
      }
    }
  `,
  [ResultFields],
);
