import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const ImportFields = graphql(`
  fragment ImportFields on StudyImport @_unmask {
    id
    status
    progress
    uploadUrl
    problemCount
    reportUrl
    problems {
      code
      message
      file
      row
      field
    }
    notes {
      code
      message
      file
      row
      field
    }
    study {
      id
      slug
      title
    }
    snapshot {
      id
      number
    }
  }
`);

export const OpenStudyImport = graphql(
  `
    mutation OpenStudyImport {
      openStudyImport {
        __typename
        ... on StudyImport {
          ...ImportFields
        }
        ...ProblemFields
      }
    }
  `,
  [ImportFields, ProblemFields],
);

export const RunStudyImport = graphql(
  `
    mutation RunStudyImport($id: ID!, $description: String!) {
      runStudyImport(id: $id, description: $description) {
        __typename
        ... on StudyImport {
          ...ImportFields
        }
        ...ProblemFields
      }
    }
  `,
  [ImportFields, ProblemFields],
);

export const ImportProgress = graphql(
  `
    query ImportProgress($id: ID!) {
      studyImport(id: $id) {
        ...ImportFields
      }
    }
  `,
  [ImportFields],
);

export type StudyImport = NonNullable<ResultOf<typeof ImportProgress>["studyImport"]>;
export type ImportProblem = StudyImport["problems"][number];
