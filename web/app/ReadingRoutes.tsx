import { lazy } from "react";
import { createPath, Route, Router, Routes } from "react-router";
import type { Navigator } from "react-router";
import { go, useAddress } from "../lib/address/address.tsx";
import { GraphQLProvider } from "../lib/graphql/client.tsx";
import DeskLayout from "./DeskLayout.tsx";

// Every page is fetched when it is needed.
const WelcomePage = lazy(() => import("../features/welcome/WelcomePage.tsx"));
const SignInPage = lazy(() => import("../features/sign-in/SignInPage.tsx"));
const AccountPage = lazy(() => import("../features/account/AccountPage.tsx"));
const StudyListPage = lazy(() => import("../features/study/StudyListPage.tsx"));
const NewStudyPage = lazy(() => import("../features/study/NewStudyPage.tsx"));
const StudyPage = lazy(() => import("../features/study/StudyPage.tsx"));
const SurveysPage = lazy(() => import("../features/survey-admin/SurveysPage.tsx"));
const InvitationsPage = lazy(() => import("../features/survey-admin/invitations/InvitationsPage.tsx"));
const ChoicesPage = lazy(() => import("../features/consent/ChoicesPage.tsx"));
const GuardianPage = lazy(() => import("../features/consent/GuardianPage.tsx"));
const ConsentTextsPage = lazy(() => import("../features/survey-admin/consent/ConsentTextsPage.tsx"));
const LeavePage = lazy(() => import("../features/leave/LeavePage.tsx"));
const AlarmPage = lazy(() => import("../features/alarm/AlarmPage.tsx"));
const OwnAlarmPage = lazy(() => import("../features/alarm/OwnAlarmPage.tsx"));
const AlarmsPage = lazy(() => import("../features/alarm-desk/AlarmsPage.tsx"));
const GivenAlarmPage = lazy(() => import("../features/alarm-desk/GivenAlarmPage.tsx"));
const RoomPage = lazy(() => import("../features/meeting-desk/RoomPage.tsx"));
const MeetingsPage = lazy(() => import("../features/meeting-desk/MeetingsPage.tsx"));
const NewMeetingPage = lazy(() => import("../features/meeting-desk/NewMeetingPage.tsx"));
const HostedMeetingPage = lazy(() => import("../features/meeting-desk/MeetingPage.tsx"));
const PlanStartPage = lazy(() => import("../features/plan/PlanStartPage.tsx"));
const OwnPlanPage = lazy(() => import("../features/plan/OwnPlanPage.tsx"));
const SharedPlanPage = lazy(() => import("../features/plan/SharedPlanPage.tsx"));
const VersionsPage = lazy(() => import("../features/survey-admin/versions/VersionsPage.tsx"));
const BringInPage = lazy(() => import("../features/survey-admin/bring-in/BringInPage.tsx"));
const NewSurveyPage = lazy(() => import("../features/builder/NewSurveyPage.tsx"));
const EditSurveyPage = lazy(() => import("../features/builder/EditSurveyPage.tsx"));
const SnapshotsPage = lazy(() => import("../features/snapshots/SnapshotsPage.tsx"));
const HandOversPage = lazy(() => import("../features/hand-over/HandOversPage.tsx"));
const DerivedPage = lazy(() => import("../features/derived/DerivedPage.tsx"));
const NewDerivedPage = lazy(() => import("../features/derived/NewDerivedPage.tsx"));
const DerivedQueuePage = lazy(() => import("../features/derived/DerivedQueuePage.tsx"));
const OpenAnswersPage = lazy(() => import("../features/coding/OpenAnswersPage.tsx"));
const CodebookPage = lazy(() => import("../features/coding/CodebookPage.tsx"));
const CodeTextsPage = lazy(() => import("../features/coding/CodeTextsPage.tsx"));
const SettlePage = lazy(() => import("../features/coding/SettlePage.tsx"));
const QuotesPage = lazy(() => import("../features/coding/QuotesPage.tsx"));
const CodingQueuePage = lazy(() => import("../features/coding/CodingQueuePage.tsx"));
const ImportPage = lazy(() => import("../features/import/ImportPage.tsx"));
const AskPage = lazy(() => import("../features/ask/AskPage.tsx"));
const ResultPage = lazy(() => import("../features/ask/ResultPage.tsx"));
const NewFindingPage = lazy(() => import("../features/finding/NewFindingPage.tsx"));
const EditFindingPage = lazy(() => import("../features/finding/EditFindingPage.tsx"));
const FindingPage = lazy(() => import("../features/finding/FindingPage.tsx"));
const AgendaPage = lazy(() => import("../features/outcome/AgendaPage.tsx"));
const NewOutcomePage = lazy(() => import("../features/outcome/NewOutcomePage.tsx"));
const ProtectionPage = lazy(() => import("../features/steward/ProtectionPage.tsx"));
const StewardPage = lazy(() => import("../features/steward/StewardPage.tsx"));
const RolesPage = lazy(() => import("../features/study/RolesPage.tsx"));
const StudyOversightPage = lazy(() => import("../features/steward/StudyOversightPage.tsx"));
const NotFoundPage = lazy(() => import("./NotFoundPage.tsx"));

