import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { chromium, type Browser } from "playwright-core";

/** Nothing that weakens what a page may do: a test would then miss what a real browser refuses. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

interface Candidate {
  path: string;
  env?: Record<string, string>;
}

/** A real browser: the pinned one from npm, or one that the machine has. Fails loudly where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const tried: string[] = [];
  for (const find of [chosen, pinned, installed, playwrights, fromApt]) {
    for (const { path, env } of await find()) {
      try {
        return await chromium.launch({
          executablePath: path,
          args: ARGS,
          timeout: 30_000,
          env: { ...ownEnvironment(), ...env },
        });
      } catch (error) {
        tried.push(`${path}: ${error instanceof Error ? error.message.split("\n")[0] : "does not start"}`);
      }
    }
  }
  throw new Error(
    `There is no browser that starts. Install Chromium and set CHROME_PATH, then try again.\n${tried.join("\n")}`,
  );
}

const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));

const chosen = (): Candidate[] => (process.env.CHROME_PATH ? [{ path: process.env.CHROME_PATH }] : []);

/** Unpacked into a folder of its own: the package would take any file that is called chromium in the shared one. */
async function pinned(): Promise<Candidate[]> {
  if (process.platform !== "linux" || process.arch !== "x64") return [];
  const home = packageFolder("@sparticuz/chromium");
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  const folder = join(tmpdir(), `weerklank-chromium-${version}-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    const path = await packaged.executablePath();
    return [{ path }, ...ownLibraries(home, folder, path)];
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** A bare machine lacks some libraries; the package carries them for its own use. */
function ownLibraries(home: string, folder: string, path: string): Candidate[] {
  const { stdout } = spawnSync("ldd", [path], { encoding: "utf8" });
  if (!stdout?.includes("not found")) return [];
  const libraries = join(folder, "al2023", "lib");
  if (!existsSync(libraries)) {
    mkdirSync(join(folder, "al2023"), { recursive: true });
    const archive = brotliDecompressSync(readFileSync(join(home, "bin", "al2023.tar.br")));
    spawnSync("tar", ["-x", "-C", join(folder, "al2023")], { input: archive });
  }
  return [{ path, env: { LD_LIBRARY_PATH: libraries } }];
}

const packageFolder = (name: string): string => {
  const entry = createRequire(import.meta.url).resolve(name);
  return entry.slice(0, entry.lastIndexOf(join("node_modules", name)) + join("node_modules", name).length);
};

function installed(): Candidate[] {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/bin", "/snap/bin"];
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return [...new Set([...folders.flatMap((folder) => names.map((name) => join(folder, name))), mac])]
    .filter((path) => existsSync(path))
    .map((path) => ({ path }));
}

function playwrights(): Candidate[] {
  const path = chromium.executablePath();
  return path !== "" && existsSync(path) ? [{ path }] : [];
}

function fromApt(): Candidate[] {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return [];
  console.warn("no browser starts; installing Chromium with apt-get");
  spawnSync("apt-get", ["update"], { stdio: "ignore" });
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { stdio: "ignore" });
  return installed();
}
