import { useCallback, useState } from "react";
import type { FormEvent } from "react";
import { Link, useParams } from "react-router";
import { useMutation, useQuery } from "urql";
import { isDay } from "../../../schema/day.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./meeting-desk.module.css";
import { nl } from "./nl.ts";
import { EndMeeting, HostedMeeting, MoveMeetingPromise } from "./operations.ts";
import type { Meeting } from "./operations.ts";
import { RoomPart } from "./RoomPart.tsx";
import { ThemePart } from "./ThemePart.tsx";
import { usePolled } from "./usePolled.ts";

/** A meeting, for whoever leads it: the code on the wall, and who reads what when. */
export default function MeetingPage() {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const { id = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({
    query: HostedMeeting,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  const refresh = useCallback(() => again({ requestPolicy: "network-only" }), [again]);
  usePolled(refresh);
  if (!data && fetching) return <Waiting />;
  if (error && !data) return <FailureNotice error={error} onRetry={refresh} />;
  const meeting = data?.meeting;
  if (!meeting)
    return (
      <>
        <PageHeading>{words.unknownTitle}</PageHeading>
        <p>{words.unknown}</p>
        <p>
          <Link to="/meetings">{words.back}</Link>
        </p>
      </>
    );
  return (
    <>
      {meeting.study.synthetic && <SyntheticBar />}
      <PageHeading title={say(meeting.title)}>{say(meeting.title)}</PageHeading>
      <p className={styles.quiet}>{words.about(meeting.study.title, sayDay(meeting.promisedOn, locale, "long"))}</p>
      <p>
        <Link to="/meetings">{words.back}</Link>
      </p>
      {error && <FailureNotice error={error} onRetry={refresh} />}
      {meeting.over && <Notice kind="INFO" title={words.over} />}
      {!meeting.over && <RoomPart key={id} fielding={id} room={data.room} onChange={refresh} />}
      <section className={styles.part} aria-labelledby="themes">
        <h2 id="themes">{words.themesTitle}</h2>
        {meeting.themes.map((theme) => (
          <ThemePart key={theme.id} meeting={id} theme={theme} over={meeting.over} />
        ))}
      </section>
      <Moving key={`${id} ${meeting.promisedOn}`} meeting={meeting} />
      {!meeting.over && <Ending meeting={meeting} onEnded={refresh} />}
    </>
  );
}

/** A promise is kept, or moved with an explanation that people read. */
function Moving({ meeting }: { meeting: Meeting }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [{ fetching, error }, movePromise] = useMutation(MoveMeetingPromise);
  const sayIssue = useIssueWords();
  const [to, setTo] = useState(meeting.promisedOn);
  const [explanation, setExplanation] = useState("");
  const [problem, setProblem] = useState<{ message: string; path: readonly string[] | null } | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!isDay(to)) return setProblem({ message: sayIssue({ kind: "EMPTY" }), path: ["to"] });
    const { data } = await movePromise({ meeting: meeting.id, to, explanation });
    setProblem(data?.moveMeetingPromise.__typename === "Problem" ? data.moveMeetingPromise : null);
  };
  const wrongAt = (field: string) => (problem?.path?.includes(field) ? problem.message : undefined);
  return (
    <section className={styles.part} aria-labelledby="promise">
      <h2 id="promise">{words.promise}</h2>
      <p>
        {words.promisedFor(sayDay(meeting.promisedOn, locale, "long"))}{" "}
        {meeting.movedFrom && words.movedFrom(sayDay(meeting.movedFrom, locale))} {meeting.movedBecause}
      </p>
      <details className={styles.folded}>
        <summary>{words.move}</summary>
        <form className={styles.form} noValidate onSubmit={(event) => void send(event)}>
          <TextField
            type="date"
            label={words.moveTo}
            value={to}
            error={wrongAt("to")}
            onChange={(event) => setTo(event.target.value)}
          />
          <TextArea
            label={words.moveWhy}
            help={words.moveWhyHelp}
            rows={3}
            value={explanation}
            error={wrongAt("explanation")}
            onChange={(event) => setExplanation(event.target.value)}
          />
          {error && <FailureNotice error={error} />}
          {problem && !wrongAt("to") && !wrongAt("explanation") && <Notice kind="WRONG" title={problem.message} />}
          <div>
            <Button type="submit" busy={fetching}>
              {words.move}
            </Button>
          </div>
        </form>
      </details>
    </section>
  );
}

function Ending({ meeting, onEnded }: { meeting: Meeting; onEnded(): void }) {
  const words = useWords({ nl, en });
  const [{ fetching, error }, endMeeting] = useMutation(EndMeeting);
  const [asking, setAsking] = useState(false);
  return (
    <section className={styles.part} aria-labelledby="end">
      <h2 id="end">{words.end}</h2>
      <p>{words.endHelp}</p>
      {error && <FailureNotice error={error} />}
      <div className={styles.ways}>
        {asking ? (
          <>
            <Button
              weight="PRIMARY"
              busy={fetching}
              onClick={() => void endMeeting({ id: meeting.id }).then(({ data }) => data && onEnded())}
            >
              {words.endSure}
            </Button>
            <Button weight="QUIET" onClick={() => setAsking(false)}>
              {words.cancel}
            </Button>
          </>
        ) : (
          <Button onClick={() => setAsking(true)}>{words.end}</Button>
        )}
      </div>
    </section>
  );
}
