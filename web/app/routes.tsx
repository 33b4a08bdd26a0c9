import { Suspense, lazy } from "react";
import { Waiting } from "../components/page/Waiting.tsx";
import { WhenBroken } from "../components/page/WhenBroken.tsx";
import { useAddress } from "../lib/address/address.tsx";

// A phone with a personal link loads nothing of the pages that read, nor the router between them.
const AnswerPages = lazy(() => import("../features/answer/AnswerPages.tsx"));
const JoinPage = lazy(() => import("../features/meeting/JoinPage.tsx"));
const MeetingPage = lazy(() => import("../features/meeting/MeetingPage.tsx"));
const EchoPage = lazy(() => import("../features/feedback/EchoPage.tsx"));
const ReadingRoutes = lazy(() => import("./ReadingRoutes.tsx"));

export function AppRoutes() {
  const { pathname } = useAddress();
  return (
    <WhenBroken at={pathname}>
      <Suspense fallback={<Waiting />}>{pagesAt(pathname)}</Suspense>
    </WhenBroken>
  );
}

/** An address may be typed over from a board: with a capital, or a slash behind it. */
function pagesAt(written: string) {
  const pathname = written.toLowerCase().replace(/\/$/, "");
  if (pathname === "/join") return <JoinPage />;
  if (pathname === "/v/meeting") return <MeetingPage />;
  if (pathname === "/v/echo") return <EchoPage />;
  const answering = pathname === "/v" || (pathname.startsWith("/v/") && pathname !== "/v/choices");
  return answering ? <AnswerPages /> : <ReadingRoutes />;
}
