import { useEffect, useState } from "react";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { PublicPage } from "../../components/page/PublicPage.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./leave.module.css";
import { nl } from "./nl.ts";
import { LeaveMessages, PauseMessages } from "./operations.ts";

const secretIn = (hash: string): string | null => (hash.length > 1 && hash !== "#content" ? hash.slice(1) : null);

/** The link at the end of every message. A press, and not the page by itself: programs open links, but press nothing. */
export default function LeavePage() {
  const words = useWords({ nl, en });
  const [secret] = useState(() => secretIn(window.location.hash));
  const [{ data, error, fetching }, leaveMessages] = useMutation(LeaveMessages);
  // Out of the history and of sight; a fragment is never sent to a server by itself.
  useEffect(() => window.history.replaceState(window.history.state, "", window.location.pathname), []);
  const answer = data?.leaveMessages;
  if (answer?.__typename === "LeftMessages")
    return (
      <PublicPage>
        <div className={styles.column} role="status">
          <PageHeading>{words.doneTitle}</PageHeading>
          <p>{words.done}</p>
          <p>{words.stays}</p>
        </div>
      </PublicPage>
    );
  return (
    <PublicPage>
      <div className={styles.column}>
        <PageHeading>{words.title}</PageHeading>
        {secret === null ? (
          <p>{words.noLink}</p>
        ) : (
          <>
            <p>{words.ask}</p>
            <p>{words.stays}</p>
            {error && <FailureNotice error={error} />}
            {answer?.__typename === "Problem" && (
              <Notice kind="WRONG">
                <p>{answer.message}</p>
              </Notice>
            )}
            <div>
              <Button weight="PRIMARY" busy={fetching} onClick={() => void leaveMessages({ secret })}>
                {fetching ? words.leaving : words.leave}
              </Button>
            </div>
            <Pause secret={secret} />
          </>
        )}
      </div>
    </PublicPage>
  );
}

/** No message until a day of one's own choice. */
function Pause({ secret }: { secret: string }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [until, setUntil] = useState("");
  const [{ data, error, fetching }, pauseMessages] = useMutation(PauseMessages);
  const answer = data?.pauseMessages;
  return (
    <section className={styles.column} aria-labelledby="pause">
      <h2 id="pause">{words.pauseTitle}</h2>
      <p>{words.pause}</p>
      <TextField
        type="date"
        label={words.until}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
        error={answer?.__typename === "Problem" ? answer.message : undefined}
      />
      {error && <FailureNotice error={error} />}
      {answer?.__typename === "PausedMessages" && (
        <Notice kind="GOOD">
          <p>{words.paused(sayDay(answer.until, locale, "long"))}</p>
        </Notice>
      )}
      <div>
        <Button busy={fetching || until === ""} onClick={() => void pauseMessages({ secret, until })}>
          {words.pauseDo}
        </Button>
      </div>
    </section>
  );
}
