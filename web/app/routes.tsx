import { Suspense, lazy } from "react";
import { Route, Routes } from "react-router";
import { Waiting } from "../components/page/Waiting.tsx";

// A phone with a personal link loads nothing of the pages that read.
const AnswerPages = lazy(() => import("../features/answer/AnswerPages.tsx"));
const ReadingRoutes = lazy(() => import("./ReadingRoutes.tsx"));

export function AppRoutes() {
  return (
    <Suspense fallback={<Waiting />}>
      <Routes>
        <Route path="/v/echo" element={<ReadingRoutes />} />
        <Route path="/v/*" element={<AnswerPages />} />
        <Route path="*" element={<ReadingRoutes />} />
      </Routes>
    </Suspense>
  );
}
