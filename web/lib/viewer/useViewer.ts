import { useQuery } from "urql";
import { graphql } from "../graphql/graphql.ts";
import type { ResultOf } from "../graphql/graphql.ts";

const ViewerQuery = graphql(`
  query Viewer {
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
    }
  }
`);

export type Viewer = NonNullable<ResultOf<typeof ViewerQuery>["viewer"]>;
export type Role = Viewer["roles"][number];

/** Who is signed in; null for nobody and while it is asked. What may be done, the API decides; this only shows the way. */
export function useViewer(): { viewer: Viewer | null; known: boolean } {
  const [{ data, fetching }] = useQuery({ query: ViewerQuery });
  return { viewer: data?.viewer ?? null, known: data !== undefined || !fetching };
}

export const isOne = (viewer: Viewer | null, ...roles: readonly Role[]): boolean =>
  viewer?.roles.some((role) => roles.includes(role)) ?? false;
