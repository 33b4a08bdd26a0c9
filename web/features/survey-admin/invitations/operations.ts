import { graphql } from "../../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../../lib/graphql/problem.ts";
import type { ResultOf } from "../../../lib/graphql/graphql.ts";

export const FieldingInvitations = graphql(`
  query FieldingInvitations($id: ID!, $status: [InvitationStatus!], $mail: [MailState!], $after: Int) {
    survey(id: $id) {
      id
      title {
        nl
        en
      }
      study {
        id
        slug
        title
        synthetic
        reachable
      }
      fieldings {
        id
        wave {
          id
          label
          closedAt
        }
        plan {
          baseline
          offsetDays
          windowDays
          reminderDays
        }
        mailRounds {
          id
          startedAt
          people
          waiting
          mailed
          bounced
          optedOut
          failed
        }
        reports {
          on
          failing
        }
        invitationTable(status: $status, mail: $mail, first: 50, after: $after) {
          total
          counts {
            status
            mail
            count
          }
          rows {
            mail
            mailSince
            bounced
            delays
            newAddress
            invitation {
              id
              participant
              status
              openedAt
              usesLeft
            }
          }
        }
      }
    }
  }
`);

export const BringInAddresses = graphql(
  `
    mutation BringInAddresses($study: String!, $list: String!) {
      bringInAddresses(study: $study, list: $list) {
        __typename
        ... on AddressesBroughtIn {
          added
          changed
          same
          optedOut
          problems {
            line
            message
          }
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const InviteByMail = graphql(
  `
    mutation InviteByMail($input: InviteByMailInput!) {
      inviteByMail(input: $input) {
        __typename
        ... on MailRound {
          id
          people
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const PlanWave = graphql(
  `
    mutation PlanWave($input: WavePlanInput!) {
      planWave(input: $input) {
        __typename
        ... on WavePlan {
          baseline
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const StopWavePlan = graphql(
  `
    mutation StopWavePlan($fielding: ID!) {
      stopWavePlan(fielding: $fielding) {
        __typename
        ... on StoppedPlan {
          stopped
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const RenewInvitation = graphql(
  `
    mutation RenewInvitation($id: ID!) {
      renewInvitation(id: $id) {
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

export const ReportBounce = graphql(
  `
    mutation ReportBounce($id: ID!) {
      reportBounce(id: $id) {
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

export type Invited = NonNullable<ResultOf<typeof FieldingInvitations>["survey"]>;
export type InvitedFielding = Invited["fieldings"][number];
export type Row = InvitedFielding["invitationTable"]["rows"][number];
export type Status = Row["invitation"]["status"];
export type MailState = Row["mail"];
export type Round = InvitedFielding["mailRounds"][number];
