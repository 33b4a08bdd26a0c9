import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const AlarmParts = graphql(`
  fragment AlarmParts on Alarm @_unmask {
    id
    state
    sentAt
    dueAt
    closedAt
    clearedOn
    region {
      nl
      en
    }
    answers {
      question {
        id
        text {
          nl
          en
        }
      }
      said {
        nl
        en
      }
    }
    steps {
      at
      kind
      name
      words
    }
  }
`);

export type Alarm = ResultOf<typeof AlarmParts>;
export type AlarmStep = Alarm["steps"][number];
