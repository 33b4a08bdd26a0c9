import type { Json } from "../../lib/graphql/graphql.ts";

/** How one attempt to save ended. OFFLINE may be tried again; the others say why not. */
export type SaveEnd =
  | { kind: "SAVED" }
  /** Something that was said later, on another device, stands instead. */
  | { kind: "ELSEWHERE"; value: Json }
  | { kind: "OFFLINE" }
  | { kind: "FAILED" }
  | { kind: "ENDED" }
  | { kind: "REFUSED"; code: string; message: string };

export type Saving =
  | { kind: "IDLE" }
  | { kind: "SAVING" }
  | { kind: "SAVED"; question: string }
  | { kind: "ELSEWHERE"; question: string; value: Json }
  /** Is being tried again by itself. */
  | { kind: "WAITING"; offline: boolean }
  | { kind: "ENDED" }
  | { kind: "REFUSED"; question: string; value: Json; code: string; message: string };

/** An answer that is not saved yet. However often it is sent, it is this one: the API knows it by device and turn. */
export interface Unsaved {
  question: string;
  value: Json;
  /** By the clock of the API, in ms since 1970 */
  at: number;
  device: string;
  turn: number;
}

export type Send = (unsaved: Unsaved) => Promise<SaveEnd>;

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/** One at a time, the newest of a question only, again and again without network, until it is saved. */
export class AnswerSaver {
  #send: Send;
  readonly #device: string;
  readonly #now: () => number;
  readonly #waiting = new Map<string, Unsaved>();
  readonly #listeners = new Set<() => void>();
  #state: Saving = { kind: "IDLE" };
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delay = FIRST_RETRY_MS;
  #turn = 0;
  #last = 0;

  constructor(send: Send, device: string, now: () => number) {
    this.#send = send;
    this.#device = device;
    this.#now = now;
  }

  /** From now on by another way; what waits goes on with it. */
  sendBy(send: Send): void {
    this.#send = send;
  }

  get state(): Saving {
    return this.#state;
  }

  /** What is not saved yet, by question, in the order in which it was said. */
  get waiting(): ReadonlyMap<string, Unsaved> {
    return this.#waiting;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  put(question: string, value: Json): void {
    // A clock that is put back does not make what is said later the older one.
    this.#last = Math.max(this.#now(), this.#last + 1);
    this.#waiting.delete(question);
    this.#waiting.set(question, { question, value, at: this.#last, device: this.#device, turn: ++this.#turn });
    this.#tell();
    void this.flush();
  }

  /** What was left unsaved before the page was opened anew; what is newer here stays. */
  restore(unsaved: readonly Unsaved[]): void {
    const here = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of [...unsaved, ...here].sort((a, b) => a.at - b.at)) {
      this.#last = Math.max(this.#last, one.at);
      this.#waiting.delete(one.question);
      this.#waiting.set(one.question, one);
    }
    this.#tell();
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
      const [next] = this.#waiting.values();
      if (!next) return;
      const { question } = next;
      this.#become({ kind: "SAVING" });
      const end = await this.#send(next);
      const unchanged = this.#waiting.get(question) === next;
      if (end.kind === "SAVED" || end.kind === "ELSEWHERE" || end.kind === "REFUSED") {
        this.#delay = FIRST_RETRY_MS;
        if (unchanged) this.#waiting.delete(question);
        // What was said here in the meantime is newer than what was said elsewhere.
        if (end.kind === "REFUSED") this.#become({ ...end, question, value: next.value });
        else this.#become(end.kind === "ELSEWHERE" && !unchanged ? { kind: "SAVED", question } : { ...end, question });
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
    this.#tell();
  }

  #tell(): void {
    this.#listeners.forEach((listener) => listener());
  }
}
