// npm run check: everything that must hold before something is merged. --without-tests leaves out the tests, for CI,
// which has just run them.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./freshness.mjs";
import { prepare } from "./prepare.mjs";

const withTests = !process.argv.includes("--without-tests");
prepare();

const program = (path, ...args) => [process.execPath, join(root, "node_modules", path), ...args];
const script = (path, ...args) => program("tsx/dist/cli.mjs", join(root, path), ...args);

const checks = [
  ["opmaak · format", program("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", ".")],
  ["regels en muren · lint and walls", program("eslint/bin/eslint.js", "--max-warnings", "0", ".")],
  ["typen · types", program("typescript/bin/tsc", "-p", ".")],
  ["schema.graphql is gedrukt · is printed", script("api/graphql/print-schema.ts", "--check")],
  ["vragen van de client · the client's questions", program("gql.tada/bin/cli.js", "check", "--fail-on-warn")],
  ["migraties · migrations", script("scripts/check-migrations.ts")],
  ...(withTests ? [["tests", [process.execPath, join(root, "scripts", "test.mjs")]]] : []),
  ["webclient bouwen · build the client", [process.execPath, join(root, "scripts", "build-client.mjs")]],
  ["server bouwen · build the server", [process.execPath, join(root, "scripts", "build-server.mjs")]],
];

const failed = [];
for (const [what, [command, ...args]] of checks) {
  const from = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? "goed · ok    " : "fout · failed"}  ${what} (${seconds} s)\n`);
  if (status !== 0) failed.push(what);
}
if (failed.length > 0) {
  process.stderr.write(`\nNiet in orde · not in order: ${failed.join("; ")}\n`);
  process.exit(1);
}
