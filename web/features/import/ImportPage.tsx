import { useState } from "react";
import { Button } from "../../components/button/Button.tsx";
import { SelectField } from "../../components/form/TextField.tsx";
import { NotForViewer } from "../../components/page/NotForViewer.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayNumber } from "../../lib/language/saying.ts";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import { FilePicker } from "./FilePicker.tsx";
import { ImportOutcome } from "./ImportOutcome.tsx";
import styles from "./import.module.css";
import { nl } from "./nl.ts";
import type { PackageFile } from "./package-files.ts";
import { bytesOf, descriptionsIn } from "./package-files.ts";
import { useStudyImport } from "./useStudyImport.ts";

/** Brings a study in from the browser: files, progress, and what is not right with them. */
export default function ImportPage() {
  const words = useWords({ nl, en });
  const { viewer, known } = useViewer();
  return (
    <>
      <PageHeading>{words.title}</PageHeading>
      {!known && <Waiting />}
      {known && !isOne(viewer, "RESEARCHER") && <NotForViewer>{words.notPermitted}</NotForViewer>}
      {isOne(viewer, "RESEARCHER") && <BringIn />}
    </>
  );
}

function BringIn() {
  const words = useWords({ nl, en });
  const { state, start, again } = useStudyImport();
  const [files, setFiles] = useState<readonly PackageFile[]>([]);
  const restart = () => {
    setFiles([]);
    again();
  };
  switch (state.step) {
    case "SENDING":
      return <Progress words={words.sending(state.name)} share={state.share} />;
    case "CHECKING":
      return <Progress words={words.checking} share={state.share} />;
    case "ENDED":
      return <ImportOutcome outcome={state.outcome} onAgain={restart} />;
    case "CHOOSING":
    case "FAILED":
      return (
        <>
          <p className={styles.intro}>{words.intro}</p>
          {state.step === "FAILED" && (
            <Notice kind="WRONG">
              <p>{state.message ?? words.offline}</p>
            </Notice>
          )}
          <FilePicker onChoose={setFiles} />
          {files.length > 0 && <Chosen files={files} onStart={(description) => void start(files, description)} />}
        </>
      );
  }
}

function Chosen({ files, onStart }: { files: readonly PackageFile[]; onStart(description: string): void }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const descriptions = descriptionsIn(files);
  const [wanted, setWanted] = useState<string | null>(null);
  const description = descriptions.find((path) => path === wanted) ?? descriptions[0];
  const size = `${sayNumber(bytesOf(files) / 1_000_000, locale, 1)} MB`;
  return (
    <section className={styles.chosen} aria-label={words.chosen(files.length, size)}>
      <p role="status">{words.chosen(files.length, size)}</p>
      <ul className={styles.files}>
        {files.map(({ path }) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
      {description === undefined ? (
        <Notice kind="WRONG">
          <p>{words.noDescription}</p>
        </Notice>
      ) : (
        <>
          {descriptions.length > 1 && (
            <SelectField
              label={words.description}
              help={words.descriptionHelp}
              options={descriptions.map((path) => ({ value: path, label: path }))}
              value={description}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
          <div>
            <Button weight="PRIMARY" onClick={() => onStart(description)}>
              {words.start}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Progress({ words: said, share }: { words: string; share: number }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  return (
    <div className={styles.progress}>
      <p role="status">{said}</p>
      <progress value={share} max={1} aria-label={words.progress} />
      <p className={styles.quiet} aria-hidden="true">
        {sayNumber(share * 100, locale, 0)}%
      </p>
    </div>
  );
}
