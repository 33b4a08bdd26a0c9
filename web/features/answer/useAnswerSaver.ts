import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useAsk } from "../../lib/graphql/ask.ts";
import type { Ask } from "../../lib/graphql/ask.ts";
import { isOffline } from "../../lib/graphql/failure.ts";
import { hasEnded } from "./failures.ts";
import { SaveAnswer } from "./operations.ts";
import { AnswerSaver } from "./saver.ts";
import type { Send } from "./saver.ts";

const sendWith =
  (ask: Ask): Send =>
  async (question, value) => {
    const { data, error } = await ask(SaveAnswer, { question, value });
    if (error) return { kind: hasEnded(error) ? "ENDED" : isOffline(error) ? "OFFLINE" : "FAILED" };
    const answer = data?.saveAnswer;
    if (answer?.__typename !== "Problem") return { kind: "SAVED" };
    if (answer.code === "SESSION_ENDED") return { kind: "ENDED" };
    return { kind: "REFUSED", code: answer.code, message: answer.message };
  };

/** An AnswerSaver over the API, for as long as the page stands. */
export function useAnswerSaver() {
  const ask = useAsk();
  const [saver] = useState(() => new AnswerSaver(sendWith(ask)));
  // Another language asks in another way.
  useEffect(() => saver.sendBy(sendWith(ask)), [ask, saver]);
  const subscribe = useCallback((listener: () => void) => saver.subscribe(listener), [saver]);
  const saving = useSyncExternalStore(subscribe, () => saver.state);

  useEffect(() => {
    const onLine = () => void saver.flush();
    const onLeave = (event: BeforeUnloadEvent) => {
      if (saver.waiting.size > 0) event.preventDefault();
    };
    window.addEventListener("online", onLine);
    window.addEventListener("beforeunload", onLeave);
    return () => {
      window.removeEventListener("online", onLine);
      window.removeEventListener("beforeunload", onLeave);
    };
  }, [saver]);

  return { saver, saving };
}
