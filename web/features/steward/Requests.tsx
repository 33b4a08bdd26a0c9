import { Link } from "react-router";
import { useMutation } from "urql";
import { ReasonForm } from "../../components/form/ReasonForm.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { AnswerShapeRequest } from "./operations.ts";
import type { Request } from "./operations.ts";
import styles from "./steward.module.css";

interface RequestsProps {
  requests: readonly Request[];
  /** Nobody answers themselves. */
  self: string;
  onAnswered(): void;
}

/** Who asked for more and why, each with its answer or the place for it. */
export function Requests({ requests, self, onAnswered }: RequestsProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  if (requests.length === 0) return <p className={styles.quiet}>{words.noRequests}</p>;
  return (
    <ul className={styles.list}>
      {requests.map((request) => (
        <li key={request.id} className={styles.line}>
          <p>
            <strong>{words.request(request.asker.name, request.variable.label)}</strong>
          </p>
          <p>{request.reason}</p>
          <p className={styles.quiet}>{words.asked(sayDay(request.askedAt, locale))}</p>
          {request.granted !== null && (
            <p>{words.answered(request.granted, request.answeredBy ?? "", request.answer ?? "")}</p>
          )}
          {request.granted === null &&
            (request.asker.id === self ? (
              <p className={styles.quiet}>{words.ownRequest}</p>
            ) : (
              <AnswerForm request={request} onAnswered={onAnswered} />
            ))}
        </li>
      ))}
    </ul>
  );
}

function AnswerForm({ request, onAnswered }: { request: Request; onAnswered(): void }) {
  const words = useWords({ nl, en });
  const [, answer] = useMutation(AnswerShapeRequest);
  const by = (granted: boolean) => async (reason: string) => {
    const { data, error } = await answer({ input: { id: request.id, granted, reason } });
    const answered = data?.answerShapeRequest;
    if (answered?.__typename === "Problem") return { problem: answered.message };
    if (!answered) return { error };
    onAnswered();
    return {};
  };
  return (
    <ReasonForm
      title={words.request(request.asker.name, request.variable.label)}
      label={words.answerWhy}
      help={words.answerHelp}
      ways={[
        { label: words.agree, weight: "PRIMARY", send: by(true) },
        { label: words.decline, send: by(false) },
      ]}
    />
  );
}

/** Those that wait, with the way to where they are answered. */
export function WaitingRequests({ requests }: { requests: readonly Request[] }) {
  const words = useWords({ nl, en });
  if (requests.length === 0) return <p className={styles.quiet}>{words.noRequests}</p>;
  return (
    <ul className={styles.list}>
      {requests.map(({ id, study, asker, variable }) => (
        <li key={id} className={styles.line}>
          <Link to={`/steward/${study.slug}`}>{study.title}</Link>: {words.request(asker.name, variable.label)}
        </li>
      ))}
    </ul>
  );
}
