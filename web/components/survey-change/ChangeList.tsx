import { useSay, useWords, Words } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Change } from "./operations.ts";
import styles from "./survey-change.module.css";

/** What changed, question by question, each with how it was and how it is. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const words = useWords({ nl, en });
  if (changes.length === 0) return <p>{words.none}</p>;
  const questions = new Map<string, Change[]>();
  for (const change of changes) {
    const of = change.question ? `${change.to === null ? "gone" : "here"} ${change.question.id}` : "";
    questions.set(of, [...(questions.get(of) ?? []), change]);
  }
  return (
    <>
      <p className={styles.quiet}>{words.changes(changes.length)}</p>
      <ul className={styles.questions}>
        {[...questions].map(([of, each]) => (
          <li key={of}>
            <QuestionChanges changes={each} />
          </li>
        ))}
      </ul>
    </>
  );
}

function QuestionChanges({ changes }: { changes: readonly Change[] }) {
  const words = useWords({ nl, en });
  const [first] = changes;
  const { question, from, to } = first ?? { question: null, from: null, to: null };
  const place = to !== null ? words.question(to) : from !== null ? words.gone(from) : null;
  return (
    <>
      <h3>
        {question ? (
          <>
            {place}. <Words of={question.text} />
          </>
        ) : (
          words.itself
        )}
      </h3>
      <dl className={styles.changes}>
        {changes.map((change, at) => (
          <div key={`${change.kind} ${at}`}>
            <dt>{words.kinds[change.kind]}</dt>
            <BeforeAndAfter change={change} />
          </div>
        ))}
      </dl>
    </>
  );
}

function BeforeAndAfter({ change: { kind, before, after, from, to } }: { change: Change }) {
  const words = useWords({ nl, en });
  const say = useSay();
  if (kind === "MOVED" && from !== null && to !== null) return <dd>{words.moved(from, to)}</dd>;
  if (kind === "ADDED" || kind === "REMOVED" || (before === null && after === null)) return null;
  return (
    <>
      <dd>
        {words.before}: {before ? <del>{say(before)}</del> : words.nothing}
      </dd>
      <dd>
        {words.after}: {after ? <ins>{say(after)}</ins> : words.nothing}
      </dd>
    </>
  );
}
