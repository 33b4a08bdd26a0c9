import { useState } from "react";
import { linkOf } from "../../lib/own-link/own-link.ts";
import { Button } from "../button/Button.tsx";
import styles from "./own-link.module.css";

interface OwnLinkProps {
  /** Where it leads */
  page: string;
  secret: string;
  /** Said at once, as it was just made; else it stands behind a press. */
  open: boolean;
  words: { linkTitle: string; link: string; linkLabel: string; copy: string; copied: string; copyFailed: string };
}

/** The only way back, to be kept by whoever it belongs to. */
export function OwnLink({ page, secret, open, words }: OwnLinkProps) {
  const [said, setSaid] = useState("");
  const link = linkOf(page, secret);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setSaid(words.copied);
    } catch {
      setSaid(words.copyFailed);
    }
  };
  const inside = (
    <>
      <p>{words.link}</p>
      <p className={styles.link}>
        <a href={link}>{link}</a>
      </p>
      <div>
        <Button weight={open ? "PRIMARY" : "SECONDARY"} onClick={() => void copy()}>
          {words.copy}
        </Button>
      </div>
      <p role="status">{said}</p>
    </>
  );
  return open ? (
    <section className={styles.own} aria-labelledby="own-link">
      <h2 id="own-link">{words.linkTitle}</h2>
      {inside}
    </section>
  ) : (
    <details className={styles.own}>
      <summary>{words.linkLabel}</summary>
      <div className={styles.inside}>{inside}</div>
    </details>
  );
}
