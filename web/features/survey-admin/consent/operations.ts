import { graphql } from "../../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../../lib/graphql/problem.ts";
import type { ResultOf } from "../../../lib/graphql/graphql.ts";

const PurposeFields = graphql(`
  fragment PurposeFields on StudyPurpose @_unmask {
    purpose
    asked
    number
    writtenAt
    writtenByName
    givenBy
    words {
      nl
      en
    }
  }
`);

export const StudyConsent = graphql(
  `
    query StudyConsent($slug: String!) {
      study(slug: $slug) {
        id
        slug
        title
        synthetic
        consentPurposes {
          ...PurposeFields
        }
      }
    }
  `,
  [PurposeFields],
);

export const WriteConsentText = graphql(
  `
    mutation WriteConsentText($input: WriteConsentTextInput!) {
      writeConsentText(input: $input) {
        __typename
        ... on Study {
          id
          consentPurposes {
            ...PurposeFields
          }
        }
        ...ProblemFields
      }
    }
  `,
  [PurposeFields, ProblemFields],
);

export type StudyPurpose = ResultOf<typeof PurposeFields>;

export const MailGuardian = graphql(
  `
    mutation MailGuardian($id: ID!) {
      mailGuardian(invitation: $id) {
        __typename
        ... on MailedGuardian {
          mailed
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const CreateGuardianLink = graphql(
  `
    mutation CreateGuardianLink($id: ID!) {
      createGuardianLink(invitation: $id) {
        __typename
        ... on GuardianLink {
          link
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);
