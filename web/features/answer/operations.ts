import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const QuestionParts = graphql(`
  fragment QuestionParts on Question @_unmask {
    id
    kind
    text {
      nl
      en
    }
    help {
      nl
      en
    }
    variable
    concept
    required
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
    maxLength
    short
    dontKnow
    ratherNotSay
    stem {
      nl
      en
    }
    relevance {
      tree
    }
    constraint {
      holds {
        tree
      }
      message {
        nl
        en
      }
    }
    calculation {
      tree
    }
  }
`);

const RespondentParts = graphql(
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
      sentAt
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

const ProblemParts = graphql(`
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
    mutation SaveAnswer($question: ID!, $value: JSON) {
      saveAnswer(question: $question, value: $value) {
        __typename
        ...ProblemParts
      }
    }
  `,
  [ProblemParts],
);

export const SendResponse = graphql(
  `
    mutation SendResponse {
      sendResponse {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);

export const StopTakingPart = graphql(
  `
    mutation StopTakingPart($deleteAnswers: Boolean!) {
      stopTakingPart(deleteAnswers: $deleteAnswers) {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);

export type Question = ResultOf<typeof QuestionParts>;
export type Respondent = ResultOf<typeof RespondentParts>;
export type Problem = ResultOf<typeof ProblemParts>;
