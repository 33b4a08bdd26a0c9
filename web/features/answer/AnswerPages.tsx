import { lazy, Suspense, useEffect } from "react";
import { Redirect, useAddress } from "../../lib/address/address.tsx";
import { ProgressRing } from "../../components/mark/Mark.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { ConsentScreen } from "./ConsentScreen.tsx";
import { wayOf } from "../../components/question/way.ts";
import type { Way } from "../../components/question/way.ts";
import { pathAfter, progressIn } from "./course.ts";
import { en } from "./en.ts";
import type { LaterName } from "./later/LaterScreen.tsx";
import { nl } from "./nl.ts";
import type { Respondent } from "./operations.ts";
import { QuestionScreen } from "./QuestionScreen.tsx";
import { OpeningScreen } from "./OpeningScreen.tsx";
import { useRespondent } from "./useRespondent.ts";
import type { Respondence } from "./useRespondent.ts";

/** Fetched with the first answer, for when there is no network after it. */
const loadLater = () => import("./later/LaterScreen.tsx");
const LaterScreen = lazy(loadLater);

/** Everything behind a personal link until the answers are sent: /v, /v/1 …, /v/check, /v/done, /v/about. */
export default function AnswerPages() {
  const respondence = useRespondent();
  const step = useAddress().pathname.slice("/v/".length);
  const words = useWords({ nl, en });
  const { opening, saving } = respondence;
  const answered = saving.kind === "SAVED";
  useEffect(() => {
    if (answered) loadLater().catch(() => undefined);
  }, [answered]);
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
  const { state } = useAddress();
  const later = (name: LaterName) => (
    <LaterScreen name={name} {...{ way, respondent, respondence }} returned={state === "RETURNED"} />
  );
  if (respondent.ownCode === "NEEDED" && !respondence.withoutCode && respondent.withdrawal === null)
    return later("OWN_CODE");
  if (respondent.withdrawal !== null) return later("RECEIPT");
  const closed = respondent.closedAt !== null && respondent.sentAt === null;
  if (closed && respondent.consent !== true) return later("CLOSED");
  if (respondent.consent === null && respondent.saidYes) return later("GUARDIAN");
  if (respondent.consent === null) return <ConsentScreen {...{ respondent, respondence }} />;
  if (!respondent.consent) return later("DECLINED");
  if (step === "about") return later("ABOUT");
  // Nothing of it is dropped without a word.
  if (respondence.tooLate.size > 0 && (closed || respondent.sentAt !== null)) return later("TOO_LATE");
  if (respondent.meeting) return <Redirect to="/v/meeting" />;
  if (respondent.sentAt !== null) {
    if (step === "done") return later("SENT");
    // Sending happens on the overview and leads to the thanks; any other way here leads to what came back.
    return <Redirect to={step === "check" ? "/v/done" : "/v/echo"} />;
  }
  if (closed) return later("CLOSED");
  if (respondent.choices.some(({ ask }) => ask)) return later("CHOICES");
  if (step === "check") return later("CHECK");
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
  if (at !== null && at > 0 && at <= way.most) return <Redirect to={pathAfter(way, at)} />;
  const answered = (id: string) => (respondence.answers.get(id) ?? null) !== null;
  const last = way.steps.findLast(({ question }) => answered(question.id));
  return <Redirect to={pathAfter(way, last?.place ?? 0)} state={last ? "RETURNED" : null} />;
}
