import { useEffect, useState } from "react";
import { Link, Navigate, useLocation, useNavigate, useParams } from "react-router";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { DOMAINS } from "../../components/domain/DomainIcon.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { OwnLink } from "../../components/own-link/OwnLink.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { keepSecret, newId, useOwnSecret } from "../../lib/own-link/own-link.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { DeletePlan, DeleteRound, KeepRound, OpenPlan } from "./operations.ts";
import type { Plan, Round } from "./operations.ts";
import { OverTime } from "./OverTime.tsx";
import styles from "./plan.module.css";
import { type Given, type NotKept, RoundForm } from "./RoundForm.tsx";
import { RoundsPart } from "./RoundsPart.tsx";
import { SharesPart } from "./SharesPart.tsx";
import { StudyPart } from "./StudyPart.tsx";
import { YoursPart } from "./YoursPart.tsx";

export const MINE = "/plan/mine";

/** Behind the owner's link: /plan/mine, and a domain a screen at /plan/mine/1 to 5. */
export default function OwnPlanPage() {
  const words = useWords({ nl, en });
  const secret = useOwnSecret(MINE);
  const [deleted, setDeleted] = useState(false);
  return (
    <RespondentPage>
      <div className={styles.stack}>
        {secret === null || deleted ? (
          <>
            <PageHeading>{deleted ? words.deletedTitle : words.noLinkTitle}</PageHeading>
            <p>{deleted ? words.deleted : words.noLink}</p>
            <p>
              <Link to="/plan">{words.toStart}</Link>
            </p>
          </>
        ) : (
          <Opened key={secret} secret={secret} onDeleted={() => setDeleted(true)} />
        )}
      </div>
    </RespondentPage>
  );
}

function Opened({ secret, onDeleted }: { secret: string; onDeleted(): void }) {
  const words = useWords({ nl, en });
  const [{ data, error }, openPlan] = useMutation(OpenPlan);
  const [newer, setNewer] = useState<Plan | null>(null);
  useEffect(() => void openPlan({ secret }), [openPlan, secret]);
  const answer = newer ?? data?.openPlan;
  if (error && !answer)
    return (
      <>
        <PageHeading>{words.title}</PageHeading>
        <FailureNotice error={error} onRetry={() => void openPlan({ secret })} />
      </>
    );
  if (!answer) return <Waiting />;
  if ("code" in answer)
    return (
      <>
        <PageHeading>{words.title}</PageHeading>
        <Notice kind="WRONG" title={answer.message} />
        <p>
          <Link to="/plan">{words.toStart}</Link>
        </p>
      </>
    );
  return <PlanScreens plan={answer} onChanged={setNewer} {...{ secret, onDeleted }} />;
}

interface PlanScreensProps {
  secret: string;
  plan: Plan;
  onChanged(plan: Plan): void;
  onDeleted(): void;
}

/** What is being filled in: a new time, or one that is corrected. */
interface Draft {
  round: string;
  given: Given;
}

const draftOf = ({ id, answers }: Round): Draft => ({
  round: id,
  given: Object.fromEntries(answers.map(({ question, value }) => [question.id, value])),
});

function PlanScreens({ secret, plan, onChanged, onDeleted }: PlanScreensProps) {
  const step = useParams()["*"] ?? "";
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [, keep] = useMutation(KeepRound);
  const at = Number(step);

  const begin = async (from: Draft) => {
    setDraft(from);
    await navigate(`${MINE}/1`);
  };

  const go = async ({ round, given }: Draft, to: number): Promise<NotKept> => {
    const answers = Object.entries(given)
      .filter(([, value]) => value !== "")
      .map(([question, value]) => ({ question, value }));
    if (answers.length > 0) {
      const { data, error } = await keep({ secret, round, answers });
      if (data?.keepPlanRound.__typename === "Problem") return { problem: data.keepPlanRound.message };
      if (data?.keepPlanRound.__typename !== "Plan") return { error };
      onChanged(data.keepPlanRound);
    }
    await navigate(to === 0 ? MINE : `${MINE}/${to}`);
    return {};
  };

  if (step === "") return <Overview {...{ secret, plan, onChanged, onDeleted }} onBegin={(from) => void begin(from)} />;
  // A page that was loaded again has nothing being filled in.
  if (draft === null || !(at >= 1 && at <= DOMAINS.length)) return <Navigate to={MINE} replace />;
  return (
    <RoundForm
      key={step}
      questions={plan.questions}
      at={at}
      given={draft.given}
      onChange={(question, value) => setDraft({ ...draft, given: { ...draft.given, [question]: value } })}
      onGo={(to) => go(draft, to)}
    />
  );
}

function Overview({ secret, plan, onChanged, onDeleted, onBegin }: PlanScreensProps & { onBegin(draft: Draft): void }) {
  const words = useWords({ nl, en });
  const { state } = useLocation();
  const [removed, remove] = useMutation(DeleteRound);
  const [gone, deletePlan] = useMutation(DeletePlan);
  const error = removed.error ?? gone.error;
  const removeRound = async (round: string) => {
    const { data } = await remove({ secret, round });
    if (data?.deletePlanRound.__typename === "Plan") onChanged(data.deletePlanRound);
  };
  const removeAll = async () => {
    const { data } = await deletePlan({ secret });
    if (data?.deletePlan.__typename !== "DeletedPlan") return;
    keepSecret(MINE, null);
    onDeleted();
  };
  const isNew = state === "STARTED";
  const { rounds, shares } = plan;
  return (
    <>
      <PageHeading>{words.title}</PageHeading>
      <OwnLink page={MINE} secret={secret} open={isNew} words={words} />
      {rounds.length === 0 && <p>{words.empty}</p>}
      <div>
        <Button weight="PRIMARY" onClick={() => onBegin({ round: newId(), given: {} })}>
          {words.fill}
        </Button>
      </div>
      {error && <FailureNotice error={error} />}
      {rounds.length > 0 && (
        <>
          <OverTime rounds={rounds} />
          <RoundsPart
            rounds={rounds}
            onCorrect={(round) => onBegin(draftOf(round))}
            onRemove={(round) => void removeRound(round)}
          />
          <SharesPart {...{ secret, shares, onChanged }} />
        </>
      )}
      {(rounds.length > 0 || plan.studies.length > 0) && <StudyPart {...{ secret, plan, onChanged }} />}
      <YoursPart plan={plan} onDelete={() => void removeAll()} />
    </>
  );
}
