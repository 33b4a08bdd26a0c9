import { useEffect, useState } from "react";
import type { FormEvent } from "react";
import { go } from "../../lib/address/address.tsx";
import { Button } from "../../components/button/Button.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { Mark } from "../../components/mark/Mark.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { useAsk } from "../../lib/graphql/ask.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import { Place, randomName } from "../../lib/kept-here/place.ts";
import { useWords } from "../../lib/language/language.tsx";
import { tellOtherTabs } from "../../lib/personal-link/opened.ts";
import { en } from "./en.ts";
import styles from "./meeting.module.css";
import { nl } from "./nl.ts";
import { JoinRoom } from "./operations.ts";

/** What this tab calls itself: joining once more, after a reload or a lost network, is the same person. */
const DEVICE = "weerklank.device-in-room";

function deviceName(): string {
  try {
    const known = sessionStorage.getItem(DEVICE) ?? randomName();
    sessionStorage.setItem(DEVICE, known);
    return known;
  } catch {
    return randomName();
  }
}

/** The code stands behind the #, where no server sees it. */
function codeInAddress(): string {
  const { hash } = window.location;
  return hash === "#content" ? "" : decodeURIComponent(hash.slice(1));
}

/** Into a room, by the code on the screen: /join, or /join#CODE from a QR. */
export default function JoinPage() {
  const words = useWords({ nl, en });
  const ask = useAsk();
  const [device] = useState(deviceName);
  const [code, setCode] = useState(codeInAddress);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [error, setError] = useState<AskFailure | null>(null);

  useEffect(() => {
    // Not in the history, and not in a screenshot.
    if (window.location.hash.length > 1 && window.location.hash !== "#content")
      window.history.replaceState(window.history.state, "", window.location.pathname);
  }, []);

  const join = async () => {
    setError(null);
    setRefused(code.trim() === "" ? words.codeNeeded : null);
    if (code.trim() === "") return;
    setBusy(true);
    const { data, error: failed } = await ask(JoinRoom, { code, device });
    setBusy(false);
    if (failed) return setError(failed);
    if (data?.joinRoom.__typename !== "Joined") return setRefused(data?.joinRoom.message ?? null);
    const place = await Place.ofLink(data.joinRoom.link.split("#")[1] ?? "");
    Place.sessionIsOf(place);
    tellOtherTabs(place?.name ?? null);
    go("/v");
  };

  return (
    <RespondentPage>
      <form
        className={styles.stack}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void join();
        }}
      >
        <Mark rings={0} size={72} />
        <PageHeading>{words.joinTitle}</PageHeading>
        <p>{words.joinIntro}</p>
        <TextField
          label={words.code}
          help={words.codeHelp}
          error={refused}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoCapitalize="characters"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={40}
          data-code
        />
        {error && <FailureNotice error={error} />}
        <div className={styles.choices}>
          <Button type="submit" weight="PRIMARY" busy={busy}>
            {busy ? words.joining : words.join}
          </Button>
        </div>
      </form>
    </RespondentPage>
  );
}
