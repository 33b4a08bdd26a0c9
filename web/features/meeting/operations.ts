import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const ProblemParts = graphql(`
  fragment RoomProblemParts on Problem @_unmask {
    code
    message
  }
`);

const MeetingParts = graphql(`
  fragment OwnMeetingParts on OwnMeeting @_unmask {
    id
    title {
      nl
      en
    }
    over
    themes {
      id
      words {
        nl
        en
      }
      stage
      own {
        id
        text
        hiddenBecause
      }
      shown {
        id
        text
        own
      }
    }
  }
`);

export const JoinRoom = graphql(
  `
    mutation JoinRoom($code: String!, $device: String!) {
      joinRoom(code: $code, device: $device) {
        __typename
        ... on Joined {
          link
        }
        ...RoomProblemParts
      }
    }
  `,
  [ProblemParts],
);

export const InMeeting = graphql(
  `
    query InMeeting {
      respondent {
        consent
        ownCode
        ownLink
        promisedOn
        movedFrom
        movedBecause
        withdrawal {
          receipt
        }
        study {
          id
          title
          synthetic
        }
        meeting {
          ...OwnMeetingParts
        }
      }
    }
  `,
  [MeetingParts],
);

export const Contribute = graphql(
  `
    mutation Contribute($theme: ID!, $name: String!, $text: String!) {
      contribute(theme: $theme, name: $name, text: $text) {
        __typename
        ...OwnMeetingParts
        ...RoomProblemParts
      }
    }
  `,
  [MeetingParts, ProblemParts],
);

export const TakeContributionBack = graphql(
  `
    mutation TakeContributionBack($contribution: ID!) {
      takeContributionBack(contribution: $contribution) {
        __typename
        ...OwnMeetingParts
        ...RoomProblemParts
      }
    }
  `,
  [MeetingParts, ProblemParts],
);

export type Present = NonNullable<ResultOf<typeof InMeeting>["respondent"]>;
export type OwnMeeting = ResultOf<typeof MeetingParts>;
export type Theme = OwnMeeting["themes"][number];
