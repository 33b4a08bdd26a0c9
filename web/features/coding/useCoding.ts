import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { isOffline } from "../../lib/graphql/failure.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import type { OpenedText } from "./text-operations.ts";
import { CodeText, OpenText } from "./text-operations.ts";
import { keepUnsaved, readUnsaved, type Unsaved } from "./unsaved.ts";

/** What somebody chose for a text; none fits where `none`, nothing said yet where neither. */
export interface Chosen {
  themes: readonly string[];
  none: boolean;
}

const NOTHING: Chosen = { themes: [], none: false };
const chosenIn = ({ themes }: OpenedText): Chosen =>
  themes === null ? NOTHING : { themes, none: themes.length === 0 };
const same = (one: Chosen, other: Chosen): boolean =>
  one.none === other.none && one.themes.toSorted().join() === other.themes.toSorted().join();

export type Where = "NEXT" | "BEFORE" | "AFTER" | "THIS";

/** Kept: nothing to say. Else why what was chosen is still only here. */
export type Keeping = "KEPT" | "SAVING" | "OFFLINE" | "FAILED";

/** So long until a save is tried again by itself */
const AGAIN_MS = 5_000;

/** One coder with one codebook: the text that is open, what was chosen, and that it is kept. */
export function useCoding(codebook: string, version: number, onThemesChanged: () => void) {
  const client = useClient();
  const [text, setText] = useState<OpenedText | null>(null);
  const [past, setPast] = useState<readonly Chosen[]>([]);
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const [progress, setProgress] = useState<{ total: number; done: number } | null>(null);
  const [keeping, setKeeping] = useState<Keeping>("KEPT");
  const [problem, setProblem] = useState<{ code: string; message: string } | null>(null);
  const [failure, setFailure] = useState<AskFailure | null>(null);
  const [isOpening, setIsOpening] = useState(true);
  const wanted = useRef<{ go: Where; text: string | null }>({ go: "NEXT", text: null });
  const themesChanged = useRef(onThemesChanged);
  useEffect(() => {
    themesChanged.current = onThemesChanged;
  });

  /** GO: nothing is left to save. AGAIN: the same text is looked at once more. STAY: with what was chosen. */
  const save = useCallback(
    async (unsaved: Unsaved): Promise<"GO" | "AGAIN" | "STAY"> => {
      keepUnsaved(codebook, unsaved);
      setKeeping("SAVING");
      const { data, error } = await client.mutation(CodeText, { codebook, input: unsaved }).toPromise();
      if (error) {
        setKeeping(isOffline(error) ? "OFFLINE" : "FAILED");
        return "STAY";
      }
      keepUnsaved(codebook, null);
      setKeeping("KEPT");
      if (data?.codeText.__typename !== "Problem") return "GO";
      // What is refused is never quietly gone.
      setProblem(data.codeText);
      const { code } = data.codeText;
      if (code === "CODEBOOK_CHANGED") themesChanged.current();
      if (code === "CODING_CHANGED") return "AGAIN";
      return code === "TEXT_COMPARED" || code === "TEXT_UNKNOWN" ? "GO" : "STAY";
    },
    [client, codebook],
  );

  const open = useCallback(
    async (go: Where, from: string | null) => {
      wanted.current = { go, text: from };
      setIsOpening(true);
      const { data, error } = await client.mutation(OpenText, { codebook, go, text: from }).toPromise();
      setIsOpening(false);
      setFailure(error ?? null);
      if (error) return;
      const opened = data?.openText;
      if (opened?.__typename === "Problem") setProblem(opened);
      if (opened?.__typename !== "TextOpened") return;
      setProgress({ total: opened.total, done: opened.done });
      // Before the first text there is none: the one that is open stays.
      if (opened.text === null && go !== "NEXT") return;
      setText(opened.text);
      setPast([]);
      setChosen(opened.text ? chosenIn(opened.text) : NOTHING);
    },
    [client, codebook],
  );

  /** Saves what is not saved, then goes there. */
  const go = useCallback(
    async (where: Where) => {
      const unsaved = readUnsaved(codebook);
      const saved = unsaved ? await save(unsaved) : "GO";
      if (saved === "GO") await open(where, wanted.current.text);
      else if (saved === "AGAIN") await open("THIS", unsaved?.text ?? null);
    },
    [codebook, open, save],
  );

  useEffect(() => {
    const first = setTimeout(() => void go("NEXT"));
    return () => clearTimeout(first);
  }, [go]);

  // A save that failed is tried again by itself, at once when the network is back.
  useEffect(() => {
    if (keeping !== "OFFLINE" && keeping !== "FAILED") return;
    const again = () => void go(wanted.current.go);
    const timer = setTimeout(again, AGAIN_MS);
    addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", again);
    };
  }, [keeping, go]);

  const choose = (next: Chosen) => {
    setPast([...past, chosen]);
    setChosen(next);
    setProblem(null);
  };

  return {
    ...{ text, chosen, progress, keeping, problem, failure, isOpening },
    canUndo: past.length > 0,
    toggle: (code: string) =>
      choose({
        themes: chosen.themes.includes(code) ? chosen.themes.filter((each) => each !== code) : [...chosen.themes, code],
        none: false,
      }),
    toggleNone: () => choose({ themes: [], none: !chosen.none }),
    undo: () => {
      const before = past.at(-1);
      if (!before) return;
      setPast(past.slice(0, -1));
      setChosen(before);
    },
    /** Keeps what was chosen and goes on or back; false where nothing was chosen to go on with. */
    leave: async (where: "NEXT" | "BEFORE"): Promise<boolean> => {
      if (text === null) return true;
      const isChosen = chosen.none || chosen.themes.length > 0;
      if (where === "NEXT" && !isChosen) return false;
      const changed = !same(chosen, chosenIn(text));
      setProblem(null);
      // Going on from one that was coded before leads to the one after it, not to the next uncoded one.
      const next: Where = where === "NEXT" && text.themes !== null ? "AFTER" : where;
      wanted.current = { go: next, text: text.id };
      if (isChosen && changed && !text.compared)
        keepUnsaved(codebook, { text: text.id, themes: [...chosen.themes], version, revision: text.revision });
      await go(next);
      return true;
    },
    retry: () => void go(wanted.current.go),
  };
}
