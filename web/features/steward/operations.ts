import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const RulesInForce = graphql(`
  query RulesInForce {
    protectionRules {
      name
      rules {
        group
        words
      }
    }
  }
`);

const RequestFields = graphql(`
  fragment RequestFields on ShapeRequest @_unmask {
    id
    study {
      id
      slug
      title
    }
    asker {
      id
      name
    }
    variable {
      name
      label
    }
    reason
    askedAt
    granted
    answer
    answeredBy
    answeredAt
  }
`);

export const Oversight = graphql(
  `
    query Oversight($after: String) {
      waitingShapeRequests {
        ...RequestFields
      }
      waitingHandOvers {
        id
        organisation
        askedBy
        snapshot {
          id
          study {
            id
            slug
            title
          }
        }
      }
      shapeAlerts {
        study {
          id
          slug
          title
        }
        variable {
          name
          label
        }
        shapes
        since
      }
      studies(first: 50, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          slug
          title
        }
      }
    }
  `,
  [RequestFields],
);

const GrantFields = graphql(`
  fragment GrantFields on ShapeGrant @_unmask {
    id
    asker {
      id
      name
    }
    variable {
      name
      label
    }
    most
    reason
    grantedBy
    grantedAt
  }
`);

export const StudyOversight = graphql(
  `
    query StudyOversight($study: String!) {
      studyProtection(study: $study) {
        study {
          id
          slug
          title
          synthetic
        }
        blocked {
          kind
          snapshot
          variables
          why
        }
        uses {
          asker {
            id
            name
            isWorkplace
            mayGetMore
          }
          variable {
            name
            label
          }
          used
          most
          lastAskedAt
        }
        alerts {
          variable {
            name
            label
          }
          shapes
          since
        }
        grants {
          ...GrantFields
        }
        requests {
          ...RequestFields
        }
      }
    }
  `,
  [GrantFields, RequestFields],
);

export const AnswerShapeRequest = graphql(
  `
    mutation AnswerShapeRequest($input: AnswerShapeRequestInput!) {
      answerShapeRequest(input: $input) {
        __typename
        ... on ShapeRequest {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const GrantMoreShapes = graphql(
  `
    mutation GrantMoreShapes($input: GrantMoreShapesInput!) {
      grantMoreShapes(input: $input) {
        __typename
        ... on ShapeGrant {
          ...GrantFields
        }
        ...ProblemFields
      }
    }
  `,
  [GrantFields, ProblemFields],
);

export type Protection = NonNullable<ResultOf<typeof StudyOversight>["studyProtection"]>;
export type Use = Protection["uses"][number];
export type Request = Protection["requests"][number];
export type WaitingHandOver = ResultOf<typeof Oversight>["waitingHandOvers"][number];
export type Alert = ResultOf<typeof Oversight>["shapeAlerts"][number];
