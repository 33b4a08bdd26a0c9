/** How figures are taken and shown: milliseconds, medians, tables of text. */

export const RUNS = 5;

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
/** What goes on, for whoever waits; not part of the figures. */
export const tell = (text: string): void => void process.stderr.write(`${text} …\n`);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}

export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
}

/** Times by name, one a run. */
export class Times<Name extends string> {
  readonly #all = new Map<Name, number[]>();

  async take<T>(name: Name, work: () => Promise<T>): Promise<T> {
    const { ms, value } = await timed(work);
    this.add(name, ms);
    return value;
  }

  add(name: Name, ms: number): void {
    this.#all.set(name, [...(this.#all.get(name) ?? []), ms]);
  }

  median(name: Name): number {
    return median(this.#all.get(name) ?? []);
  }

  get names(): Name[] {
    return [...this.#all.keys()];
  }
}

export const ms = (value: number): string =>
  value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en").replaceAll(",", " ");
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
export const ratio = (value: number): string => value.toFixed(2);
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const many = (value: number): string => Math.round(value).toLocaleString("en").replaceAll(",", " ");

/** A table as it stands in a text file and in Markdown alike. */
export function sayTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  say(`\n${title}\n`);
  say(line(head));
  say(rule);
  for (const row of rows) say(line(row));
}
