import { isOwn, labelOf, picturedCells } from "./cells.ts";
import type { ChartCell, OwnCode } from "./cells.ts";

export interface Series {
  label: string;
  own: boolean;
  /** By position on the horizontal axis. */
  cells: (ChartCell | undefined)[];
}

export interface Lines {
  /** Words of the positions on the horizontal axis. */
  positions: string[];
  series: Series[];
}

/** Lines run over the waves where there are any, else over the last dimension; the other keys tell them apart. */
export function linesOf(cells: readonly ChartCell[], own: OwnCode | null | undefined): Lines {
  const shown = picturedCells(cells);
  const keys = shown[0]?.keys ?? [];
  const wave = keys.findIndex(({ dimension }) => dimension === "wave");
  const along = wave === -1 ? keys.length - 1 : wave;
  const positions = [...new Map(shown.map((cell) => [cell.keys[along]?.code, cell.keys[along]?.label ?? ""]))];
  const placeOf = new Map(positions.map(([code], index) => [code, index]));
  const series = new Map<string, Series>();
  for (const cell of shown) {
    const others = cell.keys.filter((_, index) => index !== along);
    const label = labelOf(others);
    const line = series.get(label) ?? { label, own: false, cells: positions.map(() => undefined) };
    line.own ||= isOwn({ ...cell, keys: others }, own);
    line.cells[placeOf.get(cell.keys[along]?.code) ?? 0] = cell;
    series.set(label, line);
  }
  return { positions: positions.map(([, label]) => label), series: [...series.values()] };
}

/** Stretches of a line in which every cell has a value; a withheld one breaks it. */
export function stretchesOf(series: Series): { position: number; cell: ChartCell }[][] {
  const stretches: { position: number; cell: ChartCell }[][] = [];
  let open = false;
  series.cells.forEach((cell, position) => {
    if (!cell || cell.value === null) {
      open = false;
      return;
    }
    if (!open) stretches.push([]);
    stretches.at(-1)?.push({ position, cell });
    open = true;
  });
  return stretches;
}

/** Moves labels apart that would stand on one another, keeping their order. */
export function spread(wanted: readonly { at: number; height: number }[], top: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a]?.at ?? 0) - (wanted[b]?.at ?? 0));
  const places = wanted.map(({ at }) => at);
  let free = top;
  for (const index of order) {
    const half = (wanted[index]?.height ?? 0) / 2;
    places[index] = Math.max(places[index] ?? 0, free + half);
    free = (places[index] ?? 0) + half;
  }
  let limit = bottom;
  for (const index of order.reverse()) {
    const half = (wanted[index]?.height ?? 0) / 2;
    places[index] = Math.min(places[index] ?? 0, limit - half);
    limit = (places[index] ?? 0) - half;
  }
  return places;
}

/** Cuts words into lines of about so many characters; a longer word stays whole. */
export function wrapped(words: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
