import { useId } from "react";
import type { ChangeEvent } from "react";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./import.module.css";
import { nl } from "./nl.ts";
import type { PackageFile } from "./package-files.ts";
import { packageFiles } from "./package-files.ts";

/** A whole folder, or the files of it, where a browser cannot choose folders. */
export function FilePicker({ onChoose }: { onChoose(files: PackageFile[]): void }) {
  const words = useWords({ nl, en });
  const folderId = useId();
  const filesId = useId();
  const choose = (event: ChangeEvent<HTMLInputElement>) => onChoose(packageFiles([...(event.target.files ?? [])]));
  return (
    <div className={styles.pickers}>
      <div className={styles.picker}>
        <label htmlFor={folderId}>{words.chooseFolder}</label>
        <input id={folderId} type="file" onChange={choose} {...{ webkitdirectory: "" }} />
      </div>
      <div className={styles.picker}>
        <label htmlFor={filesId}>{words.chooseFiles}</label>
        <input
          id={filesId}
          type="file"
          multiple
          accept=".json,.csv,.tsv,.txt,text/csv,application/json"
          onChange={choose}
        />
      </div>
    </div>
  );
}
