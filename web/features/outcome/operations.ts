import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const OutcomeFields = graphql(`
  fragment OutcomeFields on Outcome @_unmask {
    id
    kind
    status
    who
    on
    canEdit
    what {
      nl
      en
    }
    reason {
      nl
      en
    }
    workplace {
      id
      name
    }
    finding {
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
    }
    theme {
      id
      words {
        nl
        en
      }
      meeting {
        nl
        en
      }
      study {
        id
        synthetic
      }
    }
  }
`);

export const Agenda = graphql(
  `
    query Agenda {
      outcomes {
        ...OutcomeFields
      }
    }
  `,
  [OutcomeFields],
);

export const FindingForOutcome = graphql(`
  query FindingForOutcome($id: ID!) {
    finding(id: $id) {
      id
      publishedAt
      title {
        nl
        en
      }
      words {
        nl
        en
      }
      study {
        id
        slug
        title
        synthetic
      }
    }
  }
`);

export const ThemeForOutcome = graphql(`
  query ThemeForOutcome($meeting: ID!) {
    meeting(id: $meeting) {
      id
      title {
        nl
        en
      }
      study {
        id
        synthetic
      }
      themes {
        id
        words {
          nl
          en
        }
        openedAt
      }
    }
  }
`);

export const RecordOutcome = graphql(
  `
    mutation RecordOutcome($input: RecordOutcomeInput!) {
      recordOutcome(input: $input) {
        __typename
        ... on Outcome {
          ...OutcomeFields
        }
        ...ProblemFields
      }
    }
  `,
  [OutcomeFields, ProblemFields],
);

export const UpdateOutcome = graphql(
  `
    mutation UpdateOutcome($id: ID!, $input: UpdateOutcomeInput!) {
      updateOutcome(id: $id, input: $input) {
        __typename
        ... on Outcome {
          ...OutcomeFields
        }
        ...ProblemFields
      }
    }
  `,
  [OutcomeFields, ProblemFields],
);

export type Outcome = ResultOf<typeof Agenda>["outcomes"][number];
