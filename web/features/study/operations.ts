import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const StudyList = graphql(`
  query StudyList($search: String, $concept: String, $after: String) {
    studies(search: $search, concept: $concept, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        slug
        title
        description
        synthetic
        waves {
          id
        }
        snapshot {
          id
          asOf
          state
          persons
        }
      }
    }
    viewer {
      id
      roles
    }
  }
`);

export const StartStudy = graphql(
  `
    mutation StartStudy($input: StartStudyInput!) {
      startStudy(input: $input) {
        __typename
        ... on Study {
          id
          slug
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const StudyDetail = graphql(`
  query StudyDetail($slug: String!) {
    study(slug: $slug) {
      id
      slug
      title
      description
      citation
      synthetic
      canImport
      canCloseWaves
      snapshot {
        id
        number
        asOf
        state
        persons
        hash
        finalAt
      }
      withdrawnSnapshot {
        id
        number
        withdrawn {
          at
          reason {
            nl
            en
          }
        }
      }
      snapshots {
        id
      }
      waves {
        id
        code
        label
        openedAt
        closedAt
      }
      themeVariables {
        name
        codebookVersion
        when {
          nl
          en
        }
      }
      variables {
        id
        name
        label
        type
        level
        role
        roleWaits
        concept
        unit
        categories {
          code
          label
        }
        bandings {
          name
          limits
        }
        derived {
          version
          inputs
          sentence {
            nl
            en
          }
        }
      }
      derivedVariables {
        id
      }
      findings {
        id
        title {
          nl
          en
        }
        publishedAt
      }
    }
  }
`);

export const TakeSnapshot = graphql(
  `
    mutation TakeSnapshot($study: String!) {
      takeSnapshot(study: $study) {
        __typename
        ... on Snapshot {
          id
          number
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

export const StudyRoles = graphql(`
  query StudyRoles($slug: String!) {
    study(slug: $slug) {
      id
      slug
      title
      synthetic
      canConfirmRoles
      variables {
        id
        name
        label
        roleWaits
      }
    }
  }
`);

export type RolesOfStudy = NonNullable<ResultOf<typeof StudyRoles>["study"]>;

export const ConfirmRole = graphql(
  `
    mutation ConfirmRole($variable: ID!, $role: VariableRole!) {
      confirmRole(variable: $variable, role: $role) {
        __typename
        ... on Variable {
          id
          role
          roleWaits
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export type Study = NonNullable<ResultOf<typeof StudyDetail>["study"]>;
export type StudyVariable = Study["variables"][number];
