import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

/** What a question is, whoever looks at it; its logic comes as text to who writes it, as a tree to who answers. */
export const QuestionFace = graphql(`
  fragment QuestionFace on Question @_unmask {
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
    variable
    concept
    required
    options {
      code
      label {
        nl
        en
      }
      excludes
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
      faces
    }
    number {
      minimum
      maximum
      integer
      unit {
        nl
        en
      }
    }
    days {
      from
      to
    }
    maxLength
    short
    dontKnow
    ratherNotSay
    heavy
    stem {
      nl
      en
    }
  }
`);

export const QuestionParts = graphql(
  `
    fragment QuestionParts on Question @_unmask {
      ...QuestionFace
      relevance {
        tree
      }
      constraint {
        holds {
          tree
        }
        message {
          nl
          en
        }
      }
      calculation {
        tree
      }
    }
  `,
  [QuestionFace],
);

export type Question = ResultOf<typeof QuestionParts>;
