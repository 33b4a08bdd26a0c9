/*
 * What stays on a phone for a while, as it may be somebody else's: encrypted, with a key made of the personal link. The
 * key lives in the tab (session storage) and goes with it; after that only who opens the same link again can read it.
 */

const DATABASE = "weerklank.kept-here";
const STORE = "kept";
/** Of this tab: the name and the key of its place. */
const TAB = "weerklank.kept-here.tab";
/** The name of the place whose link was opened last, in whichever tab: all tabs share one session. */
const LAST = "weerklank.kept-here.last";
/** What nobody comes back for is thrown away. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

interface Kept {
  id: string;
  at: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The name of what came back to somebody, as it was seen last. */
export const ECHO = "echo";

/** 128 random bits, as a name that says nothing. */
export const randomName = (): string => hexOf(crypto.getRandomValues(new Uint8Array(16)));

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("not stored"));
  });

async function inStore<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
  const database = await done(opening);
  try {
    return await done(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Where what belongs to one personal link is kept on this phone. Every write waits for the one before. */
export class Place {
  readonly name: string;
  readonly #key: CryptoKey;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(name: string, key: CryptoKey) {
    this.name = name;
    this.#key = key;
  }

  /** Of a link, which this tab has opened now; null where the browser cannot encrypt or keep. */
  static async ofLink(secret: string): Promise<Place | null> {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
    const link = await crypto.subtle.importKey("raw", bytesOf(secret), "HKDF", false, ["deriveBits"]);
    const derive = async (info: string) =>
      new Uint8Array(
        await crypto.subtle.deriveBits(
          { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytesOf(`weerklank kept here ${info}`) },
          link,
          256,
        ),
      );
    const [name, key] = [hexOf(await derive("name")), await derive("key")];
    try {
      sessionStorage.setItem(TAB, JSON.stringify({ name, key: hexOf(key) }));
    } catch {
      return null;
    }
    return new Place(name, await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]));
  }

  /** Of the link that this tab opened, if no other one was opened since in any tab. */
  static async ofTab(): Promise<Place | null> {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
    try {
      const { name, key } = JSON.parse(sessionStorage.getItem(TAB) ?? "{}") as { name?: string; key?: string };
      if (!name || !key || localStorage.getItem(LAST) !== name) return null;
      const bytes = Uint8Array.from(key.match(/../g) ?? [], (hex) => parseInt(hex, 16));
      return new Place(name, await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]));
    } catch {
      return null;
    }
  }

  /** Says whose the session of all tabs is from now on; null: of a link that has no place here. */
  static sessionIsOf(place: Place | null): void {
    try {
      if (place) localStorage.setItem(LAST, place.name);
      else localStorage.removeItem(LAST);
    } catch {
      return;
    }
  }

  /** Keeps something under a name, in place of what was there. */
  keep(what: string, value: unknown): Promise<void> {
    return this.#next(async () => {
      const id = `${this.name} ${what}`;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: bytesOf(id) },
        this.#key,
        bytesOf(JSON.stringify(value)),
      );
      const kept: Kept = { id, at: Date.now(), iv, sealed };
      await inStore("readwrite", (store) => store.put(kept));
    });
  }

  drop(what: string): Promise<void> {
    return this.#next(() => inStore("readwrite", (store) => store.delete(`${this.name} ${what}`)));
  }

  /** Everything whose name begins so. */
  dropAll(beginning: string): Promise<void> {
    return this.#next(() => forget(`${this.name} ${beginning}`));
  }

  /** Everything that is kept here, by its name; and throws away what nobody came back for. */
  async all(): Promise<Map<string, unknown>> {
    const found = new Map<string, unknown>();
    await this.#next(async () => {
      const old = Date.now() - KEPT_MS;
      for (const kept of await inStore<Kept[]>("readonly", (store) => store.getAll())) {
        if (kept.at < old) await inStore("readwrite", (store) => store.delete(kept.id));
        else if (kept.id.startsWith(`${this.name} `)) {
          const value = await this.#open(kept);
          if (value !== undefined) found.set(kept.id.slice(this.name.length + 1), value);
        }
      }
    });
    return found;
  }

  /** Throws everything of this link away. */
  clear(): Promise<void> {
    return this.dropAll("");
  }

  async #open({ id, iv, sealed }: Kept): Promise<unknown> {
    try {
      const opened = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv, additionalData: bytesOf(id) },
        this.#key,
        sealed,
      );
      return JSON.parse(new TextDecoder().decode(opened));
    } catch {
      return undefined;
    }
  }

  /** A phone that is full or keeps nothing is no reason to stop: then it is as if there were no place. */
  #next(work: () => Promise<unknown>): Promise<void> {
    const result = this.#writing.then(work).then(
      () => undefined,
      () => undefined,
    );
    this.#writing = result;
    return result;
  }
}

const forget = (beginning: string) =>
  inStore("readwrite", (store) => store.delete(IDBKeyRange.bound(beginning, `${beginning}\uffff`)));

/** Whoever holds the phone next finds nothing of the link that this tab opened. */
export async function leaveNothing(): Promise<void> {
  try {
    const { name } = JSON.parse(sessionStorage.getItem(TAB) ?? "{}") as { name?: string };
    sessionStorage.clear();
    localStorage.removeItem(LAST);
    if (name) await forget(`${name} `);
  } catch {
    return;
  }
}
