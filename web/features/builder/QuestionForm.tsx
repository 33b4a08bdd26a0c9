import type { ReactNode } from "react";
import { KINDS, type QuestionKind } from "../../../schema/kinds/kinds.ts";
import { Checkbox } from "../../components/form/Choices.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { BranchFields } from "./BranchFields.tsx";
import { CalculationFields } from "./CalculationFields.tsx";
import { ConceptField } from "./ConceptField.tsx";
import { ConstraintFields } from "./ConstraintFields.tsx";
import styles from "./builder.module.css";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { LimitFields } from "./LimitFields.tsx";
import { nl } from "./nl.ts";
import { OptionFields } from "./OptionFields.tsx";
import { ReadingHints } from "./ReadingHints.tsx";
import { WrittenFields } from "./WrittenFields.tsx";

/** The parts of a question that say themselves what is wrong with them. */
export const LOGIC_PARTS = ["relevance", "constraint", "calculation"] as const;
export type LogicPart = (typeof LOGIC_PARTS)[number];

export interface QuestionProblem {
  /** Of the question; null where it is the question as a whole */
  part: string | null;
  message: string;
}

interface QuestionFormProps {
  question: DraftQuestion;
  before: readonly DraftQuestion[];
  problems: readonly QuestionProblem[];
  /** Where it is a question with lines: these stand in the place of its own variable. */
  lines?: ReactNode;
  /** `part`: what of it is changed, so that typing is undone as one step. */
  onChange(changes: Partial<DraftQuestion>, part: string | null): void;
}

/** How the words of a question take an earlier answer in. */
function PipeHelp({ before }: Pick<QuestionFormProps, "before">) {
  const words = useWords({ nl, en });
  const say = useSay();
  const answered = before.filter(({ kind }) => kind !== "STATEMENT");
  if (answered.length === 0) return null;
  return (
    <details>
      <summary className={styles.summary}>{words.pipeTitle}</summary>
      <p>{words.pipeWhat}</p>
      <dl className={styles.parts}>
        {answered.map(({ id, variable, text }) => (
          <div key={id}>
            <dt>
              <code>{`{${variable}}`}</code>
            </dt>
            <dd>{say(text)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Everything that can be said of one question. */
export function QuestionForm({ question, before, problems, lines, onChange }: QuestionFormProps) {
  const words = useWords({ nl, en });
  const { kind } = question;
  const problemAt = (part: LogicPart) =>
    problems.flatMap((problem) => (problem.part === part ? [problem.message] : [])).join(" ") || null;
  const own: Partial<Record<QuestionKind, string>> = { STATEMENT: words.statement, CALCULATION: words.calculated };
  const silent = KINDS[kind].silent === true;
  return (
    <div className={styles.form}>
      {question.stem && (
        <WrittenFields label={words.stem} value={question.stem} onChange={(stem) => onChange({ stem }, "stem")} />
      )}
      <WrittenFields
        label={lines ? words.stem : (own[kind] ?? words.question)}
        value={question.text}
        onChange={(text) => onChange({ text }, "text")}
      />
      {before.length > 0 && <PipeHelp before={before} />}
      <ReadingHints text={question.text.nl} />
      <WrittenFields label={words.help} value={question.help} onChange={(help) => onChange({ help }, "help")} />
      {question.help && <ReadingHints text={question.help.nl} />}
      {lines}
      {kind === "CALCULATION" && (
        <CalculationFields
          {...{ question, before }}
          problem={problemAt("calculation")}
          onChange={(changes) => onChange(changes, "calculation")}
        />
      )}
      {(KINDS[kind].needs.includes("options") || question.options.length > 0) && (
        <OptionFields question={question} onChange={(options, part) => onChange({ options }, part)} />
      )}
      <LimitFields question={question} onChange={(changes) => onChange(changes, "limits")} />
      {!silent && (
        <fieldset className={styles.fields}>
          <legend>{words.answering}</legend>
          {(["required", "dontKnow", "ratherNotSay", "heavy"] as const).map((part) => (
            <Checkbox
              key={part}
              label={words[part]}
              checked={question[part]}
              onChange={({ target }) => onChange({ [part]: target.checked }, null)}
            />
          ))}
        </fieldset>
      )}
      {!silent && (
        <ConstraintFields
          {...{ question, before }}
          problem={problemAt("constraint")}
          onChange={(constraint, part) => onChange({ constraint }, part)}
        />
      )}
      <BranchFields
        {...{ question, before }}
        problem={problemAt("relevance")}
        onChange={(relevance) => onChange({ relevance: relevance || null }, "relevance")}
      />
      {!lines && (
        <fieldset className={styles.fields}>
          <legend>{words.forStudy}</legend>
          <TextField
            label={words.variable}
            help={words.variableHelp}
            value={question.variable}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => onChange({ variable: target.value }, "variable")}
          />
          <ConceptField value={question.concept} onChange={(next) => onChange({ concept: next }, null)} />
        </fieldset>
      )}
    </div>
  );
}
