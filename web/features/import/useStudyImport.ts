import { useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { useLanguage } from "../../lib/language/language.tsx";
import type { StudyImport } from "./operations.ts";
import { ImportProgress, OpenStudyImport, RunStudyImport } from "./operations.ts";
import type { PackageFile } from "./package-files.ts";
import { bytesOf } from "./package-files.ts";

/** So often is asked how far it is. */
const ASK_AGAIN_MS = 400;

export type ImportState =
  | { step: "CHOOSING" }
  | { step: "SENDING"; name: string; share: number }
  | { step: "CHECKING"; share: number }
  | { step: "ENDED"; outcome: StudyImport }
  /** Not brought in for a reason that is not in the files; message null: no answer at all. */
  | { step: "FAILED"; message: string | null };

/** An expected no, in words of the reader's language. */
class Refused extends Error {}

/** Sends the files one after another, starts the import and follows it to its end. */
export function useStudyImport() {
  const client = useClient();
  const { locale } = useLanguage();
  const [state, setState] = useState<ImportState>({ step: "CHOOSING" });
  const left = useRef(new AbortController());
  useEffect(() => {
    const leaving = new AbortController();
    left.current = leaving;
    return () => leaving.abort();
  }, []);

  async function open(): Promise<StudyImport> {
    const { data } = await client.mutation(OpenStudyImport, {}).toPromise();
    return took(data?.openStudyImport);
  }

  async function send(uploadUrl: string, files: readonly PackageFile[]): Promise<void> {
    const whole = Math.max(1, bytesOf(files));
    let sent = 0;
    for (const { path, file } of files) {
      setState({ step: "SENDING", name: path, share: sent / whole });
      const response = await fetch(`${uploadUrl}/${path.split("/").map(encodeURIComponent).join("/")}`, {
        method: "PUT",
        headers: { "content-type": "application/octet-stream", "accept-language": locale },
        body: file,
        signal: left.current.signal,
      });
      if (!response.ok) throw new Refused(await messageOf(response));
      sent += file.size;
    }
  }

  async function follow(id: string, description: string): Promise<StudyImport> {
    const started = await client.mutation(RunStudyImport, { id, description }).toPromise();
    let now = took(started.data?.runStudyImport);
    while (now.status === "OPEN" || now.status === "RUNNING") {
      setState({ step: "CHECKING", share: now.progress });
      await pause(ASK_AGAIN_MS, left.current.signal);
      const { data } = await client.query(ImportProgress, { id }, { requestPolicy: "network-only" }).toPromise();
      // One unanswered question is no reason to stop following.
      now = data?.studyImport ?? now;
    }
    return now;
  }

  async function start(files: readonly PackageFile[], description: string): Promise<void> {
    try {
      setState({ step: "SENDING", name: files[0]?.path ?? "", share: 0 });
      const opened = await open();
      await send(opened.uploadUrl, files);
      setState({ step: "ENDED", outcome: await follow(opened.id, description) });
    } catch (error) {
      if (left.current.signal.aborted) return;
      setState({ step: "FAILED", message: error instanceof Refused ? error.message : null });
    }
  }

  return { state, start, again: () => setState({ step: "CHOOSING" }) };
}

type Told = ({ __typename: "StudyImport" } & StudyImport) | { __typename: "Problem"; message: string };

function took(told: Told | undefined): StudyImport {
  if (!told) throw new Error("no answer");
  if (told.__typename === "Problem") throw new Refused(told.message);
  return told;
}

async function messageOf(response: Response): Promise<string> {
  const said: unknown = await response.json();
  if (typeof said === "object" && said !== null && "message" in said) return String(said.message);
  throw new Error("no words in the answer");
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new Error("left the page"));
    });
  });
