import type { Text } from "../../../schema/text.ts";
import type { ProtectedAnswer, ProtectedCell } from "./protect/protect.ts";

/** What a released answer says beside its cells. */
export interface AboutReleased {
  state: "PRELIMINARY" | "FINAL";
  /** ISO 8601; of several snapshots the oldest */
  asOf: string;
  sources: { study: string; title: string; number: number; asOf: string; synthetic: boolean }[];
  /** The nearest questions that would show more; empty where nothing is withheld. */
  advice: Text[];
}

/** As it is kept in the record. */
interface Kept extends Omit<AboutReleased, "advice"> {
  cells: readonly ProtectedCell[];
  withheld: { cells: number; total: number; advice: Text[] };
}

let seal: (kept: Kept) => Released;

/**
 * A protected answer as it is given, kept, cited and taken along: the one thing that any way out accepts. Made from
 * protected cells, or read back from the record where only such were put; cannot be made of anything rawer.
 */
export class Released {
  readonly #sealed = true;
  readonly state: AboutReleased["state"];
  /** ISO 8601; of several snapshots the oldest */
  readonly asOf: string;
  readonly sources: AboutReleased["sources"];
  readonly cells: readonly ProtectedCell[];
  readonly withheld: Kept["withheld"];

  private constructor({ state, asOf, sources, cells, withheld }: Kept) {
    this.state = state;
    this.asOf = asOf;
    this.sources = sources;
    this.cells = cells;
    this.withheld = withheld;
  }

  static {
    seal = (kept) => new Released(kept);
  }

  /** Whether it was sealed here, whatever its type says. */
  static isSealed(value: unknown): value is Released {
    return typeof value === "object" && value !== null && #sealed in value;
  }
}

/** Takes nothing rawer than cells that went through protection. */
export function releaseCells({ cells }: ProtectedAnswer, { advice, ...about }: AboutReleased): Released {
  const withheld = cells.filter((cell) => cell.withheld).length;
  return seal({
    ...about,
    cells,
    withheld: { cells: withheld, total: cells.length, advice: withheld > 0 ? advice : [] },
  });
}

/** What was released before, exactly as it was given. For the store alone, which keeps nothing that was not released. */
export const releasedBefore = (kept: unknown): Released => seal(kept as Kept);
