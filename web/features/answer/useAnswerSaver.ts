import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useClient } from "urql";
import type { Client } from "urql";
import { isOffline } from "../../lib/graphql/offline.ts";
import { hasEnded } from "./failures.ts";
import { SaveAnswer } from "./operations.ts";
import { AnswerSaver } from "./saver.ts";
import type { Send } from "./saver.ts";

const sendWith =
  (client: Client): Send =>
  async (question, value) => {
    const { data, error } = await client.mutation(SaveAnswer, { question, value }).toPromise();
    if (error) return { kind: hasEnded(error) ? "ENDED" : isOffline(error) ? "OFFLINE" : "FAILED" };
    const answer = data?.saveAnswer;
    if (answer?.__typename !== "Problem") return { kind: "SAVED" };
    if (answer.code === "SESSION_ENDED") return { kind: "ENDED" };
    return { kind: "REFUSED", code: answer.code, message: answer.message };
  };

/** An AnswerSaver over the API, for as long as the page stands. */
export function useAnswerSaver() {
  const client = useClient();
  const [saver] = useState(() => new AnswerSaver(sendWith(client)));
  // Another language is another client.
  useEffect(() => saver.sendBy(sendWith(client)), [client, saver]);
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
