import type { Text } from "./text.ts";

/** An expected failure: a value with a stable code and a clear sentence, never a surprise. */
export class Problem extends Error {
  readonly code: string;
  readonly text: Text;
  /** Where it sits in what was sent. Not called path: GraphQL takes an error that has one for its own. */
  readonly at: readonly string[] | undefined;

  constructor(code: string, text: Text, at?: readonly string[]) {
    super(code);
    this.name = "Problem";
    this.code = code;
    this.text = text;
    this.at = at;
  }
}
