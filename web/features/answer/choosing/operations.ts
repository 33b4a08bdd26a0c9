import { graphql } from "../../../lib/graphql/graphql.ts";
import { ProblemParts, RespondentParts } from "../operations.ts";

export const GiveConsents = graphql(
  `
    mutation GiveConsents($choices: [ConsentChoiceInput!]!, $revision: Int!) {
      giveConsents(choices: $choices, revision: $revision) {
        __typename
        ...RespondentParts
        ...ProblemParts
      }
    }
  `,
  [RespondentParts, ProblemParts],
);
