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
export function releasedBefore(written: unknown): Released {
  const { cells, ...about } = written as Written;
  return seal({ ...about, cells: "rows" in cells ? readCells(cells) : cells } as Kept);
}

/** As the store writes it. */
export const written = ({ cells, ...about }: Released): Written => ({ ...about, cells: writeCells(cells) });

interface Written extends Omit<Kept, "cells"> {
  /** As they are in what was kept at first. */
  cells: WrittenCells | readonly ProtectedCell[];
}

/** What many cells have in common stands once: a large answer takes a tenth of the room, and of the time to write it. */
interface WrittenCells {
  /** By place: the keys that cells have in it. */
  keys: ProtectedCell["keys"][];
  /** ISO 8601 */
  moments: string[];
  /** Of a cell: places of its keys, count, missing, value, low, high, mark, place of its moment. */
  rows: (number | null)[][];
}

const MARKS = { shown: 0, withheld: 1, notAsked: 2 } as const;

function writeCells(cells: readonly ProtectedCell[]): WrittenCells {
  const keys: ProtectedCell["keys"][] = [];
  const moments: string[] = [];
  const known = new Map<string, number>();
  const placeOf = <T>(list: T[], thing: T, name: string): number => {
    let place = known.get(name);
    if (place === undefined) known.set(name, (place = list.push(thing) - 1));
    return place;
  };
  const rows = cells.map((cell) => [
    ...cell.keys.map((key, at) => placeOf((keys[at] ??= []), key, `${at} ${JSON.stringify(key)}`)),
    cell.count,
    cell.missing,
    cell.value,
    cell.low,
    cell.high,
    cell.notAsked ? MARKS.notAsked : cell.withheld ? MARKS.withheld : MARKS.shown,
    placeOf(moments, cell.asOf, cell.asOf),
  ]);
  return { keys, moments, rows };
}

function readCells({ keys, moments, rows }: WrittenCells): object[] {
  const width = keys.length;
  return rows.map((row) => {
    const [count = null, missing = null, value = null, low = null, high = null, mark, moment] = row.slice(width);
    return {
      keys: keys.map((list, at) => list[row[at] as number]),
      count,
      missing,
      value,
      low,
      high,
      withheld: mark === MARKS.withheld,
      notAsked: mark === MARKS.notAsked,
      asOf: moments[moment as number],
    };
  });
}
