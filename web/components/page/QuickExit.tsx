import { useEffect } from "react";
import { leaveNothing } from "../../lib/kept-here/place.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import styles from "./page.module.css";

/** A page that anybody may have open. */
const SOMETHING_ELSE = "https://www.buienradar.nl/";
/** Twice within so long */
const TWICE_MS = 1_000;

/** Nothing is asked and nothing is waited for; the session is closed on the way out. */
function leave(): void {
  document.body.replaceChildren();
  document.title = "";
  void fetch("/graphql", {
    method: "POST",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "mutation { closeRespondentSession }" }),
  }).catch(() => undefined);
  void leaveNothing();
  window.location.replace(SOMETHING_ELSE);
}

/** For who is not alone any more. */
export function QuickExit() {
  const words = useWords({ nl, en });
  useEffect(() => {
    let before = -Infinity;
    const onKey = ({ key, repeat, timeStamp }: KeyboardEvent) => {
      if (key !== "Escape" || repeat) return;
      if (timeStamp - before < TWICE_MS) leave();
      before = timeStamp;
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <button type="button" className={styles.leave} title={words.leaveHelp} onClick={leave}>
      {words.leave}
    </button>
  );
}
