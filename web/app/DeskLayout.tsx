import { Suspense } from "react";
import { Link, Outlet } from "react-router";
import { DeskPage } from "../components/page/DeskPage.tsx";
import { Waiting } from "../components/page/Waiting.tsx";
import { useWords } from "../lib/language/language.tsx";
import { isOne, useViewer } from "../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** Around every page for people at work. */
export default function DeskLayout() {
  const words = useWords({ nl, en });
  const { viewer } = useViewer();
  const destinations = [
    { to: "/studies", label: words.studies },
    ...(isOne(viewer, "RESEARCHER", "MEMBER", "STEWARD") ? [{ to: "/ask", label: words.ask }] : []),
    ...(isOne(viewer, "STEWARD") ? [{ to: "/derived", label: words.proposals }] : []),
    ...(isOne(viewer, "RESEARCHER", "MEMBER") ? [{ to: "/meetings", label: words.meetings }] : []),
    ...(isOne(viewer, "MEMBER") ? [{ to: "/outcomes", label: words.outcomes }] : []),
    ...(isOne(viewer, "STEWARD") ? [{ to: "/steward", label: words.steward }] : []),
    ...(viewer ? [{ to: "/alarms", label: words.alarms }] : []),
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
