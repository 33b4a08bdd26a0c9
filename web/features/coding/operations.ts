import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf, VariablesOf } from "../../lib/graphql/graphql.ts";

const CodebookFields = graphql(`
  fragment CodebookFields on Codebook @_unmask {
    id
    version
    canChange
    differences
    study {
      id
      slug
      title
      synthetic
    }
    question {
      variable
      text {
        nl
        en
      }
      surveyTitle {
        nl
        en
      }
    }
    themes {
      code
      since
      label {
        nl
        en
      }
      when {
        nl
        en
      }
    }
    progress {
      total
      done
    }
    coders {
      id
      name
      purpose
      status
      askedAt
      decidedBy
      decidedAt
      reason
      opened
      canDecide
    }
    versions {
      number
      changedBy
      changedAt
      status
      purpose
      decidedAt
      reason
      canDecide
      themes {
        code
        label {
          nl
          en
        }
      }
    }
  }
`);

export const StudyOpenQuestions = graphql(`
  query StudyOpenQuestions($slug: String!) {
    study(slug: $slug) {
      id
      slug
      title
      synthetic
      openQuestions {
        survey
        variable
        surveyTitle {
          nl
          en
        }
        text {
          nl
          en
        }
        codebook {
          id
          canChange
          themes {
            code
          }
          progress {
            total
            done
          }
        }
      }
    }
  }
`);

export const CodebookDetail = graphql(
  `
    query Codebook($id: ID!) {
      codebook(id: $id) {
        ...CodebookFields
        agreement {
          coders
          themes {
            theme {
              code
              label {
                nl
                en
              }
            }
            texts
            share
            kappa {
              value
              low
              high
            }
          }
        }
        quotes {
          id
          words
          state
          madeBy
          decidedBy
          usable
        }
      }
    }
  `,
  [CodebookFields],
);

export const CodingQueue = graphql(
  `
    query CodingQueue {
      codingWaiting {
        ...CodebookFields
      }
    }
  `,
  [CodebookFields],
);

export const MakeCodebook = graphql(
  `
    mutation MakeCodebook($survey: ID!, $variable: String!) {
      makeCodebook(survey: $survey, variable: $variable) {
        __typename
        ... on Codebook {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

export const ChangeCodebook = graphql(
  `
    mutation ChangeCodebook($id: ID!, $version: Int!, $change: CodebookChangeInput!) {
      changeCodebook(id: $id, version: $version, change: $change) {
        __typename
        ... on Codebook {
          ...CodebookFields
        }
        ...ProblemFields
      }
    }
  `,
  [CodebookFields, ProblemFields],
);

export const AskToCode = graphql(
  `
    mutation AskToCode($codebook: ID!, $purpose: String!) {
      askToCode(codebook: $codebook, purpose: $purpose) {
        __typename
        ... on Codebook {
          ...CodebookFields
        }
        ...ProblemFields
      }
    }
  `,
  [CodebookFields, ProblemFields],
);

export const DecideCoder = graphql(
  `
    mutation DecideCoder($coder: ID!, $decision: CoderDecision!, $reason: String!) {
      decideCoder(coder: $coder, decision: $decision, reason: $reason) {
        __typename
        ... on Codebook {
          ...CodebookFields
        }
        ...ProblemFields
      }
    }
  `,
  [CodebookFields, ProblemFields],
);

export const ProposeThemes = graphql(
  `
    mutation ProposeThemes($codebook: ID!, $version: Int!, $purpose: String!) {
      proposeThemes(codebook: $codebook, version: $version, purpose: $purpose) {
        __typename
        ... on Codebook {
          ...CodebookFields
        }
        ...ProblemFields
      }
    }
  `,
  [CodebookFields, ProblemFields],
);

export const DecideThemes = graphql(
  `
    mutation DecideThemes($codebook: ID!, $version: Int!, $decision: ThemeDecision!, $reason: String!) {
      decideThemes(codebook: $codebook, version: $version, decision: $decision, reason: $reason) {
        __typename
        ... on Codebook {
          ...CodebookFields
        }
        ...ProblemFields
      }
    }
  `,
  [CodebookFields, ProblemFields],
);

export type Codebook = ResultOf<typeof CodebookFields>;
export type WholeCodebook = NonNullable<ResultOf<typeof CodebookDetail>["codebook"]>;
export type Theme = Codebook["themes"][number];
export type Coder = Codebook["coders"][number];
export type Version = Codebook["versions"][number];
export type CodebookChange = VariablesOf<typeof ChangeCodebook>["change"];
export type OpenQuestion = NonNullable<
  NonNullable<ResultOf<typeof StudyOpenQuestions>["study"]>["openQuestions"]
>[number];
