import { useId, useState } from "react";
import { Link } from "react-router";
import { useMutation } from "urql";
import { MEETING_LIMITS } from "../../../schema/meeting-limits.ts";
import { Button } from "../../components/button/Button.tsx";
import { ReasonForm } from "../../components/form/ReasonForm.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords, Words } from "../../lib/language/language.tsx";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import styles from "./meeting-desk.module.css";
import { nl } from "./nl.ts";
import { HideContribution, SetThemeStage } from "./operations.ts";
import type { Theme } from "./operations.ts";

/** One theme as its host leads it: how much was written, and who reads. */
export function ThemePart({ meeting, theme, over }: { meeting: string; theme: Theme; over: boolean }) {
  const words = useWords({ nl, en });
  const headingId = useId();
  const [{ fetching, error }, setThemeStage] = useMutation(SetThemeStage);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, stage, openedAt, given, givers, contributions, outcomes } = theme;
  const { viewer } = useViewer();
  const to = async (next: Theme["stage"]) => {
    setProblem(null);
    const { data } = await setThemeStage({ theme: id, stage: next });
    if (data?.setThemeStage.__typename === "Problem") setProblem(data.setThemeStage.message);
  };
  const tooFew = givers < MEETING_LIMITS.leastGivers;
  const ways: { stage: Theme["stage"]; label: string; primary?: boolean }[] = {
    WRITING: tooFew ? [] : [{ stage: "LOOKING" as const, label: words.toLooking }],
    LOOKING: [
      ...(tooFew ? [] : [{ stage: "OPEN" as const, label: words.toOpen, primary: true }]),
      { stage: "WRITING" as const, label: words.toWriting },
    ],
    OPEN: [
      { stage: "LOOKING" as const, label: words.backToLooking },
      { stage: "WRITING" as const, label: words.toWriting },
    ],
  }[stage];
  return (
    <section className={styles.theme} aria-labelledby={headingId}>
      <h3 id={headingId}>
        <Words of={theme.words} />
      </h3>
      <p role="status">
        <strong>{words.given(given, givers)}</strong>. {!over && words.stages[stage]}
      </p>
      {!over && tooFew && <p className={styles.quiet}>{words.tooFew}</p>}
      {error && <FailureNotice error={error} />}
      {problem && <Notice kind="WRONG" title={problem} />}
      {!over && ways.length > 0 && (
        <div className={styles.ways}>
          {ways.map(({ stage: next, label, primary }) => (
            <Button
              key={next}
              weight={primary ? "PRIMARY" : "SECONDARY"}
              busy={fetching}
              aria-describedby={headingId}
              onClick={() => void to(next)}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
      {contributions.length > 0 &&
        (stage === "LOOKING" ? (
          <details className={styles.folded}>
            <summary>{words.readFirst}</summary>
            <Contributions {...{ contributions }} />
          </details>
        ) : (
          <Contributions {...{ contributions }} />
        ))}
      {openedAt !== null && (
        <>
          {outcomes.length > 0 && (
            <div>
              <p>
                <strong>{words.outcomes}</strong>
              </p>
              <ul className={styles.done}>
                {outcomes.map((outcome) => (
                  <li key={outcome.id}>
                    <Words of={outcome.what} />
                  </li>
                ))}
              </ul>
            </div>
          )}
          {isOne(viewer, "MEMBER") && (
            <p>
              <Link to={`/outcomes/new?meeting=${meeting}&theme=${id}`}>{words.record}</Link>{" "}
              <span className={styles.quiet}>{words.outcomesHelp}</span>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Contributions({ contributions }: Pick<Theme, "contributions">) {
  return (
    <ul className={styles.list}>
      {contributions.map((contribution) => (
        <Contribution key={contribution.id} {...{ contribution }} />
      ))}
    </ul>
  );
}

function Contribution({ contribution }: { contribution: Theme["contributions"][number] }) {
  const words = useWords({ nl, en });
  const [{ error }, hideContribution] = useMutation(HideContribution);
  const [asking, setAsking] = useState(false);
  const { id, text, hiddenBecause } = contribution;
  const hide = async (reason: string | null) => {
    const { data, error: failed } = await hideContribution({ contribution: id, reason });
    if (data?.hideContribution.__typename === "Problem") return { problem: data.hideContribution.message };
    if (!failed) setAsking(false);
    return { error: failed };
  };
  return (
    <li className={hiddenBecause === null ? styles.said : styles.saidHidden}>
      <p className={styles.asWritten}>{text}</p>
      {hiddenBecause !== null && <p className={styles.quiet}>{words.hidden(hiddenBecause)}</p>}
      {error && !asking && <FailureNotice error={error} />}
      {asking ? (
        <>
          <ReasonForm
            title={words.hideTitle}
            label={words.hideReason}
            help={words.hideReasonHelp}
            ways={[{ label: words.hide, send: hide }]}
          />
          <Button weight="QUIET" onClick={() => setAsking(false)}>
            {words.cancel}
          </Button>
        </>
      ) : hiddenBecause === null ? (
        <Button weight="QUIET" aria-label={words.hideLong(text)} onClick={() => setAsking(true)}>
          {words.hide}
        </Button>
      ) : (
        <Button weight="QUIET" aria-label={words.showLong(text)} onClick={() => void hide(null)}>
          {words.show}
        </Button>
      )}
    </li>
  );
}
