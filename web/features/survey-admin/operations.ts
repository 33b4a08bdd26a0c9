import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const FieldingFields = graphql(`
  fragment FieldingFields on Fielding @_unmask {
    id
    promisedOn
    movedFrom
    movedBecause
    invited
    sent
    guardians {
      invitation
      participant
      canBeMailed
      mail
      bounced
    }
    wave {
      id
      code
      label
      openedAt
      closedAt
    }
    version {
      id
      number
    }
  }
`);

export const StudySurveys = graphql(
  `
    query StudySurveys($slug: String!) {
      study(slug: $slug) {
        id
        slug
        title
        synthetic
        canCloseWaves
        waves {
          id
          code
          label
          closedAt
        }
        surveys {
          id
          slug
          title {
            nl
            en
          }
          draft {
            id
          }
          versions {
            id
            number
            publishedAt
          }
          fieldings {
            ...FieldingFields
          }
        }
      }
    }
  `,
  [FieldingFields],
);

/** Thousands, so asked for only where somebody wants to see them. */
export const Invitations = graphql(`
  query Invitations($survey: ID!) {
    survey(id: $survey) {
      id
      fieldings {
        id
        invitations {
          id
          participant
          status
          createdAt
          openedAt
        }
      }
    }
  }
`);

export const FieldSurvey = graphql(
  `
    mutation FieldSurvey($input: FieldSurveyInput!) {
      fieldSurvey(input: $input) {
        __typename
        ...FieldingFields
        ...ProblemFields
      }
    }
  `,
  [FieldingFields, ProblemFields],
);

export const DeleteSurvey = graphql(
  `
    mutation DeleteSurvey($id: ID!) {
      deleteSurvey(id: $id) {
        __typename
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const CreateInvitations = graphql(
  `
    mutation CreateInvitations($input: CreateInvitationsInput!) {
      createInvitations(input: $input) {
        __typename
        ... on CreatedInvitations {
          invitations {
            link
            invitation {
              id
              participant
            }
          }
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const RevokeInvitation = graphql(
  `
    mutation RevokeInvitation($id: ID!) {
      revokeInvitation(id: $id) {
        __typename
        ... on Invitation {
          id
          status
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const MovePromise = graphql(
  `
    mutation MovePromise($fielding: ID!, $to: Date!, $explanation: String!) {
      movePromise(fielding: $fielding, to: $to, explanation: $explanation) {
        __typename
        ... on Fielding {
          id
          promisedOn
          movedFrom
          movedBecause
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

type StudyWithSurveys = NonNullable<ResultOf<typeof StudySurveys>["study"]>;
export type Survey = NonNullable<StudyWithSurveys["surveys"]>[number];
export type StudyWave = StudyWithSurveys["waves"][number];
export type Fielding = Survey["fieldings"][number];
export type Invitation = NonNullable<
  ResultOf<typeof Invitations>["survey"]
>["fieldings"][number]["invitations"][number];
export interface PersonalLink {
  participant: string;
  link: string;
}
