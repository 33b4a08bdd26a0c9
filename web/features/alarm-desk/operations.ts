import { AlarmParts } from "../../components/alarm/operations.ts";
import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const AlarmsForMe = graphql(`
  query AlarmsForMe {
    alarmsForMe {
      id
      region {
        nl
        en
      }
      state
      sentAt
      dueAt
      closedAt
    }
  }
`);

export type GivenAlarm = ResultOf<typeof AlarmsForMe>["alarmsForMe"][number];

export const ReadAlarm = graphql(
  `
    mutation ReadAlarm($id: ID!) {
      readAlarm(id: $id) {
        __typename
        ...AlarmParts
        ...ProblemFields
      }
    }
  `,
  [AlarmParts, ProblemFields],
);

export const StepInAlarm = graphql(
  `
    mutation StepInAlarm($id: ID!, $step: AlarmHandlerStep!, $words: String!) {
      stepInAlarm(id: $id, step: $step, words: $words) {
        __typename
        ...AlarmParts
        ...ProblemFields
      }
    }
  `,
  [AlarmParts, ProblemFields],
);

const RouteParts = graphql(`
  fragment RouteParts on AlarmRoute @_unmask {
    region
    name {
      nl
      en
    }
    hours
    handlers {
      id
      name
    }
  }
`);

export type Route = ResultOf<typeof RouteParts>;

export const AlarmRoutes = graphql(
  `
    query AlarmRoutes {
      alarmRoutes {
        ...RouteParts
      }
    }
  `,
  [RouteParts],
);

export const RouteAlarms = graphql(
  `
    mutation RouteAlarms($region: ID!, $handlers: [String!]!, $hours: Int!) {
      routeAlarms(region: $region, handlers: $handlers, hours: $hours) {
        __typename
        ...RouteParts
        ...ProblemFields
      }
    }
  `,
  [RouteParts, ProblemFields],
);
