export interface Memory<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** The newest `most` of what does not change once it was read. */
export function createMemory<Value>(most: number): Memory<Value> {
  const kept = new Map<string, Value>();
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      kept.delete(key);
      const oldest = kept.size >= most ? kept.keys().next() : undefined;
      if (oldest?.done === false) kept.delete(oldest.value);
      kept.set(key, value);
    },
    delete: (key) => void kept.delete(key),
  };
}
