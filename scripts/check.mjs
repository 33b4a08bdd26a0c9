// npm run check: everything that must hold before something is merged. --without-tests leaves out the tests, for CI,
// which has just run them.
import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { root } from "./freshness.mjs";
import { prepare } from "./prepare.mjs";

const withTests = !process.argv.includes("--without-tests");
prepare();

const program = (path, ...args) => [process.execPath, join(root, "node_modules", path), ...args];
const script = (path, ...args) => program("tsx/dist/cli.mjs", join(root, path), ...args);

/** Only look: as many at a time as there is room for, the longest first. */
const looking = [
  ["regels en muren · lint and walls", program("eslint/bin/eslint.js", "--max-warnings", "0", ".")],
  ["typen · types", program("typescript/bin/tsc", "-p", ".")],
  ["opmaak · format", program("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", ".")],
  ["schema.graphql is gedrukt · is printed", script("api/graphql/print-schema.ts", "--check")],
  ["vragen van de client · the client's questions", program("gql.tada/bin/cli.js", "check", "--fail-on-warn")],
  ["migraties · migrations", script("scripts/check-migrations.ts")],
];

/** Take the whole machine, or write what the next one reads. */
const alone = [
  ...(withTests ? [["tests", [process.execPath, join(root, "scripts", "test.mjs")]]] : []),
  ["webclient bouwen · build the client", [process.execPath, join(root, "scripts", "build-client.mjs")]],
  ["server bouwen · build the server", [process.execPath, join(root, "scripts", "build-server.mjs")]],
];

const failed = [];

/** What it says comes before its verdict: while others run, only once it is done. */
async function check([what, [command, ...args]], stdio) {
  const from = Date.now();
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", stdio, stdio] });
  const said = [];
  child.stdout?.on("data", (part) => said.push(part));
  child.stderr?.on("data", (part) => said.push(part));
  const status = await new Promise((done) => child.on("close", done).on("error", () => done(null)));
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  process.stdout.write(Buffer.concat(said));
  process.stdout.write(`${status === 0 ? "goed · ok    " : "fout · failed"}  ${what} (${seconds} s)\n`);
  if (status !== 0) failed.push(what);
}

async function takeTurns() {
  for (let next = looking.shift(); next !== undefined; next = looking.shift()) await check(next, "pipe");
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, takeTurns));
for (const next of alone) await check(next, "inherit");

if (failed.length > 0) {
  process.stderr.write(`\nNiet in orde · not in order: ${failed.join("; ")}\n`);
  process.exit(1);
}
