import { Suspense, lazy } from "react";
import { Route, Routes, useLocation } from "react-router";
import { Waiting } from "../components/page/Waiting.tsx";

// A phone with a personal link loads nothing of the pages that read.
const AnswerPages = lazy(() => import("../features/answer/AnswerPages.tsx"));
const JoinPage = lazy(() => import("../features/meeting/JoinPage.tsx"));
const MeetingPage = lazy(() => import("../features/meeting/MeetingPage.tsx"));
const ReadingRoutes = lazy(() => import("./ReadingRoutes.tsx"));

/** Behind the personal link, and read rather than answered. */
const READ = ["/v/echo", "/v/choices"];

export function AppRoutes() {
  const { pathname } = useLocation();
  return (
    <Suspense fallback={<Waiting />}>
      <Routes>
        {!READ.includes(pathname) && <Route path="/v/*" element={<AnswerPages />} />}
        <Route path="/join" element={<JoinPage />} />
        <Route path="/v/meeting" element={<MeetingPage />} />
        <Route path="*" element={<ReadingRoutes />} />
      </Routes>
    </Suspense>
  );
}
