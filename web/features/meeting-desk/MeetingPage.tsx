import { useCallback, useState } from "react";
import { Link, useParams } from "react-router";
import { useMutation, useQuery } from "urql";
import { Button } from "../../components/button/Button.tsx";
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
import { EndMeeting, HostedMeeting } from "./operations.ts";
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
      <RoomPart key={id} fielding={id} room={data.room} onChange={refresh} />
      <section className={styles.part} aria-labelledby="themes">
        <h2 id="themes">{words.themesTitle}</h2>
        {meeting.themes.map((theme) => (
          <ThemePart key={theme.id} meeting={id} theme={theme} over={meeting.over} />
        ))}
      </section>
      {!meeting.over && <Ending meeting={meeting} onEnded={refresh} />}
    </>
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
