import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useClient } from "urql";
import { isOffline } from "../../lib/graphql/offline.ts";
import { hasEnded } from "./failures.ts";
import { SaveAnswer } from "./operations.ts";
import { AnswerSaver } from "./saver.ts";
import type { SaveEnd } from "./saver.ts";

/** An AnswerSaver over the API, for as long as the page stands. */
export function useAnswerSaver() {
  const client = useClient();
  // Another language is another client; what waits to be saved goes on with the new one.
  const sender = useRef(client);
  useEffect(() => {
    sender.current = client;
  }, [client]);

  const [saver] = useState(
    () =>
      new AnswerSaver(async (question, value): Promise<SaveEnd> => {
        const { data, error } = await sender.current.mutation(SaveAnswer, { question, value }).toPromise();
        if (error) return { kind: hasEnded(error) ? "ENDED" : isOffline(error) ? "OFFLINE" : "FAILED" };
        const answer = data?.saveAnswer;
        if (answer?.__typename !== "Problem") return { kind: "SAVED" };
        if (answer.code === "SESSION_ENDED") return { kind: "ENDED" };
        return { kind: "REFUSED", code: answer.code, message: answer.message };
      }),
  );
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
