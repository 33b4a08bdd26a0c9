import { Suspense } from "react";
import { Link, Outlet } from "react-router";
import { useQuery } from "urql";
import { DeskPage } from "../components/page/DeskPage.tsx";
import { Waiting } from "../components/page/Waiting.tsx";
import { graphql } from "../lib/graphql/graphql.ts";
import { useWords } from "../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

const WhoIsAsking = graphql(`
  query WhoIsAsking {
    viewer {
      id
      name
    }
  }
`);

/** Around every page for people at work. */
export default function DeskLayout() {
  const words = useWords({ nl, en });
  const [{ data }] = useQuery({ query: WhoIsAsking });
  const viewer = data?.viewer;
  const destinations = [
    { to: "/studies", label: words.studies },
    ...(viewer
      ? [
          { to: "/ask", label: words.ask },
          { to: "/outcomes", label: words.outcomes },
        ]
      : []),
  ];
  return (
    <DeskPage
      destinations={destinations}
      account={viewer ? <Link to="/account">{viewer.name}</Link> : <Link to="/sign-in">{words.signIn}</Link>}
    >
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
    </DeskPage>
  );
}
