import { AlarmParts } from "../../components/alarm/operations.ts";
import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const AlarmFormQuery = graphql(`
  query AlarmForm {
    alarmForm {
      inUse
      hours
      questions {
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
        required
        dontKnow
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
    }
  }
`);

export type AskedForm = ResultOf<typeof AlarmFormQuery>["alarmForm"];
export type Asked = AskedForm["questions"][number];

export const SoundAlarm = graphql(
  `
    mutation SoundAlarm($secret: String!, $answers: [AlarmAnswerInput!]!) {
      soundAlarm(secret: $secret, answers: $answers) {
        __typename
        ...AlarmParts
        ...ProblemFields
      }
    }
  `,
  [AlarmParts, ProblemFields],
);

export const OpenAlarm = graphql(
  `
    mutation OpenAlarm($secret: String!) {
      openAlarm(secret: $secret) {
        __typename
        ...AlarmParts
        ...ProblemFields
      }
    }
  `,
  [AlarmParts, ProblemFields],
);

export const AddToAlarm = graphql(
  `
    mutation AddToAlarm($secret: String!, $words: String!) {
      addToAlarm(secret: $secret, words: $words) {
        __typename
        ...AlarmParts
        ...ProblemFields
      }
    }
  `,
  [AlarmParts, ProblemFields],
);
