import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { takeLock } from "./file-lock.ts";
import { answersSignals, isRunning, processMark, programOf } from "./processes.ts";
import { findPostgresPrograms, postgresAccount, type Account, type PostgresPrograms } from "./postgres-programs.ts";

export interface EmbeddedPostgres {
  url: string;
  /** Leaves; the server itself stops when nobody else on this folder uses it. */
  leave(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The folder of the database; made on first use. */
  folder: string;
  password: string;
  database: string;
  /** Only for tests: faster, and lost when the machine stops. */
  throwAway?: boolean;
}

const USER = "weerklank";
const HOST = "127.0.0.1";
const START_MS = 60_000;
const STOP_MS = 30_000;

/**
 * A real PostgreSQL on a folder, shared by the processes that use the folder (the server, commands beside it): the
 * first starts it, the last one out stops it. One that a killed process left running is taken over.
 */
export async function joinEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder } = options;
  const cluster = join(folder, "cluster");
  const users = join(folder, "users");
  await mkdir(users, { recursive: true });
  const programs = await findPostgresPrograms();
  const account = await postgresAccount(programs.home, folder);
  const mine = join(users, processMark());

  const joining = await takeLock(join(folder, "lock"), START_MS);
  let port: number;
  try {
    await makeCluster(programs, account, cluster, options.password);
    port = (await findRunning(cluster, options.password)) ?? (await start(programs, account, cluster, options));
    await writeFile(mine, "", { mode: 0o600 });
  } finally {
    await joining.release();
  }
  await makeDatabase(port, options);

  let leaving: Promise<void> | undefined;
  return {
    url: url(port, options.password, options.database),
    leave() {
      leaving ??= leave(folder, users, mine, () => stop(programs, account, cluster));
      return leaving;
    },
  };
}

async function leave(folder: string, users: string, mine: string, stopServer: () => Promise<void>): Promise<void> {
  const lock = await takeLock(join(folder, "lock"), STOP_MS);
  try {
    await rm(mine, { force: true });
    let others = 0;
    for (const user of await readdir(users))
      if (isRunning(user)) others++;
      else await rm(join(users, user), { force: true });
    if (others === 0) await stopServer();
  } finally {
    await lock.release();
  }
}

/** Whole or not at all: made under another name, then renamed. */
async function makeCluster(
  programs: PostgresPrograms,
  account: Account | undefined,
  cluster: string,
  password: string,
): Promise<void> {
  const exists = await readFile(join(cluster, "PG_VERSION"), "utf8").catch(() => null);
  if (exists !== null) return;
  const making = `${cluster}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  const passwordFile = `${cluster}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) {
    await chown(making, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  try {
    await finish(
      spawn(
        programs.initdb,
        [
          `--pgdata=${making}`,
          `--username=${USER}`,
          `--pwfile=${passwordFile}`,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
        ],
        { ...account, env: plainEnvironment(), stdio: ["ignore", "ignore", "pipe"] },
      ),
      "PostgreSQL could not make its folder",
    );
    await rename(making, cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(making, { recursive: true, force: true });
  }
}

async function finish(child: ReturnType<typeof spawn>, failure: string): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${failure}: ${said.trim()}`);
}

async function start(
  programs: PostgresPrograms,
  account: Account | undefined,
  cluster: string,
  { throwAway = false, password }: EmbeddedPostgresOptions,
): Promise<number> {
  const port = await freePort();
  const settings = {
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: "",
    shared_buffers: "64MB",
    log_statement: "none",
    // Errors are told to the client; what a statement carried belongs in no file.
    log_min_error_statement: "panic",
    log_min_messages: "fatal",
    ...(throwAway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" } : {}),
  };
  const logPath = `${cluster}.log`;
  const log = await open(logPath, "w", 0o600);
  // In a group of its own: Ctrl-C in the terminal reaches the server only, which stops PostgreSQL after itself.
  const child = spawn(
    programs.postgres,
    ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...account, detached: true, env: plainEnvironment(), stdio: ["ignore", log.fd, log.fd] },
  );
  child.unref();
  await log.close();
  let ended = false;
  child.once("error", () => (ended = true));
  child.once("exit", () => (ended = true));
  for (const until = Date.now() + START_MS; Date.now() < until && !ended; await pause(10)) {
    const state = await readState(cluster);
    if (state?.pid === child.pid && state?.ready && (await isOurs(port, password, cluster))) return port;
  }
  if (!ended) child.kill("SIGQUIT");
  throw new Error(`PostgreSQL did not start: ${(await readFile(logPath, "utf8")).trim().slice(-2000)}`);
}

/** The port of a server that already runs on this folder; null where none does. */
async function findRunning(cluster: string, password: string): Promise<number | null> {
  for (const until = Date.now() + START_MS; Date.now() < until; await pause(50)) {
    const state = await readState(cluster);
    if (state === null || !isPostgres(state.pid)) {
      // Its process number may belong to another program by now, and PostgreSQL would then refuse to start.
      await rm(join(cluster, "postmaster.pid"), { force: true });
      return null;
    }
    if (state.ready && (await isOurs(state.port, password, cluster))) return state.port;
  }
  throw new Error(`a PostgreSQL on ${cluster} neither answers nor stops`);
}

/** SIGINT is PostgreSQL's fast, clean shutdown. */
async function stop(programs: PostgresPrograms, account: Account | undefined, cluster: string): Promise<void> {
  const state = await readState(cluster);
  if (state === null || !isPostgres(state.pid)) return;
  if (process.platform === "win32")
    await finish(
      spawn(programs.pgCtl, ["stop", "-m", "fast", "-w", "-D", cluster], {
        ...account,
        stdio: ["ignore", "ignore", "pipe"],
      }),
      "PostgreSQL could not be stopped",
    );
  else process.kill(state.pid, "SIGINT");
  for (const until = Date.now() + STOP_MS; Date.now() < until; await pause(10))
    if ((await readState(cluster)) === null && !isPostgres(state.pid)) return;
  throw new Error("PostgreSQL did not stop in time");
}

interface ServerState {
  pid: number;
  port: number;
  ready: boolean;
}

/** postmaster.pid, line by line: process, folder, start, port, socket, address, memory, state. */
async function readState(cluster: string): Promise<ServerState | null> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => null);
  const lines = text?.split("\n") ?? [];
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

function isPostgres(pid: number): boolean {
  if (!answersSignals(pid) || !isRunning(processMark(pid))) return false;
  const program = programOf(pid);
  return program === null || program === "postgres";
}

/** Another server may have the port by now. */
async function isOurs(port: number, password: string, cluster: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url(port, password, "postgres"), connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory === cluster;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeDatabase(port: number, { password, database }: EmbeddedPostgresOptions): Promise<void> {
  const client = new pg.Client({ connectionString: url(port, password, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(database)}`).catch((error: { code?: string }) => {
        if (error.code !== "42P04" && error.code !== "23505") throw error;
      });
  } finally {
    await client.end();
  }
}

const url = (port: number, password: string, database: string): string =>
  `postgresql://${USER}:${encodeURIComponent(password)}@${HOST}:${port}/${database}`;

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, HOST);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** PG… variables of whoever starts us would change what PostgreSQL does. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { LC_ALL: "C", TZ: "UTC" };
}
