import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";

const TokenFields = graphql(`
  fragment TokenFields on AccessToken @_unmask {
    id
    name
    scopes
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
  }
`);

export const OwnAccount = graphql(
  `
    query OwnAccount {
      viewer {
        id
        name
        email
        roles
        workplaces {
          id
          name
          members
        }
        accessTokens {
          ...TokenFields
        }
      }
    }
  `,
  [TokenFields],
);

export const CreateAccessToken = graphql(
  `
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
      createAccessToken(input: $input) {
        __typename
        ... on CreatedAccessToken {
          secret
          token {
            ...TokenFields
          }
        }
        ...ProblemFields
      }
    }
  `,
  [TokenFields, ProblemFields],
);

export const RevokeAccessToken = graphql(
  `
    mutation RevokeAccessToken($id: ID!) {
      revokeAccessToken(id: $id) {
        __typename
        ... on AccessToken {
          ...TokenFields
        }
        ...ProblemFields
      }
    }
  `,
  [TokenFields, ProblemFields],
);

export const SignOut = graphql(`
  mutation SignOut {
    signOut
  }
`);

export type Account = NonNullable<ResultOf<typeof OwnAccount>["viewer"]>;
export type Token = Account["accessTokens"][number];
