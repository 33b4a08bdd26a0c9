// Makes a fresh clone ready to run: packages, the Prisma client, and on request the two bundles. What is there and
// fits is left alone. Needs nothing but Node and npm.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeIfStale, root } from "./freshness.mjs";

const LOWEST = [20, 19];

export function prepare(...bundles) {
  refuseOldNode();
  install();
  makeIfStale({
    stamp: "prisma/generated/.made-from",
    from: ["prisma/models", "package-lock.json", "scripts/generate.mjs"],
    make: () => node("De databaseclient wordt gemaakt · making the database client", "scripts/generate.mjs", "--quiet"),
  });
  makeIfStale({
    stamp: "web/lib/graphql/generated/.made-from",
    from: ["schema/schema.graphql", "tsconfig.json", "package-lock.json"],
    make: () =>
      node(
        "De typen van de API worden gemaakt · making the API's types",
        "node_modules/gql.tada/bin/cli.js",
        "generate-output",
      ),
  });
  if (bundles.includes("client"))
    makeIfStale({
      stamp: "web/dist/.made-from",
      from: ["web", "schema", "package-lock.json", "scripts/build-client.mjs"],
      make: () => node("De webclient wordt gebouwd · building the web client", "scripts/build-client.mjs"),
    });
  if (bundles.includes("server"))
    makeIfStale({
      stamp: "dist/.made-from",
      from: [
        "api",
        "schema",
        "prisma/models",
        "prisma/demo",
        "prisma/seed.ts",
        "package-lock.json",
        "scripts/build-server.mjs",
      ],
      make: () => node("De server wordt gebouwd · building the server", "scripts/build-server.mjs"),
    });
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > LOWEST[0] || (major === LOWEST[0] && minor >= LOWEST[1])) return;
  fail(`Weerklank heeft Node ${LOWEST.join(".")} of nieuwer nodig · needs Node ${LOWEST.join(".")} or newer.`);
}

function install() {
  const lock = packagesOf("package-lock.json");
  const there = packagesOf("node_modules/.package-lock.json");
  const missing = Object.entries(lock ?? {}).some(
    ([path, wanted]) => path !== "" && !wanted.optional && there?.[path]?.version !== wanted.version,
  );
  if (!missing) return;
  say("Pakketten worden geïnstalleerd; dat duurt een minuut · installing packages; this takes a minute");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ["ignore", "ignore", "inherit"] })
    : spawnSync("npm", args, {
        cwd: root,
        stdio: ["ignore", "ignore", "inherit"],
        shell: process.platform === "win32",
      });
  if (status !== 0) fail("npm ci is niet gelukt · npm ci failed.");
}

function packagesOf(path) {
  const file = join(root, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

function node(what, ...args) {
  say(what);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) fail(`Mislukt · failed: ${args.join(" ")}`);
}

// On standard error: a command's standard output is its own.
const say = (text) => process.stderr.write(`${text} …\n`);

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
