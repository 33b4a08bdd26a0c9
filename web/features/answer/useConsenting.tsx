import { useState } from "react";
import { go } from "../../lib/address/address.tsx";
import type { Failure } from "./failures.ts";
import { FailureWords } from "./FailureWords.tsx";
import type { Respondence } from "./useRespondent.ts";

/** Says yes or no, and goes on to the first question. */
export function useConsenting(respondence: Respondence) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tried, setTried] = useState(true);
  const consent = async (agreed: boolean) => {
    setTried(agreed);
    setBusy(true);
    const failed = await respondence.consent(agreed);
    setBusy(false);
    setFailure(failed);
    if (!failed) go("/v", { replace: !agreed });
  };
  return { busy, consent, refusal: <FailureWords failure={failure} onRetry={() => void consent(tried)} /> };
}
