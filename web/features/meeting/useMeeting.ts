import { useCallback, useEffect, useRef, useState } from "react";
import { useAsk } from "../../lib/graphql/ask.ts";
import { hasCode } from "../../lib/graphql/failure.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import { Place } from "../../lib/kept-here/place.ts";
import { keepSeen, keptAt } from "./kept.ts";
import { InMeeting, TakeContributionBack } from "./operations.ts";
import type { OwnMeeting, Present } from "./operations.ts";
import { useUnsent } from "./useUnsent.ts";

/** How often it is looked whether the host opened something: calm enough for a phone and a full room. */
const LOOK_AGAIN_MS = 8_000;

export type Here =
  | { kind: "COMING" }
  | { kind: "FAILED"; error: AskFailure }
  /** Not in a meeting, or not (yet) agreed: the pages behind the link say what is next. */
  | { kind: "ELSEWHERE" }
  /** `seenAt`: as it was kept on this phone then, as there is no network; null: as it is now */
  | { kind: "HERE"; present: Present; meeting: OwnMeeting; seenAt: string | null };

/** Why something was not done: words of the API, or null where it was not reached. */
export type NotDone = { message: string | null };

/** Somebody in a meeting: the own contributions, and what the group may read. */
export function useMeeting() {
  const ask = useAsk();
  const [here, setHere] = useState<Here>({ kind: "COMING" });
  const [unreached, setUnreached] = useState(false);
  /** Answers may come in another order than they were asked for. */
  const turn = useRef(0);
  const place = useRef<Place | null>(null);

  const showMeeting = useCallback((meeting: OwnMeeting) => {
    turn.current++;
    setHere((before) => (before.kind === "HERE" ? { ...before, meeting } : before));
  }, []);
  const goElsewhere = useCallback(() => setHere({ kind: "ELSEWHERE" }), []);
  const { unsent, restore, flush, contribute, throwAway } = useUnsent({ place, showMeeting, goElsewhere });

  const look = useCallback(async () => {
    const own = ++turn.current;
    const { data, error } = await ask(InMeeting, {});
    if (own !== turn.current) return;
    setUnreached(error !== undefined);
    if (error) return setHere((before) => (before.kind === "HERE" ? before : { kind: "FAILED", error }));
    const present = data?.respondent;
    if (!present?.meeting || present.consent !== true || present.withdrawal !== null) return goElsewhere();
    setHere({ kind: "HERE", present, meeting: present.meeting, seenAt: null });
    if (place.current) keepSeen(place.current, { present, at: new Date().toISOString() });
    await flush();
  }, [ask, flush, goElsewhere]);

  useEffect(() => {
    let wanted = true;
    const lookIfSeen = () => {
      if (wanted && document.visibilityState === "visible") void look();
    };
    const begin = async () => {
      place.current = await Place.ofTab();
      const kept = place.current && (await keptAt(place.current));
      if (!wanted) return;
      if (kept) restore(kept.unsent);
      if (kept?.seen?.present.meeting) {
        const { present, at } = kept.seen;
        const { meeting } = kept.seen.present;
        setHere((before) => (before.kind === "COMING" ? { kind: "HERE", present, meeting, seenAt: at } : before));
      }
      lookIfSeen();
    };
    void begin();
    const timer = setInterval(lookIfSeen, LOOK_AGAIN_MS);
    document.addEventListener("visibilitychange", lookIfSeen);
    window.addEventListener("online", lookIfSeen);
    return () => {
      wanted = false;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", lookIfSeen);
      window.removeEventListener("online", lookIfSeen);
    };
  }, [look, restore]);

  return {
    here,
    unreached,
    look,
    unsent,
    contribute,
    throwAway,

    async takeBack(contribution: string): Promise<NotDone | null> {
      const { data, error } = await ask(TakeContributionBack, { contribution });
      if (error && hasCode(error, "SESSION_ENDED", "NOT_PERMITTED")) goElsewhere();
      const answer = data?.takeContributionBack;
      if (!answer) return { message: null };
      if (answer.__typename === "Problem") {
        void look();
        return { message: answer.message };
      }
      showMeeting(answer);
      return null;
    },
  };
}

export type InRoom = ReturnType<typeof useMeeting>;
