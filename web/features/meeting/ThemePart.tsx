import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { MEETING_LIMITS } from "../../../schema/meeting-limits.ts";
import { Button } from "../../components/button/Button.tsx";
import { TextArea } from "../../components/form/TextField.tsx";
import { useWords, Words } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./meeting.module.css";
import { nl } from "./nl.ts";
import type { Unsent } from "./kept.ts";
import type { Theme } from "./operations.ts";
import type { InRoom } from "./useMeeting.ts";

interface ThemePartProps {
  theme: Theme;
  over: boolean;
  room: InRoom;
}

/** One theme: where one writes, what one wrote, and what the group wrote once it may be read. */
export function ThemePart({ theme, over, room }: ThemePartProps) {
  const words = useWords({ nl, en });
  const headingId = useId();
  const { stage, shown } = theme;
  return (
    <section className={styles.theme} aria-labelledby={headingId}>
      <h2 id={headingId} tabIndex={-1}>
        <Words of={theme.words} />
      </h2>
      {!over && (
        <p className={styles.stage} role="status">
          {words.stages[stage]}
        </p>
      )}
      <Writing {...{ theme, room }} open={!over && stage === "WRITING"} />
      <NotSent unsent={room.unsent.filter((one) => one.theme === theme.id)} throwAway={room.throwAway} />
      <Own {...{ theme, room, headingId }} />
      {!over && stage === "OPEN" && (
        <div className={styles.tight}>
          <h3>{words.group}</h3>
          {shown.length === 0 && <p className={styles.quiet}>{words.groupEmpty}</p>}
          <ul className={styles.list}>
            {shown.map(({ id, text, own: mine }) => (
              <li key={id} className={styles.said}>
                <p className={styles.asWritten}>{text}</p>
                {mine && <p className={styles.quiet}>{words.fromYou}</p>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** What is not sent yet stays in the box, whatever comes between. */
function Writing({ theme, room, open }: { theme: Theme; room: InRoom; open: boolean }) {
  const words = useWords({ nl, en });
  const box = useRef<HTMLFormElement>(null);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const left = MEETING_LIMITS.contribution - text.trim().length;

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setSaid("");
    const notYet = text.trim() === "" ? words.empty : left < 0 ? words.tooLong(-left) : null;
    setWrong(notYet);
    if (notYet !== null) return box.current?.querySelector("textarea")?.focus();
    setBusy(true);
    const given = await room.contribute(theme.id, text);
    setBusy(false);
    if (given.kind === "REFUSED") return setWrong(given.message);
    setText("");
    setSaid(given.kind === "SENT" ? words.sent : words.kept);
  };

  if (!open && text.trim() !== "")
    return (
      <div className={styles.tight}>
        <p className={styles.hidden}>{words.closedUnsent}</p>
        <p className={styles.asWritten}>{text}</p>
      </div>
    );
  if (!open) return null;
  return (
    <form ref={box} className={styles.tight} noValidate onSubmit={(event) => void send(event)}>
      <TextArea
        label={words.yours}
        help={words.whoReads}
        error={wrong}
        rows={3}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(null);
          setSaid("");
        }}
        below={<p className={styles.quiet}>{left < 0 ? words.tooLong(-left) : words.left(left)}</p>}
      />
      <div className={styles.choices}>
        <Button type="submit" busy={busy}>
          {busy ? words.sending : words.send}
        </Button>
      </div>
      <p role="status" className={styles.good}>
        {said}
      </p>
    </form>
  );
}

/** What waits on this phone for the network, and what did not come in any more. */
function NotSent({ unsent, throwAway }: { unsent: readonly Unsent[]; throwAway: InRoom["throwAway"] }) {
  const words = useWords({ nl, en });
  if (unsent.length === 0) return null;
  return (
    <ul className={styles.list}>
      {unsent.map(({ name, text, refused }) => (
        <li key={name} className={styles.mine}>
          <p className={styles.asWritten}>{text}</p>
          <p className={styles.hidden}>{refused === null ? words.unsent : words.refused(refused)}</p>
          <Button weight="QUIET" aria-label={words.throwAwayLong(text)} onClick={() => void throwAway(name)}>
            {words.throwAway}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Own({ theme, room, headingId }: { theme: Theme; room: InRoom; headingId: string }) {
  const words = useWords({ nl, en });
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const takeBack = async (id: string) => {
    setBusy(id);
    const failed = await room.takeBack(id);
    setBusy(null);
    setSaid(failed ? (failed.message ?? words.notSent) : words.takenBack);
    // The button is gone, and the focus must not go with it.
    if (!failed) document.getElementById(headingId)?.focus();
  };
  return (
    <div className={styles.tight}>
      {theme.own.length > 0 && <h3>{words.own}</h3>}
      <ul className={styles.list}>
        {theme.own.map(({ id, text, hiddenBecause }) => (
          <li key={id} className={styles.mine}>
            <p className={styles.asWritten}>{text}</p>
            {hiddenBecause !== null && <p className={styles.hidden}>{words.hidden(hiddenBecause)}</p>}
            <Button
              weight="QUIET"
              busy={busy === id}
              aria-label={words.takeBackLong(text)}
              onClick={() => void takeBack(id)}
            >
              {words.takeBack}
            </Button>
          </li>
        ))}
      </ul>
      <p role="status" className={styles.quiet}>
        {said}
      </p>
    </div>
  );
}
