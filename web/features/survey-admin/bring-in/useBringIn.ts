import { useEffect, useRef, useState } from "react";
import type {
  BringInRequest,
  BroughtIn,
  QuestionnaireReading,
  ReadingRequest,
} from "../../../../schema/questionnaire.ts";
import { useLanguage } from "../../../lib/language/language.tsx";

export type BringInState =
  | { step: "CHOOSING" }
  | { step: "READING" }
  /** message null: no answer at all */
  | { step: "REFUSED"; message: string | null }
  | { step: "READ"; files: ReadingRequest["files"]; reading: QuestionnaireReading }
  | { step: "DONE"; broughtIn: BroughtIn };

export interface Languages {
  nl?: string | null;
  en?: string | null;
}

/** An expected no, in words of the reader's language. */
class Refused extends Error {}

/** Has a file read, and brings in what was read. */
export function useBringIn() {
  const { locale } = useLanguage();
  const [state, setState] = useState<BringInState>({ step: "CHOOSING" });
  const left = useRef(new AbortController());
  useEffect(() => {
    const leaving = new AbortController();
    left.current = leaving;
    return () => leaving.abort();
  }, []);

  async function post<Given>(path: string, body: ReadingRequest | BringInRequest): Promise<Given> {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": locale },
      body: JSON.stringify(body),
      signal: left.current.signal,
    });
    const said: unknown = await response.json();
    if (response.ok) return said as Given;
    if (typeof said === "object" && said !== null && "message" in said) throw new Refused(String(said.message));
    throw new Error("no words in the answer");
  }

  const wordsOf = (error: unknown): string | null => (error instanceof Refused ? error.message : null);

  /** Again with other languages, of the same files. */
  async function read(files: ReadingRequest["files"], languages: Languages): Promise<void> {
    setState({ step: "READING" });
    try {
      const reading = await post<QuestionnaireReading>("/questionnaires/reading", { files, ...languages });
      setState({ step: "READ", files, reading });
    } catch (error) {
      if (!left.current.signal.aborted) setState({ step: "REFUSED", message: wordsOf(error) });
    }
  }

  async function choose(chosen: readonly File[]): Promise<void> {
    setState({ step: "READING" });
    await read(await Promise.all(chosen.map(asBase64)), {});
  }

  /** What is not right, or null where it is done; undefined: no answer at all. */
  async function bringIn(request: BringInRequest): Promise<string | null | undefined> {
    try {
      setState({ step: "DONE", broughtIn: await post<BroughtIn>("/questionnaires", request) });
      return null;
    } catch (error) {
      return wordsOf(error) ?? undefined;
    }
  }

  return { state, choose, read, bringIn, again: () => setState({ step: "CHOOSING" }) };
}

const asBase64 = (file: File): Promise<ReadingRequest["files"][number]> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = String(reader.result);
      resolve({ name: file.name, content: address.slice(address.indexOf(",") + 1) });
    };
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
