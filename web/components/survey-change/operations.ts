import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

export const ChangeParts = graphql(`
  fragment ChangeParts on SurveyChange @_unmask {
    kind
    from
    to
    question {
      id
      text {
        nl
        en
      }
    }
    before {
      nl
      en
    }
    after {
      nl
      en
    }
  }
`);

export type Change = ResultOf<typeof ChangeParts>;
