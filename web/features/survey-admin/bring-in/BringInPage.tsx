import { useEffect, useId, useRef } from "react";
import { Link, useParams } from "react-router";
import { Button, ButtonLink } from "../../../components/button/Button.tsx";
import { NotForViewer } from "../../../components/page/NotForViewer.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { Waiting } from "../../../components/page/Waiting.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import { isOne, useViewer } from "../../../lib/viewer/useViewer.ts";
import styles from "./bring-in.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { Reading } from "./Reading.tsx";
import { useBringIn } from "./useBringIn.ts";

/** Brings a questionnaire of another program in: the file, what would come of it, and then the draft. */
export default function BringInPage() {
  const words = useWords({ nl, en });
  const { slug = "" } = useParams();
  const { viewer, known } = useViewer();
  return (
    <>
      <PageHeading>{words.title}</PageHeading>
      <p>
        <Link to={`/studies/${slug}/surveys`}>{words.toSurveys}</Link>
      </p>
      {!known && <Waiting />}
      {known && !isOne(viewer, "RESEARCHER") && <NotForViewer>{words.notPermitted}</NotForViewer>}
      {isOne(viewer, "RESEARCHER") && <BringIn study={slug} />}
    </>
  );
}

function BringIn({ study }: { study: string }) {
  const words = useWords({ nl, en });
  const { state, choose, read, bringIn, again } = useBringIn();
  if (state.step === "DONE")
    return <Done study={study} count={state.broughtIn.reading.questions.length} onAgain={again} />;
  return (
    <>
      <p className={styles.intro}>{words.intro}</p>
      <FilePicker onChoose={(files) => void choose(files)} />
      <p role="status" className={styles.quiet}>
        {state.step === "READING" ? words.reading : ""}
      </p>
      {state.step === "REFUSED" && (
        <Notice kind="WRONG">
          <p>{state.message ?? words.offline}</p>
        </Notice>
      )}
      {state.step === "READ" && (
        <Reading
          reading={state.reading}
          onLanguages={(languages) => void read(state.files, languages)}
          onBringIn={(form) =>
            bringIn({ ...form, study, files: state.files, nl: state.reading.nl, en: state.reading.en })
          }
        />
      )}
    </>
  );
}

function FilePicker({ onChoose }: { onChoose(files: File[]): void }) {
  const words = useWords({ nl, en });
  const id = useId();
  return (
    <div className={styles.picker}>
      <label htmlFor={id}>{words.chooseFile}</label>
      <span id={`${id}-help`} className={styles.quiet}>
        {words.chooseHelp}
      </span>
      <input
        id={id}
        type="file"
        multiple
        accept=".xlsx,.lss,.txt,.tsv,.csv"
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) onChoose(files);
        }}
      />
    </div>
  );
}

function Done({ study, count, onAgain }: { study: string; count: number; onAgain(): void }) {
  const words = useWords({ nl, en });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby="brought-in">
      <h2 id="brought-in" ref={heading} tabIndex={-1}>
        {words.doneTitle}
      </h2>
      <p>{words.done(count)}</p>
      <div className={styles.actions}>
        <ButtonLink weight="PRIMARY" to={`/studies/${study}/surveys`}>
          {words.toSurveys}
        </ButtonLink>
        <Button onClick={onAgain}>{words.another}</Button>
      </div>
    </section>
  );
}
