import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const RoomParts = graphql(`
  fragment RoomParts on Room @_unmask {
    id
    state
    openedAt
    validUntil
    mostJoiners
    joined
  }
`);

const MeetingParts = graphql(`
  fragment MeetingParts on Meeting @_unmask {
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
    }
    promisedOn
    movedFrom
    movedBecause
    over
    joined
    themes {
      id
      words {
        nl
        en
      }
      stage
      openedAt
      given
      givers
      contributions {
        id
        text
        hiddenBecause
      }
      outcomes {
        id
        what {
          nl
          en
        }
      }
    }
  }
`);

export const Meetings = graphql(`
  query Meetings {
    meetings {
      id
      title {
        nl
        en
      }
      study {
        id
        title
      }
      promisedOn
      over
      joined
    }
  }
`);

export const HostedMeeting = graphql(
  `
    query HostedMeeting($id: ID!) {
      meeting(id: $id) {
        ...MeetingParts
      }
      room(fielding: $id) {
        ...RoomParts
      }
    }
  `,
  [MeetingParts, RoomParts],
);

export const RoomOfSurvey = graphql(
  `
    query RoomOfSurvey($survey: ID!, $fielding: ID!) {
      survey(id: $survey) {
        id
        title {
          nl
          en
        }
        fieldings {
          id
          wave {
            id
            label
            closedAt
          }
        }
      }
      room(fielding: $fielding) {
        ...RoomParts
      }
    }
  `,
  [RoomParts],
);

export const StudiesToMeetWith = graphql(`
  query StudiesToMeetWith {
    studies(first: 100) {
      nodes {
        id
        slug
        title
      }
    }
  }
`);

export const CreateMeeting = graphql(
  `
    mutation CreateMeeting($input: CreateMeetingInput!) {
      createMeeting(input: $input) {
        __typename
        ... on Meeting {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const OpenRoom = graphql(
  `
    mutation OpenRoom($input: OpenRoomInput!) {
      openRoom(input: $input) {
        __typename
        ... on OpenedRoom {
          code
          joinUrl
          room {
            ...RoomParts
          }
        }
        ...ProblemFields
      }
    }
  `,
  [RoomParts, ProblemFields],
);

export const CloseRoom = graphql(
  `
    mutation CloseRoom($fielding: ID!) {
      closeRoom(fielding: $fielding) {
        __typename
        ...RoomParts
        ...ProblemFields
      }
    }
  `,
  [RoomParts, ProblemFields],
);

export const SetThemeStage = graphql(
  `
    mutation SetThemeStage($theme: ID!, $stage: ThemeStage!) {
      setThemeStage(theme: $theme, stage: $stage) {
        __typename
        ...MeetingParts
        ...ProblemFields
      }
    }
  `,
  [MeetingParts, ProblemFields],
);

export const HideContribution = graphql(
  `
    mutation HideContribution($contribution: ID!, $reason: String) {
      hideContribution(contribution: $contribution, reason: $reason) {
        __typename
        ...MeetingParts
        ...ProblemFields
      }
    }
  `,
  [MeetingParts, ProblemFields],
);

export const MoveMeetingPromise = graphql(
  `
    mutation MoveMeetingPromise($meeting: ID!, $to: Date!, $explanation: String!) {
      moveMeetingPromise(meeting: $meeting, to: $to, explanation: $explanation) {
        __typename
        ...MeetingParts
        ...ProblemFields
      }
    }
  `,
  [MeetingParts, ProblemFields],
);

export const EndMeeting = graphql(
  `
    mutation EndMeeting($id: ID!) {
      endMeeting(id: $id) {
        __typename
        ...MeetingParts
        ...ProblemFields
      }
    }
  `,
  [MeetingParts, ProblemFields],
);

export type Room = ResultOf<typeof RoomParts>;
export type Meeting = ResultOf<typeof MeetingParts>;
export type Theme = Meeting["themes"][number];
