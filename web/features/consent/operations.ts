import { QuestionParts } from "../../components/question/operations.ts";
import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const OwnConsentParts = graphql(
  `
    fragment OwnConsentParts on Respondent @_unmask {
      study {
        id
        title
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
      takePartText
      knownAs
      ownCode
      closedAt
      withdrawal {
        receipt
        stoppedAt
        deletedAt
      }
      asksForPlan
      choices {
        purpose
        text
        state
        ask
        words {
          nl
          en
        }
      }
      consentHistory {
        purpose
        given
        source
        at
        words {
          nl
          en
        }
        questionnaire {
          nl
          en
        }
        receipt
      }
      givenOut {
        snapshots
        results
      }
      questionnaires {
        title {
          nl
          en
        }
        wave
        startedAt
        sentAt
        questions {
          ...QuestionParts
        }
        answers {
          question
          value
          savedAt
        }
      }
    }
  `,
  [QuestionParts],
);

export const OwnConsent = graphql(
  `
    query OwnConsent {
      respondent {
        ...OwnConsentParts
      }
    }
  `,
  [OwnConsentParts],
);

export const Choose = graphql(
  `
    mutation Choose($choices: [ConsentChoiceInput!]!, $revision: Int!) {
      giveConsents(choices: $choices, revision: $revision) {
        __typename
        ...OwnConsentParts
        ...ProblemFields
      }
    }
  `,
  [OwnConsentParts, ProblemFields],
);

const GuardianParts = graphql(`
  fragment GuardianParts on Guardianship @_unmask {
    study {
      id
      title
      synthetic
    }
    title {
      nl
      en
    }
    questions
    revision
    choices {
      purpose
      text
      given
      words {
        nl
        en
      }
    }
  }
`);

export const OpenGuardianLink = graphql(
  `
    mutation OpenGuardianLink($secret: String!) {
      openGuardianLink(secret: $secret) {
        __typename
        ...GuardianParts
        ...ProblemFields
      }
    }
  `,
  [GuardianParts, ProblemFields],
);

export const GiveGuardianConsents = graphql(
  `
    mutation GiveGuardianConsents($secret: String!, $choices: [ConsentChoiceInput!]!, $revision: Int!) {
      giveGuardianConsents(secret: $secret, choices: $choices, revision: $revision) {
        __typename
        ...GuardianParts
        ...ProblemFields
      }
    }
  `,
  [GuardianParts, ProblemFields],
);

export type Holder = ResultOf<typeof OwnConsentParts>;
export type Guardianship = ResultOf<typeof GuardianParts>;
