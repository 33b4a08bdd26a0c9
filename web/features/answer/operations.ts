import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";
import { QuestionParts } from "../../components/question/operations.ts";

export const RespondentParts = graphql(
  `
    fragment RespondentParts on Respondent @_unmask {
      study {
        id
        title
        description
        synthetic
      }
      title {
        nl
        en
      }
      consentText {
        nl
        en
      }
      consent
      saidYes
      guardian
      consentRevision
      choices {
        purpose
        text
        ask
        words {
          nl
          en
        }
      }
      questions {
        ...QuestionParts
      }
      answers {
        question
        value
      }
      last {
        variable
        question {
          ...QuestionParts
        }
        value
      }
      today
      now
      ownCode
      sentAt
      ownLink
      meeting {
        id
      }
      closedAt
      withdrawal {
        receipt
        stoppedAt
        deletedAt
        questionnaires
        whatStays
      }
      promisedOn
      movedFrom
      movedBecause
    }
  `,
  [QuestionParts],
);

export const ProblemParts = graphql(`
  fragment ProblemParts on Problem @_unmask {
    code
    message
    path
  }
`);

export const WhoseLink = graphql(
  `
    query WhoseLink {
      respondent {
        ...RespondentParts
      }
    }
  `,
  [RespondentParts],
);

export const OpenInvitation = graphql(
  `
    mutation OpenInvitation($secret: String!) {
      openInvitation(secret: $secret) {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);

export const GiveConsent = graphql(
  `
    mutation GiveConsent($agreed: Boolean!) {
      giveConsent(agreed: $agreed) {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);

export const SaveAnswer = graphql(
  `
    mutation SaveAnswer($question: ID!, $value: JSON, $given: AnsweredAtInput!) {
      saveAnswer(question: $question, value: $value, given: $given) {
        __typename
        ... on OwnAnswer {
          value
          elsewhere
        }
        ... on TakenBack {
          elsewhere
        }
        ...ProblemParts
      }
    }
  `,
  [ProblemParts],
);

export type Respondent = ResultOf<typeof RespondentParts>;
export type Problem = ResultOf<typeof ProblemParts>;
