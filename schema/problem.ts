import type { Text } from "./text.ts";

/** An expected failure: a value with a stable code and a clear sentence, never a surprise. */
export class Problem extends Error {
  readonly code: string;
  readonly text: Text;
  readonly path: readonly string[] | undefined;

  constructor(code: string, text: Text, path?: readonly string[]) {
    super(code);
    this.name = "Problem";
    this.code = code;
    this.text = text;
    this.path = path;
  }
}
