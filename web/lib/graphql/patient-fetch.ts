/** Longer than any answer of ours takes; after it "no network" is said instead of waiting on. */
const PATIENCE_MS = 30_000;

/** `fetch` that gives up in the end, and at once when the asker is gone. */
export const patientFetch: typeof fetch = async (input, init) => {
  const ending = new AbortController();
  const giveUp = () => ending.abort();
  const timer = setTimeout(giveUp, PATIENCE_MS);
  init?.signal?.addEventListener("abort", giveUp);
  try {
    return await fetch(input, { ...init, signal: ending.signal });
  } finally {
    clearTimeout(timer);
    init?.signal?.removeEventListener("abort", giveUp);
  }
};
