import { useEffect, useRef } from "react";
import type { QuestionnaireReading } from "../../../../schema/questionnaire.ts";
import { SelectField } from "../../../components/form/TextField.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { type Column, DataTable } from "../../../components/table/DataTable.tsx";
import { useWords, Words } from "../../../lib/language/language.tsx";
import styles from "./bring-in.module.css";
import { en } from "./en.ts";
import { MakeForm, type MakeValues } from "./MakeForm.tsx";
import { nl } from "./nl.ts";
import { Remarks } from "./Remarks.tsx";
import type { Languages } from "./useBringIn.ts";

interface ReadingProps {
  reading: QuestionnaireReading;
  onLanguages(languages: Languages): void;
  onBringIn(values: MakeValues): Promise<string | null | undefined>;
}

/** What a file would be here: its questions, and what becomes of everything in it. */
export function Reading({ reading, onLanguages, onBringIn }: ReadingProps) {
  const words = useWords({ nl, en });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { format, languages, questions, remarks } = reading;
  const named = languages.map((language) => ({ value: language, label: language || words.languageUnnamed }));
  return (
    <section className={styles.reading} aria-labelledby="read">
      <h2 id="read" ref={heading} tabIndex={-1}>
        {words.read(words.formats[format], questions.length)}
      </h2>
      {questions.length === 0 && (
        <Notice kind="WRONG">
          <p>{words.nothing}</p>
        </Notice>
      )}
      {languages.length > 1 && (
        <div className={styles.languages}>
          <SelectField
            label={words.languageNl}
            options={named}
            value={reading.nl}
            onChange={(event) => onLanguages({ nl: event.target.value, en: reading.en })}
          />
          <SelectField
            label={words.languageEn}
            options={named}
            placeholder={words.languageNone}
            value={reading.en ?? ""}
            onChange={(event) => onLanguages({ nl: reading.nl, en: event.target.value })}
          />
        </div>
      )}
      {questions.length > 0 && <Questions questions={questions} />}
      <Remarks remarks={remarks} />
      {questions.length > 0 && <MakeForm reading={reading} onMake={onBringIn} />}
    </section>
  );
}

function Questions({ questions }: Pick<QuestionnaireReading, "questions">) {
  const words = useWords({ nl, en });
  const columns: Column<(typeof questions)[number]>[] = [
    { id: "text", header: words.question, names: true, cell: ({ text }) => <Words of={text} /> },
    { id: "kind", header: words.kind, cell: ({ kind }) => words.kinds[kind] ?? kind },
    { id: "variable", header: words.variable, cell: ({ variable }) => <code>{variable}</code> },
    {
      id: "answers",
      header: words.answers,
      cell: ({ options }) =>
        options.map((option, at) => (
          <span key={at}>
            {at > 0 && " · "}
            <Words of={option} />
          </span>
        )),
    },
    {
      id: "logic",
      header: words.logic,
      cell: ({ relevance, constraint, calculation }) => (
        <>
          {relevance !== null && <p className={styles.logic}>{words.shownWhere(relevance)}</p>}
          {constraint !== null && <p className={styles.logic}>{words.holdsWhere(constraint)}</p>}
          {calculation !== null && <p className={styles.logic}>{words.computedAs(calculation)}</p>}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={words.questionsTitle}
      columns={columns}
      rows={questions}
      rowKey={({ variable }) => variable}
      tall
    />
  );
}
