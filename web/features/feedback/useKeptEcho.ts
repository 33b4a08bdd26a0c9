import { createContext, useCallback, useEffect, useState } from "react";
import { ECHO, Place } from "../../lib/kept-here/place.ts";
import type { FiguresOf, Listener } from "./operations.ts";

/*
 * What came back, as it was seen last, kept on this phone for when there is no network: sealed like answers, and not at
 * all where a code of one's own stands before what was said.
 */

const FIGURES = `${ECHO} figures `;

interface SeenEcho {
  listener: Listener;
  /** ISO 8601 */
  at: string;
}

interface KeptEcho {
  seen: SeenEcho | null;
  /** By finding */
  figures: ReadonlyMap<string, FiguresOf>;
  keepFigures(finding: string, figures: FiguresOf): void;
}

const NOTHING: KeptEcho = { seen: null, figures: new Map(), keepFigures: () => undefined };

/** For the figures of each finding, which are asked for by themselves. */
export const KeptEchoContext = createContext<KeptEcho>(NOTHING);

/** `listener`: as the API says it now; undefined while it has not. */
export function useKeptEcho(listener: Listener | undefined): KeptEcho {
  const [place, setPlace] = useState<Place | null>(null);
  const [kept, setKept] = useState<Pick<KeptEcho, "seen" | "figures">>(NOTHING);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const here = await Place.ofTab();
      const all = here && (await here.all());
      if (!wanted || !here || !all) return;
      setPlace(here);
      const figures = [...all].flatMap(([name, value]) =>
        name.startsWith(FIGURES) ? [[name.slice(FIGURES.length), value as FiguresOf] as const] : [],
      );
      setKept({ seen: (all.get(ECHO) as SeenEcho | undefined) ?? null, figures: new Map(figures) });
    };
    void read();
    return () => {
      wanted = false;
    };
  }, []);

  const mayKeep = listener?.ownCode === "NONE";
  useEffect(() => {
    if (!place || !listener) return;
    if (mayKeep) void place.keep(ECHO, { listener, at: new Date().toISOString() } satisfies SeenEcho);
    else void place.dropAll(ECHO);
  }, [place, listener, mayKeep]);

  const keepFigures = useCallback(
    (finding: string, figures: FiguresOf) => {
      if (place && mayKeep) void place.keep(FIGURES + finding, figures);
    },
    [place, mayKeep],
  );
  return { ...kept, keepFigures };
}
