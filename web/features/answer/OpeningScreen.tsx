import { Link } from "react-router";
import { Mark } from "../../components/mark/Mark.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Opening } from "./useRespondent.ts";

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
  const said: Record<string, [title: string, why: string]> = {
    INVITATION_UNKNOWN: [words.unknownTitle, words.unknown],
    INVITATION_REVOKED: [words.revokedTitle, words.revoked],
    INVITATION_EXPIRED: [words.expiredTitle, words.expired],
    SESSION_ENDED: [words.endedTitle, words.ended],
  };
  const [title, why] =
    opening.kind === "NO_LINK"
      ? [words.noLinkTitle, words.noLink]
      : (said[opening.problem.code] ?? [words.unknownTitle, opening.problem.message]);
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{title}</PageHeading>
      <p>{why}</p>
      <p>
        <Link to="/">{words.home}</Link>
      </p>
    </div>
  );
}
