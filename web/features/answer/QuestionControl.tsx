import type { ReactNode } from "react";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useLanguage, useSay, useWords, Words } from "../../lib/language/language.tsx";
import { sayNumber } from "../../lib/language/saying.ts";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Question } from "./operations.ts";
import { isTyped } from "./rule.ts";
import { ScaleChoice } from "./ScaleChoice.tsx";

export interface QuestionControlProps {
  question: Question;
  headingId: string;
  draft: Json;
  error: string | null;
  onChoose: (value: Json) => void;
  onType: (written: string) => void;
}

/** A question's words with what it is answered by. */
export function QuestionControl(props: QuestionControlProps) {
  const { question, headingId, draft, error, onChoose } = props;
  const words = useWords({ nl, en });
  const say = useSay();
  const heading = (
    <PageHeading id={headingId} title={say(question.text)}>
      <Words of={question.text} />
    </PageHeading>
  );
  const help = (
    <>
      {question.help && <Words of={question.help} />}
      {question.kind === "MULTIPLE" && ` ${words.several}`}
      {!question.required && ` ${words.optional}`}
    </>
  );
  if (isTyped(question)) return <TypedControl {...props} heading={heading} help={help} />;
  if (question.scale) return <ScaleChoice {...props} scale={question.scale} legend={heading} help={help} />;

  const chosen = Array.isArray(draft) ? draft.map(String) : draft === null ? [] : [String(draft)];
  const several = question.kind === "MULTIPLE";
  const toggle = (code: string, on: boolean) => {
    const codes = question.options.map((option) => option.code);
    const left = codes.filter((candidate) => (candidate === code ? on : chosen.includes(candidate)));
    onChoose(left.length > 0 ? left : null);
  };
  return (
    <ChoiceGroup
      kind={several ? "checkbox" : "radio"}
      legend={heading}
      help={help}
      error={error}
      choices={question.options.map(({ code, label }) => ({ value: code, label: <Words of={label} /> }))}
      chosen={chosen}
      control={{
        name: question.id,
        onChange: ({ target }) => (several ? toggle(target.value, target.checked) : onChoose(target.value)),
      }}
    />
  );
}

interface TypedControlProps extends QuestionControlProps {
  heading: ReactNode;
  help: ReactNode;
}

function TypedControl({ question, headingId, draft, error, onType, heading, help }: TypedControlProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const written = draft === null ? "" : typeof draft === "number" ? sayPlain(draft, locale) : String(draft);
  const range = question.number ?? question.scale;
  if (range === null)
    return (
      <div className={styles.stack}>
        {heading}
        <TextArea
          labelledBy={headingId}
          help={help}
          error={error}
          value={written}
          onChange={({ target }) => onType(target.value)}
          below={question.maxLength !== null && <Left most={question.maxLength} used={written.length} />}
        />
      </div>
    );
  const limits = words.from(sayNumber(range.minimum, locale), sayNumber(range.maximum, locale));
  const ends = question.scale
    ? ` ${range.minimum}: ${say(question.scale.low)}. ${range.maximum}: ${say(question.scale.high)}.`
    : "";
  return (
    <div className={styles.stack}>
      {heading}
      <TextField
        labelledBy={headingId}
        help={
          <>
            {help} {limits}
            {ends}
          </>
        }
        error={error}
        value={written}
        inputMode={question.number && !question.number.integer ? "decimal" : "numeric"}
        autoComplete="off"
        size={8}
        unit={question.number?.unit && <Words of={question.number.unit} />}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}

/** As somebody would type it: no marks between thousands. */
const sayPlain = (value: number, locale: "nl" | "en"): string =>
  locale === "nl" ? String(value).replace(".", ",") : String(value);

/** How many characters are left; read out only when few are. */
function Left({ most, used }: { most: number; used: number }) {
  const words = useWords({ nl, en });
  const left = most - used;
  return (
    <p className={left < 0 ? styles.tooLong : styles.quiet} aria-live={left < 50 ? "polite" : "off"}>
      {left < 0 ? words.tooLong(-left) : words.left(left)}
    </p>
  );
}
