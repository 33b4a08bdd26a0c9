import { Suspense, lazy } from "react";
import { Route, Routes } from "react-router";
import { Waiting } from "../components/page/Waiting.tsx";

// Every page is fetched when it is needed, so that a phone with a personal link loads nothing of the desk.
const WelcomePage = lazy(() => import("../features/welcome/WelcomePage.tsx"));
const AnswerPages = lazy(() => import("../features/answer/AnswerPages.tsx"));
const EchoPage = lazy(() => import("../features/feedback/EchoPage.tsx"));
const DeskRoutes = lazy(() => import("./DeskRoutes.tsx"));

export function AppRoutes() {
  return (
    <Suspense fallback={<Waiting />}>
      <Routes>
        <Route path="/" element={<WelcomePage />} />
        <Route path="/v/echo" element={<EchoPage />} />
        <Route path="/v/*" element={<AnswerPages />} />
        <Route path="*" element={<DeskRoutes />} />
      </Routes>
    </Suspense>
  );
}
