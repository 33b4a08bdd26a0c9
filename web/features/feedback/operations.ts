import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const OutcomeParts = graphql(`
  fragment EchoOutcomeParts on Outcome @_unmask {
    id
    kind
    what {
      nl
      en
    }
    who
    status
    reason {
      nl
      en
    }
    on
    workplace {
      id
      name
    }
  }
`);

const StoryFindingParts = graphql(
  `
    fragment StoryFindingParts on StoryFinding @_unmask {
      ownCode
      recognised
      finding {
        id
        title {
          nl
          en
        }
        words {
          nl
          en
        }
        picture
        query
        quotes {
          id
          words
        }
      }
      outcomes {
        ...EchoOutcomeParts
      }
    }
  `,
  [OutcomeParts],
);

const StoryParts = graphql(
  `
    fragment StoryParts on Story @_unmask {
      question {
        id
        kind
        text {
          nl
          en
        }
        variable
        concept
        options {
          code
          label {
            nl
            en
          }
        }
        scale {
          minimum
          maximum
          low {
            nl
            en
          }
          high {
            nl
            en
          }
        }
        number {
          unit {
            nl
            en
          }
        }
      }
      ownAnswer
      rings
      counted
      findings {
        ...StoryFindingParts
      }
    }
  `,
  [StoryFindingParts],
);

export const Echo = graphql(
  `
    query Echo {
      respondent {
        study {
          id
          title
          synthetic
        }
        consent
        sentAt
        ownCode
        promisedOn
        movedFrom
        movedBecause
        stories {
          ...StoryParts
        }
        meeting {
          id
          title {
            nl
            en
          }
          themes {
            id
            words {
              nl
              en
            }
            own {
              id
              text
            }
            outcomes {
              ...EchoOutcomeParts
            }
          }
        }
      }
    }
  `,
  [StoryParts, OutcomeParts],
);

/** Asked for each finding by itself: the figures of all of them at once would be a very large question. */
export const Figures = graphql(`
  query Figures($finding: ID!) {
    finding(id: $finding) {
      id
      result {
        asOf
        state
        notices
        cells {
          keys {
            dimension
            code
            label
            missing
          }
          value
          low
          high
          count
          withheld
          notAsked
        }
      }
    }
  }
`);

export const RecogniseFinding = graphql(
  `
    mutation RecogniseFinding($finding: ID!, $recognised: Recognition!) {
      recogniseFinding(finding: $finding, recognised: $recognised) {
        __typename
        ... on StoryFinding {
          recognised
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const CloseRespondentSession = graphql(`
  mutation CloseRespondentSession {
    closeRespondentSession
  }
`);

export type Listener = NonNullable<ResultOf<typeof Echo>["respondent"]>;
export type FiguresOf = NonNullable<NonNullable<ResultOf<typeof Figures>["finding"]>["result"]>;
export type Story = ResultOf<typeof StoryParts>;
export type StoryFinding = ResultOf<typeof StoryFindingParts>;
export type Outcome = StoryFinding["outcomes"][number];
export type Recognition = NonNullable<StoryFinding["recognised"]>;
