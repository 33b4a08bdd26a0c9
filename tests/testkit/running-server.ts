import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../api/platform/embedded-postgres.ts";
import { ROOT } from "./record.ts";

export interface RunningServer {
  url: string;
  process: ChildProcess;
  /** What it printed so far */
  output(): string;
  errors(): string;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts the built server on a folder, as npm start does once everything is made; resolves at once. */
export async function launchServer(folder: string, variables: Record<string, string> = {}): Promise<RunningServer> {
  const port = await freePort();
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [join(ROOT, "dist", "server.mjs")], {
    cwd: ROOT,
    env: { PATH, HOME, TMPDIR, DATA_DIR: folder, PORT: String(port), DEMO: "no", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once("exit", (code, signal) => resolve({ code, signal })),
  );
  const url = `http://localhost:${variables.PORT ?? port}`;
  return { url, process: child, output: () => output, errors: () => errors, ended };
}

/** Waits until it answers as ready; fails with what it said where it ends before. */
export async function untilReady(server: RunningServer, patienceMs = 90_000): Promise<void> {
  let ended = false;
  void server.ended.then(() => (ended = true));
  for (const until = Date.now() + patienceMs; Date.now() < until && !ended; await pause(50)) {
    const answer = await fetch(`${server.url}/health/ready`).catch(() => null);
    if (answer?.status === 200) return;
  }
  throw new Error(`the server did not get ready: ${server.errors()}`);
}

/** Numbers of the processes, of whatever kind, that were started on this folder. */
export function processesOn(folder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number);
}
