import { graphql } from "../../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../../lib/graphql/graphql.ts";
import { ProblemParts, RespondentParts } from "../operations.ts";

export const SendResponse = graphql(
  `
    mutation SendResponse {
      sendResponse {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);

export const SetOwnCode = graphql(
  `
    mutation SetOwnCode($code: String) {
      setOwnCode(code: $code) {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);

export const GiveOwnCode = graphql(
  `
    mutation GiveOwnCode($code: String!) {
      giveOwnCode(code: $code) {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);

export const StopTakingPart = graphql(
  `
    mutation StopTakingPart($deleteAnswers: Boolean!) {
      stopTakingPart(deleteAnswers: $deleteAnswers) {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);

export const WhereMyDataWent = graphql(`
  query WhereMyDataWent {
    respondent {
      handOvers {
        organisation
        recipientName
        purpose {
          nl
          en
        }
        at
      }
    }
  }
`);

export type HandedOverTo = NonNullable<ResultOf<typeof WhereMyDataWent>["respondent"]>["handOvers"][number];
