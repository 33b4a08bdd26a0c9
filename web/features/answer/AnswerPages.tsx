import { Navigate, useLocation, useParams } from "react-router";
import { ProgressRing } from "../../components/mark/Mark.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { AboutScreen } from "./AboutScreen.tsx";
import { CheckScreen } from "./CheckScreen.tsx";
import { ClosedScreen } from "./ClosedScreen.tsx";
import { ConsentScreen, DeclinedScreen } from "./ConsentScreen.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Respondent } from "./operations.ts";
import { QuestionScreen } from "./QuestionScreen.tsx";
import { resumeAt } from "./rule.ts";
import { SentScreen } from "./SentScreen.tsx";
import { OpeningScreen } from "./OpeningScreen.tsx";
import { useRespondent } from "./useRespondent.ts";
import type { Respondence } from "./useRespondent.ts";

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
  const total = respondent.questions.length;
  const at = /^\d+$/.test(step) ? Number(step) : null;
  const asking =
    respondent.consent === true && respondent.sentAt === null && respondent.closedAt === null && at !== null;
  return (
    <RespondentPage
      synthetic={respondent.study.synthetic}
      aside={asking && <ProgressRing share={(at - 1) / total} label={words.progress(at, total)} />}
    >
      <Screen {...{ step, at, respondent, respondence }} />
    </RespondentPage>
  );
}

interface ScreenProps {
  step: string;
  /** Number of the question, from 1. */
  at: number | null;
  respondent: Respondent;
  respondence: Respondence;
}

function Screen({ step, at, respondent, respondence }: ScreenProps) {
  const { state } = useLocation();
  const closed = respondent.closedAt !== null && respondent.sentAt === null;
  if (closed && respondent.consent !== true) return <ClosedScreen {...{ respondent }} />;
  if (respondent.consent === null) return <ConsentScreen {...{ respondent, respondence }} />;
  if (!respondent.consent) return <DeclinedScreen {...{ respondence }} />;
  if (step === "about") return <AboutScreen {...{ respondent, respondence }} />;
  if (respondent.sentAt !== null) {
    if (step === "done") return <SentScreen {...{ respondent }} />;
    // Sending happens on the overview and leads to the thanks; any other way here leads to what came back.
    return <Navigate to={step === "check" ? "/v/done" : "/v/echo"} replace />;
  }
  if (closed) return <ClosedScreen {...{ respondent }} />;
  if (step === "check") return <CheckScreen {...{ respondent, respondence }} returned={state === "RETURNED"} />;
  const question = at === null ? undefined : respondent.questions[at - 1];
  if (question && at !== null)
    return (
      <QuestionScreen
        key={question.id}
        {...{ question, at, respondence }}
        total={respondent.questions.length}
        returned={state === "RETURNED"}
      />
    );
  const answered = (id: string) => (respondence.answers.get(id) ?? null) !== null;
  const next = resumeAt(respondent.questions, answered);
  return (
    <Navigate
      to={next === respondent.questions.length ? "/v/check" : `/v/${next + 1}`}
      state={next > 0 ? "RETURNED" : null}
      replace
    />
  );
}
