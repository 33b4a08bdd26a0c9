import { useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { graphql } from "../../lib/graphql/graphql.ts";
import { useWords } from "../../lib/language/language.tsx";
import type { Question } from "../../lib/question/question.ts";
import styles from "./ask.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { Step } from "./Step.tsx";

const AskableStudies = graphql(`
  query AskableStudies {
    studies(first: 100) {
      nodes {
        id
        slug
        title
        snapshot {
          id
        }
      }
    }
  }
`);

interface StudiesStepProps {
  question: Question;
  onChange(question: Question): void;
}

/** One study or several that carry the same variables. */
export function StudiesStep({ question, onChange }: StudiesStepProps) {
  const words = useWords({ nl, en });
  const [{ data, error }, again] = useQuery({ query: AskableStudies });
  const chosen = question.studies;
  const studies = data?.studies.nodes.filter(({ snapshot, slug }) => snapshot !== null || chosen.includes(slug)) ?? [];
  return (
    <Step title={words.studiesTitle} help={words.studiesHelp}>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {data && studies.length === 0 && <p>{words.noStudies}</p>}
      <fieldset className={styles.studies}>
        <legend className={styles.small}>{words.studies}</legend>
        {studies.map(({ slug, title }) => (
          <label key={slug} className={styles.check}>
            <input
              type="checkbox"
              checked={chosen.includes(slug)}
              onChange={(event) =>
                onChange({
                  ...question,
                  studies: event.target.checked ? [...chosen, slug] : chosen.filter((other) => other !== slug),
                })
              }
            />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
    </Step>
  );
}
