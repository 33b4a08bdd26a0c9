import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REAL_DATA } from "./exact-study.ts";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What is said about a file, not a figure in it. */
const NO_FIGURES =
  /^(dataset|computed_with|conventions|files|published|.*\.(definition|method|note|key)|.*_definition)\b/;

/** Figures that were computed elsewhere; remembers which were held against ours. */
export class ExpectedFigures {
  readonly #all: Json;
  readonly #held = new Set<string>();

  constructor(dataset: string) {
    this.#all = JSON.parse(readFileSync(join(REAL_DATA, dataset, "expected.json"), "utf8")) as Json;
  }

  /** The figure at a path such as `per_wave.poverty.0.counts.1`; whoever takes it, holds it. */
  take<T = number>(...path: (string | number)[]): T {
    let at: Json | undefined = this.#all;
    for (const part of path) at = (at as Record<string, Json> | undefined)?.[part];
    if (at === undefined) throw new Error(`no figure at ${path.join(".")}`);
    this.#held.add(path.join("."));
    return at as T;
  }

  /** The same without holding it: to find one's way. */
  look<T>(...path: (string | number)[]): T {
    let at: Json | undefined = this.#all;
    for (const part of path) at = (at as Record<string, Json> | undefined)?.[part];
    return at as T;
  }

  /** Leaves that nobody took. */
  left(): string[] {
    const leaves: string[] = [];
    const walk = (at: Json, path: string): void => {
      if (this.#held.has(path) || NO_FIGURES.test(path)) return;
      if (at !== null && typeof at === "object") {
        for (const [key, below] of Object.entries(at)) walk(below, path === "" ? key : `${path}.${key}`);
      } else {
        leaves.push(path);
      }
    };
    walk(this.#all, "");
    return leaves;
  }
}
