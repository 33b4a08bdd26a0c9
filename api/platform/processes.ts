import { readFileSync } from "node:fs";

/** A process that cannot be mistaken for a later one with the same number: "number" or "number-start". */
export function processMark(pid: number = process.pid): string {
  const started = startOf(pid);
  return started === null ? String(pid) : `${pid}-${started}`;
}

export function isRunning(mark: string): boolean {
  const [pid, started] = mark.split("-");
  const number = Number(pid);
  if (!Number.isSafeInteger(number) || number <= 0) return false;
  if (!answersSignals(number)) return false;
  const now = startOf(number);
  return started === undefined || now === null || now === started;
}

export const pidOf = (mark: string): number => Number(mark.split("-")[0]);

export function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Name of the running program; null where the system does not tell. */
export function programOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return null;
  }
}

/** Start in clock ticks since boot (Linux); null where the system does not tell. A zombie has ended. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "ended" : (fields[19] ?? null);
  } catch {
    return null;
  }
}
