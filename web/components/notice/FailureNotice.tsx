import { hasCode, isOffline } from "../../lib/graphql/failure.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import { useWords } from "../../lib/language/language.tsx";
import { Button } from "../button/Button.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { Notice } from "./Notice.tsx";

interface FailureNoticeProps {
  error: AskFailure;
  onRetry?: () => void;
}

/** What went wrong while asking the API: no network, not permitted, or our own mistake. */
export function FailureNotice({ error, onRetry }: FailureNoticeProps) {
  const words = useWords({ nl, en });
  if (hasCode(error, "NOT_PERMITTED"))
    return <Notice kind="WRONG" title={words.notPermittedTitle} children={<p>{words.notPermitted}</p>} />;
  const offline = isOffline(error);
  return (
    <Notice kind="WRONG" title={offline ? words.offlineTitle : words.failedTitle}>
      <p>{offline ? words.offline : words.failed}</p>
      {onRetry && <Button onClick={onRetry}>{words.retry}</Button>}
    </Notice>
  );
}
