import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf, VariablesOf } from "../../lib/graphql/graphql.ts";

const DerivedFields = graphql(`
  fragment DerivedFields on DerivedVariable @_unmask {
    id
    name
    version
    label
    sentence {
      nl
      en
    }
    inputs
    purpose
    status
    proposedAt
    decidedAt
    reason
    canDecide
    computed
    leftOut {
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
`);

export const StudyDerived = graphql(
  `
    query StudyDerived($slug: String!) {
      study(slug: $slug) {
        id
        slug
        title
        synthetic
        canProposeDerived
        derivedVariables {
          ...DerivedFields
        }
      }
    }
  `,
  [DerivedFields],
);

export const DerivedQueue = graphql(
  `
    query DerivedQueue {
      derivedVariables(status: PROPOSED) {
        ...DerivedFields
      }
    }
  `,
  [DerivedFields],
);

export const InputsOfStudy = graphql(`
  query InputsOfStudy($slug: String!) {
    study(slug: $slug) {
      id
      slug
      title
      synthetic
      canProposeDerived
      waves {
        id
        code
        label
      }
      variables {
        id
        name
        label
        type
        level
        role
        categories {
          code
          label
        }
        bandings {
          name
          limits
        }
        derived {
          version
        }
      }
    }
  }
`);

export const ProposeDerived = graphql(
  `
    mutation ProposeDerived($study: String!, $input: ProposeDerivedVariableInput!) {
      proposeDerivedVariable(study: $study, input: $input) {
        __typename
        ... on DerivedVariable {
          ...DerivedFields
        }
        ...ProblemFields
      }
    }
  `,
  [DerivedFields, ProblemFields],
);

export const DecideDerived = graphql(
  `
    mutation DecideDerived($id: ID!, $decision: DerivedDecision!, $reason: String!) {
      decideDerivedVariable(id: $id, decision: $decision, reason: $reason) {
        __typename
        ... on DerivedVariable {
          ...DerivedFields
        }
        ...ProblemFields
      }
    }
  `,
  [DerivedFields, ProblemFields],
);

export type Derived = ResultOf<typeof DerivedFields>;
export type Decision = VariablesOf<typeof DecideDerived>["decision"];
export type Proposal = VariablesOf<typeof ProposeDerived>["input"];
export type InputStudy = NonNullable<ResultOf<typeof InputsOfStudy>["study"]>;
export type InputVariable = InputStudy["variables"][number];
