import { lazy } from "react";
import { Mark } from "../../components/mark/Mark.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Opening } from "./useRespondent.ts";

const RefusedScreen = lazy(() => import("./later/RefusedScreen.tsx"));

interface OpeningScreenProps {
  opening: Exclude<Opening, { kind: "OPEN" }>;
  onRetry: () => void;
}

/** While a link is being opened, and why it cannot be. */
export function OpeningScreen({ opening, onRetry }: OpeningScreenProps) {
  const words = useWords({ nl, en });
  if (opening.kind === "OPENING")
    return (
      <p className={styles.opening} role="status">
        <Mark rings={0} size={72} />
        {words.opening}
      </p>
    );
  if (opening.kind === "FAILED")
    return (
      <>
        <PageHeading>{words.noLinkTitle}</PageHeading>
        <FailureNotice error={opening.error} onRetry={onRetry} />
      </>
    );
  return <RefusedScreen problem={opening.kind === "REFUSED" ? opening.problem : null} />;
}
