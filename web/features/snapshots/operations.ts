import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const StudySnapshots = graphql(`
  query StudySnapshots($slug: String!) {
    study(slug: $slug) {
      id
      slug
      title
      synthetic
      canJudgeSnapshots
      snapshotRhythm
      snapshotRetention
      snapshotInProgress
      snapshot {
        id
      }
      snapshots {
        id
        number
        asOf
        state
        persons
        waves {
          code
          label
          state
          openedAt
          closedAt
          expected
          answered
        }
        mayChange
        clearedAt
        finalAt
        withdrawn {
          at
          reason {
            nl
            en
          }
        }
        finalProposals {
          id
          reason
          proposedBy
          proposedAt
          decision
          decidedBy
          decidedAt
          decidedBecause
          canDecide
        }
      }
    }
  }
`);

export const ProposeFinal = graphql(
  `
    mutation ProposeFinal($snapshot: ID!, $reason: String!) {
      proposeFinal(snapshot: $snapshot, reason: $reason) {
        __typename
        ... on FinalProposal {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const DecideFinal = graphql(
  `
    mutation DecideFinal($proposal: ID!, $decision: FinalDecision!, $reason: String!) {
      decideFinal(proposal: $proposal, decision: $decision, reason: $reason) {
        __typename
        ... on FinalProposal {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const WithdrawSnapshot = graphql(
  `
    mutation WithdrawSnapshot($snapshot: ID!, $reason: TextInput!) {
      withdrawSnapshot(snapshot: $snapshot, reason: $reason) {
        __typename
        ... on Snapshot {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const ScheduleSnapshots = graphql(
  `
    mutation ScheduleSnapshots($study: String!, $rhythm: SnapshotRhythm!) {
      scheduleSnapshots(study: $study, rhythm: $rhythm) {
        __typename
        ... on Study {
          id
          snapshotRhythm
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const KeepSnapshots = graphql(
  `
    mutation KeepSnapshots($study: String!, $retention: SnapshotRetention!) {
      keepSnapshots(study: $study, retention: $retention) {
        __typename
        ... on Study {
          id
          snapshotRetention
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export type JudgedStudy = NonNullable<ResultOf<typeof StudySnapshots>["study"]>;
export type JudgedSnapshot = NonNullable<JudgedStudy["snapshots"]>[number];
export type Proposal = NonNullable<JudgedSnapshot["finalProposals"]>[number];
