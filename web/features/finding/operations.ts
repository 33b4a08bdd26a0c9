import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";
import { ResultFields } from "../../lib/question/operations.ts";

export const ReleasedResultById = graphql(
  `
    query ReleasedResult($id: ID!) {
      releasedResult(id: $id) {
        ...ResultFields
      }
    }
  `,
  [ResultFields],
);

export const FindingDetail = graphql(
  `
    query Finding($id: ID!) {
      finding(id: $id) {
        id
        title {
          nl
          en
        }
        words {
          nl
          en
        }
        picture
        query
        publishedAt
        canEdit
        quotes {
          id
          words
        }
        study {
          id
          slug
          title
          synthetic
        }
        result {
          ...ResultFields
        }
        outcomes {
          id
          kind
          status
          who
          on
          what {
            nl
            en
          }
          reason {
            nl
            en
          }
          workplace {
            id
            name
          }
        }
      }
    }
  `,
  [ResultFields],
);

export const UsableQuotes = graphql(`
  query UsableQuotes($slug: String!) {
    study(slug: $slug) {
      id
      usableQuotes {
        id
        words
      }
    }
  }
`);

export const CreateFinding = graphql(
  `
    mutation CreateFinding($input: CreateFindingInput!) {
      createFinding(input: $input) {
        __typename
        ... on Finding {
          id
          study {
            id
          }
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const UpdateFinding = graphql(
  `
    mutation UpdateFinding($id: ID!, $input: UpdateFindingInput!) {
      updateFinding(id: $id, input: $input) {
        __typename
        ... on Finding {
          id
          study {
            id
          }
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const PublishFinding = graphql(
  `
    mutation PublishFinding($id: ID!) {
      publishFinding(id: $id) {
        __typename
        ... on Finding {
          id
          publishedAt
          study {
            id
          }
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export type Finding = NonNullable<ResultOf<typeof FindingDetail>["finding"]>;
