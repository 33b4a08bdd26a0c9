/** What may stand in a log line: never a name, an address, an answer, a secret or a URL with a query. */
export type LogFields = Record<string, string | number | boolean | null>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON object a line, so that any collector can read it; from this level up. */
export function createLog(now: () => Date, write: (line: string) => void, from: "info" | "warn" = "info"): Log {
  const line =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      write(`${JSON.stringify({ time: now().toISOString(), level, event, ...fields })}\n`);
  return { info: from === "info" ? line("info") : () => {}, warn: line("warn"), error: line("error") };
}
