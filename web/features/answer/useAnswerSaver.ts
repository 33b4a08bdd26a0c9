import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useAsk } from "../../lib/graphql/ask.ts";
import type { Ask } from "../../lib/graphql/ask.ts";
import { isOffline } from "../../lib/graphql/failure.ts";
import { randomName } from "../../lib/kept-here/place.ts";
import { ApiClock } from "./api-clock.ts";
import { hasEnded } from "./failures.ts";
import { SaveAnswer } from "./operations.ts";
import { AnswerSaver } from "./saver.ts";
import type { Send } from "./saver.ts";

const sendWith =
  (ask: Ask, ready: () => Promise<boolean>): Send =>
  async ({ question, value, at, device, turn }) => {
    if (!(await ready())) return { kind: "OFFLINE" };
    const given = { at: new Date(at).toISOString(), device, turn };
    const { data, error } = await ask(SaveAnswer, { question, value, given });
    if (error) return { kind: hasEnded(error) ? "ENDED" : isOffline(error) ? "OFFLINE" : "FAILED" };
    const answer = data?.saveAnswer;
    if (answer?.__typename === "Problem") {
      if (answer.code === "SESSION_ENDED") return { kind: "ENDED" };
      return { kind: "REFUSED", code: answer.code, message: answer.message };
    }
    if (!answer?.elsewhere) return { kind: "SAVED" };
    return { kind: "ELSEWHERE", value: answer.__typename === "OwnAnswer" ? answer.value : null };
  };

/** An AnswerSaver over the API, for as long as the page stands; each page is a device of its own. */
export function useAnswerSaver(ready: () => Promise<boolean>) {
  const ask = useAsk();
  const [clock] = useState(() => new ApiClock(Date.now));
  const [device] = useState(randomName);
  const [saver] = useState(() => new AnswerSaver(sendWith(ask, ready), device, () => clock.now()));
  // Another language asks in another way.
  useEffect(() => saver.sendBy(sendWith(ask, ready)), [ask, ready, saver]);
  const subscribe = useCallback((listener: () => void) => saver.subscribe(listener), [saver]);
  const saving = useSyncExternalStore(subscribe, () => saver.state);

  useEffect(() => {
    const onLine = () => void saver.flush();
    window.addEventListener("online", onLine);
    return () => window.removeEventListener("online", onLine);
  }, [saver]);

  return { saver, saving, clock, device };
}
