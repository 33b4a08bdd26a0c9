import { ChangeParts } from "../../../components/survey-change/operations.ts";
import { graphql } from "../../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../../lib/graphql/graphql.ts";

export const SurveyVersions = graphql(
  `
    query SurveyVersions($id: ID!) {
      survey(id: $id) {
        id
        title {
          nl
          en
        }
        study {
          id
          slug
          synthetic
          rewordings {
            variable
            wordings {
              version
              text {
                nl
                en
              }
              waves {
                id
                label
              }
            }
          }
        }
        draft {
          id
          variable
        }
        versions {
          id
          number
          publishedAt
        }
        fieldings {
          id
          version {
            id
          }
          wave {
            id
            label
          }
        }
        draftChanges {
          ...ChangeParts
        }
        problems {
          code
          message
          path
        }
      }
    }
  `,
  [ChangeParts],
);

export const VersionChanges = graphql(
  `
    query VersionChanges($id: ID!, $number: Int!, $since: Int!) {
      survey(id: $id) {
        id
        version(number: $number) {
          id
          changes(since: $since) {
            ...ChangeParts
          }
        }
      }
    }
  `,
  [ChangeParts],
);

export const VersionQuestions = graphql(`
  query VersionQuestions($id: ID!, $number: Int!) {
    survey(id: $id) {
      id
      version(number: $number) {
        id
        questions {
          id
          variable
          stem {
            nl
            en
          }
          text {
            nl
            en
          }
        }
      }
    }
  }
`);

export type SurveyHistory = NonNullable<ResultOf<typeof SurveyVersions>["survey"]>;
