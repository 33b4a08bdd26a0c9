import { useMutation } from "urql";
import { keyGroups } from "../../../schema/hand-over.ts";
import { ReasonForm } from "../../components/form/ReasonForm.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./hand-over.module.css";
import { nl } from "./nl.ts";
import { DecideHandOver, StopHandOver } from "./operations.ts";
import type { HandOver } from "./operations.ts";

interface HandOverPartProps {
  handOver: HandOver;
  onChange(): void;
}

/** One hand-over: to whom, why, who decided, how far it is, and each time it was fetched. */
export function HandOverPart({ handOver, onChange }: HandOverPartProps) {
  const words = useWords({ nl, en });
  const { id, state, organisation, recipientName, purpose } = handOver;
  return (
    <section className={styles.part} aria-labelledby={`hand-over-${id}`}>
      <h2 id={`hand-over-${id}`}>{words.to(organisation, recipientName)}</h2>
      <p>
        <strong>{words.states[state]}</strong>
      </p>
      <p>
        {words.purpose} <Words of={purpose} />
      </p>
      <Decisions handOver={handOver} />
      {state === "MAKING" && (
        <label className={styles.progress}>
          {words.progress} <progress value={handOver.progress} max={1} />
        </label>
      )}
      {handOver.failure && (
        <Notice kind="WRONG">
          <p>{handOver.failure}</p>
        </Notice>
      )}
      {handOver.recipientKey && (state === "WAITING" || state === "READY") && <Key of={handOver.recipientKey} />}
      {handOver.canDecide && <DecideForm handOver={handOver} onChange={onChange} />}
      <Fetching handOver={handOver} />
      {handOver.canStop && <StopForm handOver={handOver} onChange={onChange} />}
    </section>
  );
}

function Decisions({ handOver }: { handOver: HandOver }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { askedBy, askedAt, decidedBy, decidedAt, decidedBecause, stoppedBy, stoppedAt, stoppedBecause } = handOver;
  const decided = handOver.state === "TURNED_DOWN" ? words.turnedDown : words.agreed;
  return (
    <>
      <p className={styles.quiet}>
        {words.asked(askedBy, sayDay(askedAt, locale))} {words.from(handOver.snapshot.number)}
      </p>
      {decidedBy && decidedAt && (
        <p className={styles.quiet}>
          {decided(decidedBy, sayDay(decidedAt, locale))} {words.reason} {decidedBecause}
        </p>
      )}
      {stoppedBy && stoppedAt && (
        <p className={styles.quiet}>
          {words.stopped(stoppedBy, sayDay(stoppedAt, locale))} {words.reason} {stoppedBecause}
        </p>
      )}
    </>
  );
}

/** In groups, as it is read out over the telephone. */
function Key({ of }: { of: string }) {
  const words = useWords({ nl, en });
  return (
    <div className={styles.key}>
      <h3>{words.key}</h3>
      <p className={styles.groups}>
        {keyGroups(of).map((group, place) => (
          <span key={place}>{group} </span>
        ))}
      </p>
      <p className={styles.quiet}>{words.keyCompare}</p>
    </div>
  );
}

function Fetching({ handOver: { id, state, endsAt, fetches, canFetch, canStop, sha256 } }: { handOver: HandOver }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  return (
    <>
      {state === "READY" && (
        <>
          {endsAt && <p>{words.until(sayDay(endsAt, locale))}</p>}
          {canFetch ? (
            <>
              <p>
                <a className={styles.fetch} href={`/hand-overs/${id}/data.zip.age`}>
                  {words.fetch}
                </a>
              </p>
              <p className={styles.quiet}>{words.fetchHelp}</p>
            </>
          ) : (
            canStop && <p className={styles.quiet}>{words.fetchNotYou}</p>
          )}
          {sha256 && (
            <p className={styles.quiet}>
              {words.hash}: <span className={styles.hash}>{sha256}</span>
            </p>
          )}
        </>
      )}
      {fetches.length > 0 ? (
        <>
          <h3>{words.fetched}</h3>
          <ul>
            {fetches.map(({ by, at }) => (
              <li key={`${by} ${at}`}>{words.fetchedBy(by, sayDay(at, locale))}</li>
            ))}
          </ul>
        </>
      ) : (
        (state === "READY" || state === "ENDED") && <p className={styles.quiet}>{words.notFetched}</p>
      )}
    </>
  );
}

function DecideForm({ handOver, onChange }: HandOverPartProps) {
  const words = useWords({ nl, en });
  const [, decideHandOver] = useMutation(DecideHandOver);
  const by = (decision: "AGREED" | "TURNED_DOWN") => async (reason: string) => {
    const { data, error } = await decideHandOver({ id: handOver.id, decision, reason });
    const decided = data?.decideHandOver;
    if (decided?.__typename === "Problem") return { problem: decided.message };
    if (!decided) return { error };
    onChange();
    return {};
  };
  return (
    <ReasonForm
      title={words.decideTitle(handOver.organisation)}
      label={words.decideWhy}
      help={words.decideHelp}
      ways={[
        { label: words.agree, weight: "PRIMARY", send: by("AGREED") },
        { label: words.turnDown, send: by("TURNED_DOWN") },
      ]}
    />
  );
}

function StopForm({ handOver, onChange }: HandOverPartProps) {
  const words = useWords({ nl, en });
  const [, stopHandOver] = useMutation(StopHandOver);
  const stop = async (reason: string) => {
    const { data, error } = await stopHandOver({ id: handOver.id, reason });
    const stopped = data?.stopHandOver;
    if (stopped?.__typename === "Problem") return { problem: stopped.message };
    if (!stopped) return { error };
    onChange();
    return {};
  };
  return (
    <details className={styles.folded}>
      <summary>{words.stopTitle}</summary>
      <ReasonForm
        title={`${words.stopTitle}: ${handOver.organisation}`}
        label={words.stopWhy}
        help={words.stopHelp}
        ways={[{ label: words.stop, send: stop }]}
      />
    </details>
  );
}