/** The router goes by the client's own address, so that a page of its may lead to one outside it. */
const navigator: Navigator = {
  createHref: (to) => (typeof to === "string" ? to : createPath(to)),
  go: (steps) => window.history.go(steps),
  push: (to, state: unknown) => go(navigator.createHref(to), { state }),
  replace: (to, state: unknown) => go(navigator.createHref(to), { state, replace: true }),
};

/** Everything but answering: the front page, what came back, the pages for people at work, and whatever is nowhere. */
export default function ReadingRoutes() {
  return (
    <GraphQLProvider>
      <Router location={useAddress()} navigator={navigator}>
        <Routes>
          <Route path="/" element={<WelcomePage />} />
          <Route path="/v/choices" element={<ChoicesPage />} />
          <Route path="/guardian" element={<GuardianPage />} />
          <Route path="/leave" element={<LeavePage />} />
          <Route path="/stop" element={<AlarmPage />} />
          <Route path="/stop/mine" element={<OwnAlarmPage />} />
          <Route path="/plan" element={<PlanStartPage />} />
          <Route path="/plan/mine/*" element={<OwnPlanPage />} />
          <Route path="/plan/shared" element={<SharedPlanPage />} />
          <Route element={<DeskLayout />}>
            <Route path="/sign-in" element={<SignInPage />} />
            <Route path="/account" element={<AccountPage />} />
            <Route path="/studies" element={<StudyListPage />} />
            <Route path="/new-study" element={<NewStudyPage />} />
            <Route path="/studies/:slug" element={<StudyPage />} />
            <Route path="/studies/:slug/surveys" element={<SurveysPage />} />
            <Route path="/studies/:slug/surveys/:id/versions" element={<VersionsPage />} />
            <Route path="/studies/:slug/surveys/:id/invitations/:fielding" element={<InvitationsPage />} />
            <Route path="/studies/:slug/surveys/:id/room/:fielding" element={<RoomPage />} />
            <Route path="/meetings" element={<MeetingsPage />} />
            <Route path="/meetings/new" element={<NewMeetingPage />} />
            <Route path="/meetings/:id" element={<HostedMeetingPage />} />
            <Route path="/studies/:slug/surveys/bring-in" element={<BringInPage />} />
            <Route path="/studies/:slug/surveys/consent" element={<ConsentTextsPage />} />
            <Route path="/studies/:slug/surveys/new" element={<NewSurveyPage />} />
            <Route path="/studies/:slug/surveys/:id/edit" element={<EditSurveyPage />} />
            <Route path="/studies/:slug/snapshots" element={<SnapshotsPage />} />
            <Route path="/studies/:slug/hand-overs" element={<HandOversPage />} />
            <Route path="/studies/:slug/derived" element={<DerivedPage />} />
            <Route path="/studies/:slug/derived/new" element={<NewDerivedPage />} />
            <Route path="/derived" element={<DerivedQueuePage />} />
            <Route path="/studies/:slug/open-answers" element={<OpenAnswersPage />} />
            <Route path="/codebooks/:id" element={<CodebookPage />} />
            <Route path="/codebooks/:id/code" element={<CodeTextsPage />} />
            <Route path="/codebooks/:id/settle" element={<SettlePage />} />
            <Route path="/codebooks/:id/quotes" element={<QuotesPage />} />
            <Route path="/codebooks" element={<CodingQueuePage />} />
            <Route path="/import" element={<ImportPage />} />
            <Route path="/ask" element={<AskPage />} />
            <Route path="/results/:id" element={<ResultPage />} />
            <Route path="/findings/new" element={<NewFindingPage />} />
            <Route path="/findings/:id" element={<FindingPage />} />
            <Route path="/findings/:id/edit" element={<EditFindingPage />} />
            <Route path="/outcomes" element={<AgendaPage />} />
            <Route path="/outcomes/new" element={<NewOutcomePage />} />
            <Route path="/protection" element={<ProtectionPage />} />
            <Route path="/studies/:slug/roles" element={<RolesPage />} />
            <Route path="/alarms" element={<AlarmsPage />} />
            <Route path="/alarms/:id" element={<GivenAlarmPage />} />
            <Route path="/steward" element={<StewardPage />} />
            <Route path="/steward/:slug" element={<StudyOversightPage />} />
          </Route>
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Router>
    </GraphQLProvider>
  );
}
