import { useState } from "react";
import { Button } from "../../components/button/Button.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import type { Column } from "../../components/table/DataTable.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { csvOf, keepAsFile } from "./kept-file.ts";
import { nl } from "./nl.ts";
import type { PersonalLink } from "./operations.ts";
import styles from "./survey-admin.module.css";

const asCsv = (links: readonly PersonalLink[]): string =>
  csvOf([["participant", "link"], ...links.map(({ participant, link }) => [participant, link])]);

/** The links, this once: they live in this page only and are gone when it is left. */
export function PersonalLinks({ links, onKept }: { links: readonly PersonalLink[]; onKept(): void }) {
  const words = useWords({ nl, en });
  const [said, setSaid] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(links.map(({ participant, link }) => `${participant}\t${link}`).join("\n")).then(
      () => setSaid(words.copied),
      () => setSaid(words.copyFailed),
    );
  const download = () => keepAsFile("links.csv", asCsv(links));
  const columns: Column<PersonalLink>[] = [
    { id: "participant", header: words.participant, names: true, cell: ({ participant }) => participant },
    { id: "link", header: words.link, cell: ({ link }) => <code className={styles.link}>{link}</code> },
  ];
  return (
    <div className={styles.form}>
      <Notice kind="GOOD" title={words.linksTitle}>
        <p>{words.linksOnce}</p>
        <div className={styles.actions}>
          <Button onClick={() => void copy()}>{words.copyAll}</Button>
          <Button onClick={download}>{words.download}</Button>
          <Button weight="QUIET" onClick={onKept}>
            {words.hide}
          </Button>
        </div>
        {said && <p>{said}</p>}
      </Notice>
      <DataTable
        caption={words.linksTitle}
        captionHidden
        columns={columns}
        rows={links}
        rowKey={({ participant }) => participant}
        tall
      />
    </div>
  );
}
