import { useRef, useState } from "react";
import type { FormEvent } from "react";
import { useMutation } from "urql";
import type { CombinedError } from "urql";
import { MEETING_LIMITS } from "../../../schema/meeting-limits.ts";
import { Button } from "../../components/button/Button.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./meeting-desk.module.css";
import { nl } from "./nl.ts";
import { CloseRoom, OpenRoom } from "./operations.ts";
import type { Room } from "./operations.ts";
import { QrCode } from "./QrCode.tsx";
import { keepShown, shownIn, type ShownCode } from "./shown-code.ts";

interface RoomPartProps {
  fielding: string;
  /** null: never opened */
  room: Room | null;
  onChange(): void;
}

const HOUR_MS = 60 * 60 * 1000;

/** The code and its QR, large enough for the last row, and how many came in. */
export function RoomPart({ fielding, room, onChange }: RoomPartProps) {
  const words = useWords({ nl, en });
  const [kept, setShown] = useState(() => shownIn(fielding));
  const [{ fetching, error }, closeRoom] = useMutation(CloseRoom);
  const take = (next: ShownCode | null) => {
    keepShown(fielding, next);
    setShown(next);
    onChange();
  };
  const shown = kept?.openedAt === room?.openedAt ? kept : null;
  const works = room !== null && ["OPEN", "FULL", "NOT_YET"].includes(room.state);
  return (
    <section className={styles.part} aria-labelledby="room">
      <h2 id="room">{words.room}</h2>
      {room === null && <p>{words.notOpened}</p>}
      {works && shown && <Shown {...{ room, shown }} />}
      {room !== null && !(works && shown) && (
        <p role="status">
          {words.states[room.state]} <strong>{words.joined(room.joined)}</strong>.
        </p>
      )}
      {works && !shown && <Notice kind="INFO" title={words.lost} />}
      {error && <FailureNotice error={error} />}
      <details className={styles.folded} open={!works}>
        <summary>{room === null ? words.open : words.renew}</summary>
        <OpenForm {...{ fielding, room }} onOpened={take} />
      </details>
      {works && (
        <p>
          <Button
            weight="QUIET"
            busy={fetching}
            onClick={() => void closeRoom({ fielding }).then(({ data }) => data && take(null))}
          >
            {words.close}
          </Button>
        </p>
      )}
    </section>
  );
}

function Shown({ room, shown }: { room: Room; shown: ShownCode }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const card = useRef<HTMLDivElement>(null);
  const where = shown.joinUrl.slice(0, shown.joinUrl.indexOf("#")).replace(/^https?:\/\//, "");
  const until = new Date(room.validUntil).toLocaleString(locale === "nl" ? "nl-NL" : "en-GB", {
    ...{ day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" },
  });
  return (
    <>
      <div ref={card} className={styles.card}>
        <div className={styles.tell}>
          <p>
            {words.goTo} <strong className={styles.where}>{where}</strong>
          </p>
          <p className={styles.code} data-room-code>
            {shown.code.split(" ").map((group) => (
              <span key={group}>{group} </span>
            ))}
          </p>
          <p role="status" className={styles.count}>
            <strong>{words.of(room.joined, room.mostJoiners)}</strong> {words.inside}
          </p>
        </div>
        <div className={styles.scan}>
          <QrCode value={shown.joinUrl} label={words.qr(where)} />
          <p>{words.scan}</p>
        </div>
      </div>
      <p className={styles.quiet}>
        {words.states[room.state]} {words.until(until)}
      </p>
      {document.fullscreenEnabled && (
        <p>
          <Button onClick={() => void card.current?.requestFullscreen()}>{words.wholeScreen}</Button>
        </p>
      )}
    </>
  );
}

interface OpenFormProps {
  fielding: string;
  room: Room | null;
  onOpened(shown: ShownCode): void;
}

function OpenForm({ fielding, room, onOpened }: OpenFormProps) {
  const words = useWords({ nl, en });
  const [, openRoom] = useMutation(OpenRoom);
  const [hours, setHours] = useState(String(MEETING_LIMITS.roomHours));
  const [people, setPeople] = useState(String(room?.mostJoiners ?? MEETING_LIMITS.roomJoiners));
  const [busy, setBusy] = useState(false);
  const [came, setCame] = useState<{
    problem?: { message: string; path: readonly string[] | null };
    error?: CombinedError;
  }>({});
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const now = Date.now();
    const { data, error } = await openRoom({
      input: {
        fielding,
        validUntil: new Date(now + Math.max(0, Number(hours) || 0) * HOUR_MS).toISOString(),
        mostJoiners: Math.trunc(Number(people)) || 0,
      },
    });
    setBusy(false);
    const answer = data?.openRoom;
    if (answer?.__typename === "OpenedRoom") {
      setCame({});
      return onOpened({ code: answer.code, joinUrl: answer.joinUrl, openedAt: answer.room.openedAt });
    }
    setCame({ ...(answer && { problem: answer }), ...(error && { error }) });
  };
  const wrongAt = (field: string) => (came.problem?.path?.includes(field) ? came.problem.message : undefined);
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void send(event)}>
      <p>{room === null ? words.roomIntro : words.renewHelp}</p>
      <TextField
        label={words.hours}
        unit={words.hoursUnit}
        inputMode="decimal"
        value={hours}
        error={wrongAt("validUntil")}
        onChange={(event) => setHours(event.target.value.replace(",", "."))}
      />
      <TextField
        label={words.people}
        unit={words.peopleUnit}
        inputMode="numeric"
        value={people}
        error={wrongAt("mostJoiners")}
        onChange={(event) => setPeople(event.target.value)}
      />
      {came.error && <FailureNotice error={came.error} />}
      {came.problem && !wrongAt("validUntil") && !wrongAt("mostJoiners") && (
        <Notice kind="WRONG" title={came.problem.message} />
      )}
      <div>
        <Button type="submit" weight="PRIMARY" busy={busy}>
          {busy ? words.opening : room === null ? words.open : words.renew}
        </Button>
      </div>
    </form>
  );
}
