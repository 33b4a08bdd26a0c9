import { useState } from "react";
import { Link, useParams } from "react-router";
import { useMutation } from "urql";
import { AlarmStory } from "../../components/alarm/AlarmStory.tsx";
import type { Alarm } from "../../components/alarm/operations.ts";
import { Button } from "../../components/button/Button.tsx";
import { TextArea } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayMoment } from "../../lib/language/moment.ts";
import styles from "./alarm-desk.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { ReadAlarm, StepInAlarm } from "./operations.ts";

/** Reading is pressed for, and not done by opening the page: every reading is a step that the sender sees. */
export default function GivenAlarmPage() {
  const words = useWords({ nl, en });
  const { id = "" } = useParams();
  const [newer, setNewer] = useState<Alarm | null>(null);
  const [{ data, error, fetching }, read] = useMutation(ReadAlarm);
  const answer = newer ?? data?.readAlarm;
  const alarm = answer && "steps" in answer ? answer : null;
  return (
    <div className={styles.given}>
      <PageHeading>{words.givenTitle}</PageHeading>
      <p>
        <Link to="/alarms">{words.back}</Link>
      </p>
      {error && <FailureNotice error={error} />}
      {answer && "code" in answer && <Notice kind="WRONG" title={answer.message} />}
      {!alarm && (
        <>
          <p>{words.readFirst}</p>
          <div>
            <Button weight="PRIMARY" busy={fetching} onClick={() => void read({ id })}>
              {words.read}
            </Button>
          </div>
        </>
      )}
      {alarm && (
        <>
          <State alarm={alarm} />
          <AlarmStory alarm={alarm} saidFirst />
          {alarm.state !== "CLOSED" && <NextStep key={alarm.state} alarm={alarm} onDone={setNewer} />}
        </>
      )}
    </div>
  );
}

function State({ alarm: { state, dueAt } }: { alarm: Alarm }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const until = state === "WAITING" && dueAt ? `: ${words.before(sayMoment(dueAt, locale))}` : "";
  return <Notice kind={state === "WAITING" ? "LATE" : "INFO"} title={`${words.states[state]}${until}`} />;
}

/** First that it is taken up; then words, what was done, and the end. */
function NextStep({ alarm, onDone }: { alarm: Alarm; onDone(alarm: Alarm): void }) {
  const words = useWords({ nl, en });
  const [written, setWritten] = useState("");
  const [{ data, error, fetching }, step] = useMutation(StepInAlarm);
  const problem = data?.stepInAlarm.__typename === "Problem" ? data.stepInAlarm.message : undefined;
  const waiting = alarm.state === "WAITING";
  const take = async (kind: "ACKNOWLEDGED" | "WROTE" | "ACTION" | "CLOSED") => {
    const answer = await step({ id: alarm.id, step: kind, words: written });
    if (answer.data?.stepInAlarm.__typename !== "Alarm") return;
    setWritten("");
    onDone(answer.data.stepInAlarm);
  };
  return (
    <section className={styles.form} aria-labelledby="next">
      <h2 id="next">{waiting ? words.acknowledgeTitle : words.nextTitle}</h2>
      <TextArea
        label={words.words}
        help={waiting ? words.acknowledgeHelp : words.nextHelp}
        rows={4}
        maxLength={4_000}
        value={written}
        error={problem}
        onChange={(event) => setWritten(event.target.value)}
      />
      {error && <FailureNotice error={error} />}
      <div className={styles.actions}>
        {waiting ? (
          <Button weight="PRIMARY" busy={fetching} onClick={() => void take("ACKNOWLEDGED")}>
            {words.acknowledge}
          </Button>
        ) : (
          <>
            <Button weight="PRIMARY" busy={fetching} onClick={() => void take("WROTE")}>
              {words.wrote}
            </Button>
            <Button busy={fetching} onClick={() => void take("ACTION")}>
              {words.action}
            </Button>
            <Button busy={fetching} onClick={() => void take("CLOSED")}>
              {words.close}
            </Button>
          </>
        )}
      </div>
      {!waiting && <p className={styles.quiet}>{words.closeHelp}</p>}
    </section>
  );
}
