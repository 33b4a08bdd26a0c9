import { QuestionFace } from "../../components/question/operations.ts";
import { ChangeParts } from "../../components/survey-change/operations.ts";
import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf, VariablesOf } from "../../lib/graphql/graphql.ts";

const DraftParts = graphql(
  `
    fragment DraftParts on Survey @_unmask {
      id
      revision
      title {
        nl
        en
      }
      consent {
        nl
        en
      }
      draft {
        ...QuestionFace
        bandings {
          name
          limits
        }
        relevance {
          text
        }
        constraint {
          holds {
            text
          }
          message {
            nl
            en
          }
        }
        calculation {
          text
        }
      }
      problems {
        code
        message
        path
      }
      versions {
        id
        number
      }
      draftChanges {
        ...ChangeParts
      }
    }
  `,
  [QuestionFace, ChangeParts],
);

export const SurveyDraft = graphql(
  `
    query SurveyDraft($id: ID!) {
      survey(id: $id) {
        study {
          id
          slug
          synthetic
        }
        ...DraftParts
      }
    }
  `,
  [DraftParts],
);

/** Questions of every questionnaire in the study: what somebody said to them last time can be looked at. */
export const AskedInStudy = graphql(`
  query AskedInStudy($id: ID!) {
    survey(id: $id) {
      id
      study {
        id
        surveys {
          id
          versions {
            id
          }
          draft {
            kind
            variable
            text {
              nl
              en
            }
            options {
              code
              label {
                nl
                en
              }
              excludes
            }
            scale {
              minimum
              maximum
              low {
                nl
                en
              }
              high {
                nl
                en
              }
              faces
            }
            number {
              minimum
              maximum
              integer
              unit {
                nl
                en
              }
            }
            days {
              from
              to
            }
          }
        }
      }
    }
  }
`);

export const CreateSurvey = graphql(
  `
    mutation CreateSurvey($input: CreateSurveyInput!) {
      createSurvey(input: $input) {
        __typename
        ... on Survey {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const SaveDraft = graphql(
  `
    mutation SaveDraft($id: ID!, $input: UpdateSurveyInput!) {
      updateSurvey(id: $id, input: $input) {
        __typename
        ...DraftParts
        ...ProblemFields
      }
    }
  `,
  [DraftParts, ProblemFields],
);

export const PublishSurvey = graphql(
  `
    mutation PublishSurvey($id: ID!, $revision: String) {
      publishSurvey(id: $id, revision: $revision) {
        __typename
        ... on SurveyVersion {
          id
          number
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export type SurveyOfStudy = NonNullable<
  NonNullable<ResultOf<typeof AskedInStudy>["survey"]>["study"]["surveys"]
>[number];
export type SavedSurvey = ResultOf<typeof DraftParts>;
export type QuestionInput = NonNullable<VariablesOf<typeof SaveDraft>["input"]["questions"]>[number];
