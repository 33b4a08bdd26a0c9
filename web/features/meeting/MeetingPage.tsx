import { Link, Redirect } from "../../lib/address/address.tsx";
import { ButtonLink } from "../../components/button/Button.tsx";
import { Mark } from "../../components/mark/Mark.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { RoomLink } from "../../components/room-link/RoomLink.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import { sayMoment } from "../../lib/language/moment.ts";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./meeting.module.css";
import { nl } from "./nl.ts";
import type { OwnMeeting, Present } from "./operations.ts";
import { ThemePart } from "./ThemePart.tsx";
import { useMeeting } from "./useMeeting.ts";
import type { InRoom } from "./useMeeting.ts";

/** A meeting, for somebody who is in it: /v/meeting. */
export default function MeetingPage() {
  const room = useMeeting();
  const { here, look } = room;
  if (here.kind === "ELSEWHERE") return <Redirect to="/v" />;
  return (
    <RespondentPage synthetic={here.kind === "HERE" && here.present.study.synthetic}>
      {here.kind === "COMING" && <Waiting />}
      {here.kind === "FAILED" && <FailureNotice error={here.error} onRetry={() => void look()} />}
      {here.kind === "HERE" && (
        <InTheRoom present={here.present} meeting={here.meeting} seenAt={here.seenAt} room={room} />
      )}
    </RespondentPage>
  );
}

interface InTheRoomProps {
  present: Present;
  meeting: OwnMeeting;
  seenAt: string | null;
  room: InRoom;
}

function InTheRoom({ present, meeting, seenAt, room }: InTheRoomProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  return (
    <div className={styles.stack}>
      <PageHeading title={say(meeting.title)}>{say(meeting.title)}</PageHeading>
      {meeting.over ? <Notice kind="INFO" title={words.over} /> : <p>{words.intro}</p>}
      {room.unreached && (
        <p className={styles.hidden} role="status">
          {words.offline} {seenAt !== null && words.seenAt(sayMoment(seenAt, locale))}
        </p>
      )}
      {meeting.themes.map((theme) => (
        <ThemePart key={theme.id} theme={theme} over={meeting.over} room={room} />
      ))}
      <section className={styles.next} aria-labelledby="next">
        <Mark rings={3} size={56} />
        <div className={styles.tight}>
          <h2 id="next">{words.next}</h2>
          <p>
            <strong>{words.promise(sayDay(present.promisedOn, locale, "long"))}</strong>
          </p>
          {present.movedFrom && (
            <p>
              {words.moved(sayDay(present.movedFrom, locale))} {present.movedBecause}
            </p>
          )}
          <p>
            <ButtonLink to="/v/echo">{words.toEcho}</ButtonLink>
          </p>
        </div>
      </section>
      {present.ownLink !== null && <RoomLink link={present.ownLink} />}
      <p>
        <Link to="/v/about">{words.about}</Link>
      </p>
    </div>
  );
}
