import { lazy, Suspense } from "react";
import { Navigate, useLocation, useParams } from "react-router";
import { ProgressRing } from "../../components/mark/Mark.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { ConsentScreen, DeclinedScreen } from "./ConsentScreen.tsx";
import { wayOf } from "../../components/question/way.ts";
import type { Way } from "../../components/question/way.ts";
import { pathAfter, progressIn } from "./course.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Respondent } from "./operations.ts";
import { QuestionScreen } from "./QuestionScreen.tsx";
import { OpeningScreen } from "./OpeningScreen.tsx";
import { useRespondent } from "./useRespondent.ts";
import type { Respondence } from "./useRespondent.ts";

// Nobody sees them before the first question; offline-pages.ts keeps them for when there is no network.
const AboutScreen = lazy(() => import("./AboutScreen.tsx"));
const CheckScreen = lazy(() => import("./CheckScreen.tsx"));
const ClosedScreen = lazy(() => import("./ClosedScreen.tsx"));
const OwnCodeScreen = lazy(() => import("./OwnCodeScreen.tsx"));
const ReceiptScreen = lazy(() => import("./ReceiptScreen.tsx"));
const SentScreen = lazy(() => import("./SentScreen.tsx"));
const ChoicesScreen = lazy(() => import("./choosing/ChoicesScreen.tsx"));
const GuardianWaitScreen = lazy(() => import("./choosing/GuardianWaitScreen.tsx"));

/** Everything behind a personal link until the answers are sent: /v, /v/1 …, /v/check, /v/done, /v/about. */
export default function AnswerPages() {
  const respondence = useRespondent();
  const step = useParams()["*"] ?? "";
  const words = useWords({ nl, en });
  const { opening } = respondence;
  if (opening.kind !== "OPEN")
    return (
      <RespondentPage>
        <OpeningScreen opening={opening} onRetry={respondence.retryOpening} />
      </RespondentPage>
    );
  const { respondent } = opening;
  const at = /^\d+$/.test(step) ? Number(step) : null;
  const asking =
    respondent.consent === true && respondent.sentAt === null && respondent.closedAt === null && at !== null;
  const way = wayOf(respondent, respondence.answers);
  const here = way.steps.find(({ place }) => place === at);
  return (
    <RespondentPage
      synthetic={respondent.study.synthetic}
      aside={
        asking &&
        here && <ProgressRing share={(here.number - 1) / (here.number + here.left)} label={progressIn(words, here)} />
      }
    >
      <Suspense fallback={<Waiting />}>
        <Screen {...{ step, at, way, respondent, respondence }} />
      </Suspense>
    </RespondentPage>
  );
}

interface ScreenProps {
  step: string;
  /** Place of the question, from 1. */
  at: number | null;
  way: Way;
  respondent: Respondent;
  respondence: Respondence;
}

function Screen({ step, at, way, respondent, respondence }: ScreenProps) {
  const { state } = useLocation();
  if (respondent.ownCode === "NEEDED" && !respondence.withoutCode && respondent.withdrawal === null)
    return <OwnCodeScreen {...{ respondence }} />;
  if (respondent.withdrawal !== null) return <ReceiptScreen withdrawal={respondent.withdrawal} {...{ respondence }} />;
  const closed = respondent.closedAt !== null && respondent.sentAt === null;
  if (closed && respondent.consent !== true) return <ClosedScreen {...{ respondent }} />;
  if (respondent.consent === null && respondent.saidYes) return <GuardianWaitScreen {...{ respondent, respondence }} />;
  if (respondent.consent === null) return <ConsentScreen {...{ respondent, respondence }} />;
  if (!respondent.consent) return <DeclinedScreen {...{ respondence }} />;
  if (step === "about") return <AboutScreen {...{ respondent, respondence }} />;
  if (respondent.meeting) return <Navigate to="/v/meeting" replace />;
  if (respondent.sentAt !== null) {
    if (step === "done") return <SentScreen {...{ respondent }} />;
    // Sending happens on the overview and leads to the thanks; any other way here leads to what came back.
    return <Navigate to={step === "check" ? "/v/done" : "/v/echo"} replace />;
  }
  if (closed) return <ClosedScreen {...{ respondent }} />;
  if (respondent.choices.some(({ ask }) => ask)) return <ChoicesScreen {...{ respondent, respondence }} />;
  if (step === "check") return <CheckScreen {...{ way, respondence }} returned={state === "RETURNED"} />;
  const asked = way.steps.find(({ place }) => place === at);
  if (asked)
    return (
      <QuestionScreen
        key={`${asked.question.id} ${respondence.renewed}`}
        step={asked}
        {...{ way, respondent, respondence }}
        returned={state === "RETURNED"}
      />
    );
  // A question that is not asked any more, by an answer before it, is passed over.
  if (at !== null && at > 0 && at <= way.most) return <Navigate to={pathAfter(way, at)} replace />;
  const answered = (id: string) => (respondence.answers.get(id) ?? null) !== null;
  const last = way.steps.findLast(({ question }) => answered(question.id));
  return <Navigate to={pathAfter(way, last?.place ?? 0)} state={last ? "RETURNED" : null} replace />;
}
