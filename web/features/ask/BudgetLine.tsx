import { Fragment } from "react";
import { useQuery } from "urql";
import { Link } from "react-router";
import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";
import { useWords } from "../../lib/language/language.tsx";
import type { Codebook } from "../../lib/question/codebook.ts";
import { findVariable } from "../../lib/question/codebook.ts";
import type { Question } from "../../lib/question/question.ts";
import { questionVariables } from "../../lib/question/question.ts";
import styles from "./ask.module.css";
import { en } from "./en.ts";
import { MoreShapes } from "./MoreShapes.tsx";
import { nl } from "./nl.ts";

const OwnBudget = graphql(`
  query OwnBudget($study: String!, $variables: [String!]) {
    shapeBudgets(study: $study, variables: $variables) {
      variable {
        name
        label
      }
      used
      most
      left
      forWorkplace
      mayGetMore
      request {
        id
        granted
        askedAt
        answer
        answeredBy
      }
    }
  }
`);

export type Budget = ResultOf<typeof OwnBudget>["shapeBudgets"][number];

interface BudgetLineProps {
  question: Question;
  codebook: Codebook;
}

/** How much may still be asked about the answers in the question. */
export function BudgetLine({ question, codebook }: BudgetLineProps) {
  const names = [...new Set(questionVariables(question).map(({ name }) => name))]
    .filter((name) => findVariable(codebook, name)?.role === "ANSWER")
    .sort();
  if (names.length === 0) return null;
  return question.studies.map((study) => <OfStudy key={study} study={study} variables={names} />);
}

function OfStudy({ study, variables }: { study: string; variables: string[] }) {
  const words = useWords({ nl, en });
  const [{ data }, again] = useQuery({
    query: OwnBudget,
    variables: { study, variables },
    requestPolicy: "cache-and-network",
  });
  return data?.shapeBudgets.map((budget) => (
    <Fragment key={budget.variable.name}>
      <p className={styles.small}>
        {words.budget(budget.left, budget.most, budget.variable.label)} {budget.forWorkplace && words.budgetWorkplace}{" "}
        <Link to="/protection">{words.budgetWhy}</Link>
      </p>
      <MoreShapes study={study} budget={budget} onAsked={() => again({ requestPolicy: "network-only" })} />
    </Fragment>
  ));
}
