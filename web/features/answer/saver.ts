import type { Json } from "../../lib/graphql/graphql.ts";

/** How one attempt to save ended. OFFLINE may be tried again; the others say why not. */
export type SaveEnd =
  | { kind: "SAVED" }
  | { kind: "OFFLINE" }
  | { kind: "FAILED" }
  | { kind: "ENDED" }
  | { kind: "REFUSED"; code: string; message: string };

export type Saving =
  | { kind: "IDLE" }
  | { kind: "SAVING" }
  | { kind: "SAVED"; question: string }
  /** Is being tried again by itself. */
  | { kind: "WAITING"; offline: boolean }
  | { kind: "ENDED" }
  | { kind: "REFUSED"; question: string; code: string; message: string };

export type Send = (question: string, value: Json) => Promise<SaveEnd>;

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * Keeps answers until they are saved: one at a time, the newest of a question only, again and again without network.
 * Nothing is written to the phone, which may be somebody else's.
 */
export class AnswerSaver {
  #send: Send;
  readonly #waiting = new Map<string, Json>();
  readonly #listeners = new Set<() => void>();
  #state: Saving = { kind: "IDLE" };
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delay = FIRST_RETRY_MS;

  constructor(send: Send) {
    this.#send = send;
  }

  /** From now on by another way; what waits goes on with it. */
  sendBy(send: Send): void {
    this.#send = send;
  }

  get state(): Saving {
    return this.#state;
  }

  /** What is not saved yet, by question. */
  get waiting(): ReadonlyMap<string, Json> {
    return this.#waiting;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  put(question: string, value: Json): void {
    this.#waiting.delete(question);
    this.#waiting.set(question, value);
    void this.flush();
  }

  /** Saves what waits, now; afterwards `waiting` says what is left. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => (this.#running = null));
    await this.#running;
  }

  /** Forgets what waits: another person holds the phone, or the answers are to go. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
    this.#become({ kind: "IDLE" });
  }

  async #run(): Promise<void> {
    for (;;) {
      const [next] = this.#waiting;
      if (!next) return;
      const [question, value] = next;
      this.#become({ kind: "SAVING" });
      const end = await this.#send(question, value);
      const unchanged = this.#waiting.get(question) === value;
      if (end.kind === "SAVED" || end.kind === "REFUSED") {
        this.#delay = FIRST_RETRY_MS;
        if (unchanged) this.#waiting.delete(question);
        this.#become(end.kind === "SAVED" ? { kind: "SAVED", question } : { ...end, question });
      } else {
        this.#become(end.kind === "ENDED" ? end : { kind: "WAITING", offline: end.kind === "OFFLINE" });
        if (end.kind !== "ENDED") this.#later();
        return;
      }
    }
  }

  #later(): void {
    this.#timer = setTimeout(() => void this.flush(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_RETRY_MS);
  }

  #become(state: Saving): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
}
