import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const RoundParts = graphql(`
  fragment PlanRoundParts on PlanRound @_unmask {
    id
    madeAt
    changedAt
    answers {
      question {
        id
        concept
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
        }
      }
      value
    }
  }
`);

const PlanParts = graphql(
  `
    fragment PlanParts on Plan @_unmask {
      startedAt
      questions {
        id
        kind
        concept
        text {
          nl
          en
        }
        stem {
          nl
          en
        }
        short
        maxLength
        options {
          code
          label {
            nl
            en
          }
        }
      }
      rounds {
        ...PlanRoundParts
      }
      shares {
        id
        name
        what
        state
        madeAt
        validUntil
        openings
      }
      studies {
        state
        sharedAt
        study {
          id
          title
        }
      }
      studyOffer {
        text
        young
        words {
          nl
          en
        }
        study {
          id
          title
        }
      }
    }
  `,
  [RoundParts],
);

const Refused = graphql(`
  fragment PlanRefused on Problem @_unmask {
    code
    message
    path
  }
`);

export type Plan = ResultOf<typeof PlanParts>;
export type Round = ResultOf<typeof RoundParts>;
export type Asked = Plan["questions"][number];
export type Share = Plan["shares"][number];

export const StartPlan = graphql(
  `
    mutation StartPlan($secret: String!) {
      startPlan(secret: $secret) {
        __typename
        ...PlanParts
        ...PlanRefused
      }
    }
  `,
  [PlanParts, Refused],
);

export const OpenPlan = graphql(
  `
    mutation OpenPlan($secret: String!) {
      openPlan(secret: $secret) {
        __typename
        ...PlanParts
        ...PlanRefused
      }
    }
  `,
  [PlanParts, Refused],
);

export const KeepRound = graphql(
  `
    mutation KeepPlanRound($secret: String!, $round: ID!, $answers: [PlanAnswerInput!]!) {
      keepPlanRound(secret: $secret, round: $round, answers: $answers) {
        __typename
        ...PlanParts
        ...PlanRefused
      }
    }
  `,
  [PlanParts, Refused],
);

export const DeleteRound = graphql(
  `
    mutation DeletePlanRound($secret: String!, $round: ID!) {
      deletePlanRound(secret: $secret, round: $round) {
        __typename
        ...PlanParts
        ...PlanRefused
      }
    }
  `,
  [PlanParts, Refused],
);

export const DeletePlan = graphql(
  `
    mutation DeletePlan($secret: String!) {
      deletePlan(secret: $secret) {
        __typename
        ... on DeletedPlan {
          deleted
        }
        ...PlanRefused
      }
    }
  `,
  [Refused],
);

export const SharePlan = graphql(
  `
    mutation SharePlan($secret: String!, $input: SharePlanInput!) {
      sharePlan(secret: $secret, input: $input) {
        __typename
        ...PlanParts
        ...PlanRefused
      }
    }
  `,
  [PlanParts, Refused],
);

export const StopSharing = graphql(
  `
    mutation StopSharingPlan($secret: String!, $share: ID!) {
      stopSharingPlan(secret: $secret, share: $share) {
        __typename
        ...PlanParts
        ...PlanRefused
      }
    }
  `,
  [PlanParts, Refused],
);

export const ShareWithStudy = graphql(
  `
    mutation SharePlanWithStudy($secret: String!, $text: ID!) {
      sharePlanWithStudy(secret: $secret, text: $text) {
        __typename
        ...PlanParts
        ...PlanRefused
      }
    }
  `,
  [PlanParts, Refused],
);

export const StopWithStudy = graphql(
  `
    mutation StopSharingPlanWithStudy($secret: String!, $study: ID!) {
      stopSharingPlanWithStudy(secret: $secret, study: $study) {
        __typename
        ... on PlanStoppedWithStudy {
          receipt
          plan {
            ...PlanParts
          }
        }
        ...PlanRefused
      }
    }
  `,
  [PlanParts, Refused],
);

export const OpenShared = graphql(
  `
    mutation OpenSharedPlan($link: String!) {
      openSharedPlan(link: $link) {
        __typename
        ... on SharedPlan {
          what
          validUntil
          rounds {
            ...PlanRoundParts
          }
        }
        ...PlanRefused
      }
    }
  `,
  [RoundParts, Refused],
);
