// Runs one of our own TypeScript commands from its sources, after making ready what is missing; nothing is built.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./freshness.mjs";
import { prepare } from "./prepare.mjs";

const [command, ...args] = process.argv.slice(2);
prepare();
const child = spawn(process.execPath, ["--import", "tsx", join(root, command), ...args], { stdio: "inherit" });
// Ctrl-C reaches the command too; it stops what it started, and only then do we.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
