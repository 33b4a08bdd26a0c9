import { useEffect, useState } from "react";
import type { FormEvent } from "react";
import { Link, useLocation } from "react-router";
import { useMutation } from "urql";
import { AlarmStory } from "../../components/alarm/AlarmStory.tsx";
import type { Alarm } from "../../components/alarm/operations.ts";
import { Button } from "../../components/button/Button.tsx";
import { TextArea } from "../../components/form/TextField.tsx";
import { EmergencyNumbers } from "../../components/help/EmergencyNumbers.tsx";
import { OwnLink } from "../../components/own-link/OwnLink.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayMoment } from "../../lib/language/moment.ts";
import { sayDay } from "../../lib/language/saying.ts";
import { useOwnSecret } from "../../lib/own-link/own-link.ts";
import { MINE } from "./AlarmForm.tsx";
import styles from "./alarm.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { AddToAlarm, OpenAlarm } from "./operations.ts";

/** Behind the link that its sender got: how far it is, every step with its day, and room for more. */
export default function OwnAlarmPage() {
  const words = useWords({ nl, en });
  const secret = useOwnSecret(MINE);
  return (
    <RespondentPage>
      <div className={styles.stack}>
        {secret === null ? (
          <>
            <PageHeading>{words.noLinkTitle}</PageHeading>
            <p>{words.noLink}</p>
            <p>
              <Link to="/stop">{words.toStop}</Link>
            </p>
          </>
        ) : (
          <Opened key={secret} secret={secret} />
        )}
      </div>
    </RespondentPage>
  );
}

function Opened({ secret }: { secret: string }) {
  const words = useWords({ nl, en });
  const { state } = useLocation();
  const [{ data, error }, openAlarm] = useMutation(OpenAlarm);
  const [newer, setNewer] = useState<Alarm | null>(null);
  useEffect(() => void openAlarm({ secret }), [openAlarm, secret]);
  const answer = newer ?? data?.openAlarm;
  const isNew = state === "SENT";
  const look = async () => {
    setNewer(null);
    await openAlarm({ secret });
  };
  return (
    <>
      <PageHeading>{isNew ? words.sentTitle : words.mineTitle}</PageHeading>
      {error && <FailureNotice error={error} onRetry={() => void look()} />}
      {!answer && !error && <Waiting />}
      {answer && "code" in answer && (
        <>
          <Notice kind="WRONG" title={answer.message} />
          <p>
            <Link to="/stop">{words.toStop}</Link>
          </p>
        </>
      )}
      {answer && "steps" in answer && (
        <>
          <OwnLink page={MINE} secret={secret} open={isNew} words={words} />
          <HowFar alarm={answer} />
          <AlarmStory alarm={answer} saidFirst={false} />
          {answer.state !== "CLOSED" && (
            <>
              <div>
                <Button onClick={() => void look()}>{words.refresh}</Button>
              </div>
              <AddForm secret={secret} onAdded={setNewer} />
            </>
          )}
          <EmergencyNumbers title={words.now} lead={words.notNow} />
        </>
      )}
    </>
  );
}

function HowFar({ alarm: { state, dueAt, clearedOn } }: { alarm: Alarm }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  switch (state) {
    case "WAITING":
      return dueAt === null ? (
        <Notice kind="LATE" title={words.waitingOnly} />
      ) : (
        <Notice kind="INFO" title={words.waiting(sayMoment(dueAt, locale))} />
      );
    case "ACKNOWLEDGED":
      return <Notice kind="GOOD" title={words.acknowledged} />;
    case "CLOSED":
      return (
        <Notice kind="INFO" title={words.closedOn(sayDay(clearedOn ?? "", locale))}>
          <p>
            {words.again} <Link to="/stop">{words.toStop}</Link>
          </p>
        </Notice>
      );
  }
}

function AddForm({ secret, onAdded }: { secret: string; onAdded(alarm: Alarm): void }) {
  const words = useWords({ nl, en });
  const [written, setWritten] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const [{ fetching, error, data }, add] = useMutation(AddToAlarm);
  const problem = data?.addToAlarm.__typename === "Problem" ? data.addToAlarm.message : undefined;
  const send = async () => {
    setSaid(null);
    const { data: answer } = await add({ secret, words: written });
    if (answer?.addToAlarm.__typename !== "Alarm") return;
    setWritten("");
    setSaid(words.added);
    onAdded(answer.addToAlarm);
  };
  return (
    <form
      className={styles.tight}
      aria-labelledby="add"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 id="add">{words.addTitle}</h2>
      <TextArea
        label={words.add}
        rows={3}
        maxLength={4_000}
        value={written}
        error={problem}
        onChange={(event) => setWritten(event.target.value)}
      />
      {error && <FailureNotice error={error} />}
      {said && <Notice kind="GOOD" title={said} />}
      <div>
        <Button type="submit" busy={fetching}>
          {words.addDo}
        </Button>
      </div>
    </form>
  );
}
