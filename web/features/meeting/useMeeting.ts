import { useCallback, useEffect, useRef, useState } from "react";
import { useAsk } from "../../lib/graphql/ask.ts";
import { hasCode } from "../../lib/graphql/failure.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import { Contribute, InMeeting, TakeContributionBack } from "./operations.ts";
import type { OwnMeeting, Present } from "./operations.ts";

/** How often it is looked whether the host opened something: calm enough for a phone and a full room. */
const LOOK_AGAIN_MS = 8_000;

export type Here =
  | { kind: "COMING" }
  | { kind: "FAILED"; error: AskFailure }
  /** Not in a meeting, or not (yet) agreed: the pages behind the link say what is next. */
  | { kind: "ELSEWHERE" }
  | { kind: "HERE"; present: Present; meeting: OwnMeeting };

/** Why something was not done: words of the API, or null where it was not reached. */
export type NotDone = { message: string | null };

type Answered = ({ __typename: "OwnMeeting" } & OwnMeeting) | { __typename: "Problem"; code: string; message: string };

/** Somebody in a meeting: the own contributions, and what the group may read. */
export function useMeeting() {
  const ask = useAsk();
  const [here, setHere] = useState<Here>({ kind: "COMING" });
  const [unreached, setUnreached] = useState(false);
  /** Answers may come in another order than they were asked for. */
  const turn = useRef(0);

  const look = useCallback(async () => {
    const own = ++turn.current;
    const { data, error } = await ask(InMeeting, {});
    if (own !== turn.current) return;
    setUnreached(error !== undefined);
    if (error) return setHere((before) => (before.kind === "HERE" ? before : { kind: "FAILED", error }));
    const present = data?.respondent;
    if (!present?.meeting || present.consent !== true || present.withdrawal !== null)
      return setHere({ kind: "ELSEWHERE" });
    setHere({ kind: "HERE", present, meeting: present.meeting });
  }, [ask]);

  useEffect(() => {
    const lookIfSeen = () => {
      if (document.visibilityState === "visible") void look();
    };
    void Promise.resolve().then(lookIfSeen);
    const timer = setInterval(lookIfSeen, LOOK_AGAIN_MS);
    document.addEventListener("visibilitychange", lookIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", lookIfSeen);
    };
  }, [look]);

  const take = ({ data, error }: { data?: Answered; error?: AskFailure }): NotDone | null => {
    if (error && hasCode(error, "SESSION_ENDED", "NOT_PERMITTED")) setHere({ kind: "ELSEWHERE" });
    if (!data) return { message: null };
    if (data.__typename === "Problem") {
      void look();
      return { message: data.message };
    }
    turn.current++;
    setHere((before) => (before.kind === "HERE" ? { ...before, meeting: data } : before));
    return null;
  };

  return {
    here,
    unreached,
    look,

    /** `name` stays the same while the same words are tried again. */
    async contribute(theme: string, name: string, text: string): Promise<NotDone | null> {
      const { data, error } = await ask(Contribute, { theme, name, text });
      return take({ data: data?.contribute, error });
    },

    async takeBack(contribution: string): Promise<NotDone | null> {
      const { data, error } = await ask(TakeContributionBack, { contribution });
      return take({ data: data?.takeContributionBack, error });
    },
  };
}

export type InRoom = ReturnType<typeof useMeeting>;
