import { useState } from "react";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { ReasonForm } from "../../components/form/ReasonForm.tsx";
import { graphql } from "../../lib/graphql/graphql.ts";
import { ProblemFields } from "../../lib/graphql/problem.ts";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import styles from "./ask.module.css";
import type { Budget } from "./BudgetLine.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

const AskForMoreShapes = graphql(
  `
    mutation AskForMoreShapes($input: AskForMoreShapesInput!) {
      askForMoreShapes(input: $input) {
        __typename
        ... on ShapeRequest {
          id
        }
        ...ProblemFields
      }
    }
  `,
  [ProblemFields],
);

/** Where nothing is left: asks a steward for more, and what the steward said to it. */
export function MoreShapes({ study, budget, onAsked }: { study: string; budget: Budget; onAsked(): void }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [asking, setAsking] = useState(false);
  const [, askForMore] = useMutation(AskForMoreShapes);
  const { variable, left, mayGetMore, request } = budget;
  const send = async (reason: string) => {
    const { data, error } = await askForMore({ input: { study, variable: variable.name, reason } });
    const asked = data?.askForMoreShapes;
    if (asked?.__typename === "Problem") return { problem: asked.message };
    if (!asked) return { error };
    setAsking(false);
    onAsked();
    return {};
  };
  const waits = request !== null && request.granted === null;
  return (
    <>
      {request && (
        <p className={styles.small} role="status">
          {waits
            ? words.moreWaits(sayDay(request.askedAt, locale))
            : words.moreAnswered(request.granted === true, request.answeredBy ?? "", request.answer ?? "")}
        </p>
      )}
      {left === 0 && mayGetMore && !waits && !asking && (
        <p>
          <Button onClick={() => setAsking(true)}>{words.moreAsk}</Button>
        </p>
      )}
      {asking && !waits && (
        <ReasonForm
          title={words.moreAsk}
          label={words.moreWhy(variable.label)}
          help={words.moreHelp}
          ways={[{ label: words.moreSend, weight: "PRIMARY", send }]}
        />
      )}
    </>
  );
}
