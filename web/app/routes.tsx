import { Suspense, lazy } from "react";
import { Route, Routes, useLocation } from "react-router";
import { Waiting } from "../components/page/Waiting.tsx";

// A phone with a personal link loads nothing of the pages that read.
const AnswerPages = lazy(() => import("../features/answer/AnswerPages.tsx"));
const ReadingRoutes = lazy(() => import("./ReadingRoutes.tsx"));

/** What came back is read, not answered. */
const ECHO = "/v/echo";

export function AppRoutes() {
  const { pathname } = useLocation();
  return (
    <Suspense fallback={<Waiting />}>
      <Routes>
        {pathname !== ECHO && <Route path="/v/*" element={<AnswerPages />} />}
        <Route path="*" element={<ReadingRoutes />} />
      </Routes>
    </Suspense>
  );
}
