import { useId, useState } from "react";
import { useWords } from "../../lib/language/language.tsx";
import { Button } from "../button/Button.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import styles from "./room-link.module.css";

/** The personal link of somebody who came in by a code, to come back with. */
export function RoomLink({ link }: { link: string }) {
  const words = useWords({ nl, en });
  const [said, setSaid] = useState("");
  const headingId = useId();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setSaid(words.copied);
    } catch {
      setSaid(words.copyFailed);
    }
  };
  return (
    <section className={styles.part} aria-labelledby={headingId}>
      <h2 id={headingId}>{words.title}</h2>
      <p>{words.why}</p>
      <code className={styles.link}>{link}</code>
      <Button onClick={() => void copy()}>{words.copy}</Button>
      <p role="status">{said}</p>
    </section>
  );
}
