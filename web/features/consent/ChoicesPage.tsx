import { useState } from "react";
import { Link } from "react-router";
import { useMutation, useQuery } from "urql";
import { en as purposesEn } from "../../components/consent/en.ts";
import { nl as purposesNl } from "../../components/consent/nl.ts";
import type { Purpose } from "../../components/consent/PurposeBoxes.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import styles from "./consent.module.css";
import { en } from "./en.ts";
import { HistoryPart } from "./HistoryPart.tsx";
import { nl } from "./nl.ts";
import { Choose, OwnConsent } from "./operations.ts";
import type { Holder } from "./operations.ts";
import { OwnDataPart } from "./OwnDataPart.tsx";
import { PurposePart } from "./PurposePart.tsx";

/** Behind the personal link at any time: what was given, taking it back, and everything that is kept. */
export default function ChoicesPage() {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, again] = useQuery({ query: OwnConsent, requestPolicy: "network-only" });
  const refresh = () => again({ requestPolicy: "network-only" });
  const holder = data?.respondent;
  return (
    <RespondentPage synthetic={holder?.study.synthetic}>
      {holder ? (
        <Choices holder={holder} onChange={refresh} />
      ) : error ? (
        <FailureNotice error={error} onRetry={refresh} />
      ) : fetching ? (
        <Waiting />
      ) : (
        <div className={styles.stack}>
          <PageHeading>{words.noLinkTitle}</PageHeading>
          <p>{words.noLink}</p>
          <p>
            <Link to="/">{words.home}</Link>
          </p>
        </div>
      )}
    </RespondentPage>
  );
}

/** What was done last, until the next press. */
type Done = { kind: "DONE"; given: boolean; receipt: string | null } | { kind: "PROBLEM"; message: string };

const isOfPlan = ({ purpose }: Holder["choices"][number]): boolean => purpose === "SHARE_PLAN";

function Choices({ holder, onChange }: { holder: Holder; onChange(): void }) {
  const words = useWords({ nl, en });
  const { purposes } = useWords({ nl: purposesNl, en: purposesEn });
  const say = useSay();
  const { locale } = useLanguage();
  const [{ fetching, error }, giveConsents] = useMutation(Choose);
  const [done, setDone] = useState<Done | null>(null);
  const { snapshots, results } = holder.givenOut;

  const choose = async (purpose: Purpose, text: string, given: boolean) => {
    const { data } = await giveConsents({ revision: holder.consentRevision, choices: [{ purpose, text, given }] });
    const said = data?.giveConsents;
    if (said === undefined) return setDone(null);
    if (said.__typename === "Problem") setDone({ kind: "PROBLEM", message: said.message });
    else setDone({ kind: "DONE", given, receipt: given ? null : (said.consentHistory.at(-1)?.receipt ?? null) });
    onChange();
  };

  const takePart =
    holder.consent === true
      ? words.takePartYes
      : holder.saidYes === false
        ? words.takePartNo
        : holder.saidYes === true
          ? words.guardianWaits
          : words.takePartOpen;
  return (
    <div className={styles.stack}>
      <PageHeading>{words.title}</PageHeading>
      <p>{words.intro}</p>
      <p>
        <Link to="/v">{words.back}</Link>
      </p>
      {error && <FailureNotice error={error} />}
      {done?.kind === "PROBLEM" && <Notice kind="WRONG" title={done.message} />}
      {done?.kind === "DONE" && (
        <Notice kind="GOOD" title={done.given ? words.given : words.taken}>
          {done.receipt && <p>{words.receipt(done.receipt)}</p>}
        </Notice>
      )}
      {holder.withdrawal && <p>{words.stopped(sayDay(holder.withdrawal.stoppedAt, locale, "long"))}</p>}
      <PurposePart
        purpose="TAKE_PART"
        name={words.thisQuestionnaire(say(holder.title))}
        words={holder.consentText}
        state={takePart}
        given={holder.saidYes === true || holder.consent === true}
        mayGive={false}
        busy={fetching}
        onChoose={(given) => void choose("TAKE_PART", holder.takePartText, given)}
      />
      {holder.choices.map(({ purpose, text, words: said, state, ask }) => {
        // A yes of somebody under 16 waits for a guardian's. A yes to sharing a plan is said where the plan is.
        const waits = state === "OPEN" && !ask;
        const ofPlan = purpose === "SHARE_PLAN";
        const waiting = ofPlan && holder.guardian === "NOT_NEEDED" ? words.planLapsed : words.guardianToo;
        return (
          <PurposePart
            key={purpose}
            purpose={purpose}
            name={purposes[purpose]}
            words={said}
            state={waits ? waiting : words.states[state]}
            given={state === "GIVEN" || waits}
            undecided={state === "OPEN"}
            mayGive={holder.withdrawal === null && !ofPlan}
            busy={fetching}
            onChoose={(given) => void choose(purpose, text, given)}
          >
            {ofPlan && state === "REFUSED" && holder.withdrawal === null && (
              <p>
                {words.planHere} <Link to="/plan/mine">{words.toPlan}</Link>
              </p>
            )}
          </PurposePart>
        );
      })}
      {holder.asksForPlan && holder.withdrawal === null && !holder.choices.some(isOfPlan) && (
        <section className={styles.purpose} aria-labelledby="plan">
          <h2 id="plan">{purposes.SHARE_PLAN}</h2>
          <p>{words.planAsked}</p>
          <p>
            <Link to="/plan">{words.toPlan}</Link>
          </p>
        </section>
      )}
      <section className={styles.purpose} aria-labelledby="given-out">
        <h2 id="given-out">{words.outTitle}</h2>
        {snapshots === 0 ? (
          <p>{words.outNothing}</p>
        ) : (
          <>
            <p>{words.out(snapshots, results)}</p>
            <p>{words.outLater}</p>
          </>
        )}
        {holder.choices.some(({ purpose }) => purpose === "BE_QUOTED") && <p>{words.outQuotes}</p>}
      </section>
      <OwnDataPart holder={holder} />
      {holder.consentHistory.length > 0 && <HistoryPart holder={holder} />}
      {holder.withdrawal === null && holder.consent === true && (
        <section className={styles.purpose} aria-labelledby="stop">
          <h2 id="stop">{words.stopTitle}</h2>
          <p>
            <Link to="/v/about">{words.stop}</Link>
          </p>
        </section>
      )}
    </div>
  );
}
