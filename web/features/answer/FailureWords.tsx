import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import type { Failure } from "./failures.ts";
import { nl } from "./nl.ts";

/** Why a step was not taken. */
export function FailureWords({ failure, onRetry }: { failure: Failure | null; onRetry: () => void }) {
  const words = useWords({ nl, en });
  if (failure === null) return null;
  if (failure.kind === "ERROR") return <FailureNotice error={failure.error} onRetry={onRetry} />;
  if (failure.kind === "PROBLEM") return <Notice kind="WRONG" title={failure.problem.message} />;
  if (failure.kind === "UNSAVED") return <Notice kind="WRONG" title={words.notSaved} />;
  return (
    <Notice kind="WRONG" title={words.endedTitle}>
      <p>{words.ended}</p>
    </Notice>
  );
}
