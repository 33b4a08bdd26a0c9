import { useCallback, useRef, useState } from "react";
import type { RefObject } from "react";
import { useAsk } from "../../lib/graphql/ask.ts";
import { hasCode } from "../../lib/graphql/failure.ts";
import { randomName } from "../../lib/kept-here/place.ts";
import type { Place } from "../../lib/kept-here/place.ts";
import { dropUnsent, keepUnsent } from "./kept.ts";
import type { Unsent } from "./kept.ts";
import { Contribute } from "./operations.ts";
import type { OwnMeeting } from "./operations.ts";

/** What became of something written: at the API, on this phone until there is network, or not taken. */
export type Given = { kind: "SENT" } | { kind: "KEPT" } | { kind: "REFUSED"; message: string };

interface Around {
  /** Where the link keeps things on this phone; null: only this page holds what is not sent. */
  place: RefObject<Place | null>;
  showMeeting: (meeting: OwnMeeting) => void;
  /** The session has ended; what is kept waits for the link. */
  goElsewhere: () => void;
}

/** What somebody wrote in a meeting and is not sent: one at a time, in the order of writing, once there is network. */
export function useUnsent({ place, showMeeting, goElsewhere }: Around) {
  const ask = useAsk();
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const now = useRef<readonly Unsent[]>([]);
  const running = useRef<Promise<void> | null>(null);

  const become = useCallback((next: readonly Unsent[]) => {
    now.current = next;
    setUnsent(next);
  }, []);

  const throwAway = useCallback(
    async (name: string) => {
      become(now.current.filter((one) => one.name !== name));
      if (place.current) await dropUnsent(place.current, name);
    },
    [become, place],
  );

  const sendAll = useCallback(async () => {
    for (;;) {
      const one = now.current.find(({ refused }) => refused === null);
      if (!one) return;
      const { theme, name, text } = one;
      const { data, error } = await ask(Contribute, { theme, name, text });
      if (error && hasCode(error, "SESSION_ENDED", "NOT_PERMITTED")) return goElsewhere();
      const answer = data?.contribute;
      if (!answer) return;
      if (answer.__typename === "Problem") {
        if (answer.code === "SESSION_ENDED") return goElsewhere();
        const refused = { ...one, refused: answer.message };
        become(now.current.map((each) => (each.name === name ? refused : each)));
        if (place.current) await keepUnsent(place.current, refused);
      } else {
        await throwAway(name);
        showMeeting(answer);
      }
    }
  }, [ask, become, throwAway, place, showMeeting, goElsewhere]);

  const flush = useCallback(async () => {
    running.current ??= sendAll().finally(() => (running.current = null));
    await running.current;
  }, [sendAll]);

  const restore = useCallback(
    (kept: readonly Unsent[]) => {
      const here = new Set(now.current.map(({ name }) => name));
      become([...kept.filter(({ name }) => !here.has(name)), ...now.current].sort((a, b) => a.at - b.at));
    },
    [become],
  );

  const contribute = useCallback(
    async (theme: string, text: string): Promise<Given> => {
      // A clock that is put back does not change the order of writing.
      const at = Math.max(Date.now(), 1 + (now.current.at(-1)?.at ?? 0));
      const one: Unsent = { name: randomName(), theme, text, at, refused: null };
      become([...now.current, one]);
      if (place.current) await keepUnsent(place.current, one);
      await flush();
      const left = now.current.find(({ name }) => name === one.name);
      if (!left) return { kind: "SENT" };
      if (left.refused === null) return { kind: "KEPT" };
      await throwAway(one.name);
      return { kind: "REFUSED", message: left.refused };
    },
    [become, flush, throwAway, place],
  );

  return { unsent, restore, flush, contribute, throwAway };
}
