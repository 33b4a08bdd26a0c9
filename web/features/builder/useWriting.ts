import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "urql";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import { type Draft, draftFrom, sentFrom } from "./draft.ts";
import { SaveDraft, SurveyDraft } from "./operations.ts";
import type { SavedSurvey } from "./operations.ts";

/** Saved when writing pauses. */
const PAUSE_MS = 800;
/** How many steps can be undone */
const STEPS = 100;

export type Keeping =
  | { kind: "SAVED" }
  | { kind: "SAVING" }
  /** It cannot be saved as it stands. */
  | { kind: "INVALID"; message: string; path: readonly string[] }
  /** Somebody else saved in between. */
  | { kind: "CONFLICT" }
  | { kind: "FAILED"; error: AskFailure | undefined };

/** A draft while it is written: every change can be undone, and is saved by itself. */
export function useWriting(first: SavedSurvey) {
  const client = useClient();
  const [saved, setSaved] = useState(first);
  const [draft, setDraft] = useState(() => draftFrom(first));
  const [kept, setKept] = useState(draft);
  const [tried, setTried] = useState<Draft | null>(null);
  const [past, setPast] = useState<{ draft: Draft; tag: string | null }[]>([]);
  const [undone, setUndone] = useState<Draft[]>([]);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Keeping>({ kind: "SAVED" });

  const sending = (revision: string) =>
    client.mutation(SaveDraft, { id: first.id, input: { ...sentFrom(draft), revision } }).toPromise();
  const send = async (revision: string) => {
    setBusy(true);
    setTried(draft);
    const { data, error } = await sending(revision);
    setBusy(false);
    const came = data?.updateSurvey;
    if (!came) return setOutcome({ kind: "FAILED", error });
    if (came.__typename === "Problem") {
      const { code, message, path } = came;
      return setOutcome(
        code === "DRAFT_CHANGED" ? { kind: "CONFLICT" } : { kind: "INVALID", message, path: path ?? [] },
      );
    }
    setSaved(came);
    setKept(draft);
    setOutcome({ kind: "SAVED" });
  };
  const onPause = useEffectEvent(() => void send(saved.revision));

  const conflict = outcome.kind === "CONFLICT";
  const waiting = draft !== kept && draft !== tried && !conflict;
  useEffect(() => {
    if (!waiting || busy) return;
    const timer = setTimeout(() => onPause(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, waiting, busy]);

  const onLeave = useEffectEvent(() => {
    if (waiting) void sending(saved.revision);
  });
  useEffect(() => () => onLeave(), []);

  const unsaved = draft !== kept;
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);

  const theirs = async (): Promise<SavedSurvey | null> => {
    const asked = await client.query(SurveyDraft, { id: first.id }, { requestPolicy: "network-only" }).toPromise();
    if (!asked.data?.survey) setOutcome({ kind: "FAILED", error: asked.error });
    return asked.data?.survey ?? null;
  };

  const keeping: Keeping = !unsaved ? { kind: "SAVED" } : busy || waiting ? { kind: "SAVING" } : outcome;
  return {
    draft,
    /** As the server has it, with what it says of that. */
    saved,
    keeping,
    canUndo: past.length > 0,
    canRedo: undone.length > 0,
    /** Changes with the same tag after one another are undone as one, such as typing in a field. */
    edit(next: Draft, tag: string | null = null) {
      if (next === draft) return;
      const last = past.at(-1);
      if (tag === null || last?.tag !== tag) setPast([...past.slice(1 - STEPS), { draft, tag }]);
      setUndone([]);
      setDraft(next);
    },
    undo() {
      const last = past.at(-1);
      if (!last) return;
      setPast(past.slice(0, -1));
      setUndone([...undone, draft]);
      setDraft(last.draft);
    },
    redo() {
      const next = undone.at(-1);
      if (!next) return;
      setUndone(undone.slice(0, -1));
      setPast([...past, { draft, tag: null }]);
      setDraft(next);
    },
    retry: () => void send(saved.revision),
    async takeTheirs() {
      const there = await theirs();
      if (!there) return;
      const next = draftFrom(there);
      setPast([...past, { draft, tag: null }]);
      setUndone([]);
      setSaved(there);
      setDraft(next);
      setKept(next);
      setTried(null);
      setOutcome({ kind: "SAVED" });
    },
    async keepMine() {
      const there = await theirs();
      if (there) await send(there.revision);
    },
    /** After publishing, which changes what is said of the draft but not the draft. */
    async lookAgain() {
      const there = await theirs();
      if (there) setSaved(there);
    },
  };
}

export type Writing = ReturnType<typeof useWriting>;
