import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { joinEmbeddedPostgres } from "../../api/platform/embedded-postgres.ts";
import { makeEmptyDatabase } from "../testkit/postgres.ts";
import { ROOT } from "../testkit/record.ts";
import { launchServer, processesOn, untilReady, type RunningServer } from "../testkit/running-server.ts";

let folder: string;
let servers: RunningServer[];

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "weerklank-start-"));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) {
    server.process.kill("SIGTERM");
    await server.ended;
  }
  for (const pid of processesOn(folder)) process.kill(pid, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

async function launch(variables: Record<string, string> = {}): Promise<RunningServer> {
  const server = await launchServer(folder, variables);
  servers.push(server);
  return server;
}

const token = (email: string) =>
  spawnSync(
    process.execPath,
    ["--import", "tsx", join("api", "people", "token-command.ts"), "--email", email, "--role", "researcher"],
    { cwd: ROOT, encoding: "utf8", env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder } },
  );

async function viewerOf(server: RunningServer, secret: string): Promise<unknown> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
    body: JSON.stringify({ query: "{ viewer { email } }" }),
  });
  return ((await answer.json()) as { data: { viewer: unknown } }).data.viewer;
}

describe("the server", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("stops everything on %s, the database included", async (signal) => {
    const server = await launch();
    await untilReady(server);
    expect(server.output()).toContain(server.url);
    expect(processesOn(folder).length).toBeGreaterThan(0);
    server.process.kill(signal);
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(processesOn(folder)).toEqual([]);
    expect(await readdir(folder)).not.toContain("server.lock");
    expect(await readdir(join(folder, "postgres", "cluster"))).not.toContain("postmaster.pid");
  });

  test("that is stopped while it starts leaves nothing running either", async () => {
    const server = await launch();
    for (;;) {
      if (processesOn(folder).length > 0) break;
      await new Promise((done) => setTimeout(done, 10));
    }
    server.process.kill("SIGINT");
    expect((await server.ended).code).toBe(0);
    expect(processesOn(folder)).toEqual([]);
  });

  test("is refused a folder that another one has, in a sentence, and leaves that one alone", async () => {
    const first = await launch();
    await untilReady(first);
    const second = await launch();
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.errors()).toContain(`A Weerklank is already running on ${folder} (process ${first.process.pid})`);
    expect(second.errors().trim().split("\n")).toHaveLength(2);
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
  });

  test("is refused a port that is taken, in a sentence, and stops its database again", async () => {
    const first = await launch();
    await untilReady(first);
    const other = await mkdtemp(join(tmpdir(), "weerklank-port-"));
    try {
      const second = await launchServer(other, { PORT: new URL(first.url).port });
      expect((await second.ended).code).toBe(1);
      expect(second.errors()).toMatch(/Port \d+ is already in use/);
      expect(processesOn(other)).toEqual([]);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  test("that was killed is followed by one that takes over its database with all that was kept", async () => {
    const first = await launch();
    await untilReady(first);
    const secret = token("noor@example.org").stdout.trim();
    first.process.kill("SIGKILL");
    await first.ended;
    expect(processesOn(folder).length).toBeGreaterThan(0);
    const second = await launch();
    await untilReady(second);
    expect(await viewerOf(second, secret)).toEqual({ email: "noor@example.org" });
    second.process.kill("SIGINT");
    expect((await second.ended).code).toBe(0);
    expect(processesOn(folder)).toEqual([]);
  });

  test("starts after a loss of power: database and server killed, their locks left behind", async () => {
    const first = await launch();
    await untilReady(first);
    const secret = token("samir@example.org").stdout.trim();
    for (const pid of processesOn(folder)) process.kill(pid, "SIGKILL");
    first.process.kill("SIGKILL");
    await first.ended;
    expect(await readdir(folder)).toContain("server.lock");
    const second = await launch();
    await untilReady(second);
    expect(await viewerOf(second, secret)).toEqual({ email: "samir@example.org" });
  });

  test("takes over a lock whose process number belongs to another program by now", async () => {
    const first = await launch();
    await untilReady(first);
    first.process.kill("SIGINT");
    await first.ended;
    await writeFile(join(folder, "server.lock"), `${process.pid}-1`);
    const pid = join(folder, "postgres", "cluster", "postmaster.pid");
    await writeFile(pid, `${process.pid}\n${folder}\n0\n1\n\n127.0.0.1\n\nready\n`);
    await untilReady(await launch());
  });

  test("uses the server of DATABASE_URL where there is one, and starts none", async () => {
    const own = await makeEmptyDatabase();
    try {
      const server = await launch({ DATABASE_URL: own.url });
      await untilReady(server);
      expect(processesOn(folder)).toEqual([]);
      server.process.kill("SIGINT");
      expect((await server.ended).code).toBe(0);
    } finally {
      await own.drop();
    }
  });

  test("keeps secrets to itself: no password in what it prints, logs or shows to other users", async () => {
    const server = await launch();
    await untilReady(server);
    const password = (await readFile(join(folder, "secrets", "postgres"))).toString("hex");
    const shown = await Promise.all(processesOn(folder).map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8")));
    expect(server.output() + server.errors() + shown.join()).not.toContain(password);
    for (const line of server.errors().trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("event");
  });
});

describe("a command", () => {
  test("works while no server runs, and stops the database that it started", async () => {
    const { status, stdout } = token("ilse@example.org");
    expect(status).toBe(0);
    expect(stdout.trim()).not.toBe("");
    expect(processesOn(folder)).toEqual([]);
  });

  test("works while the server runs, on the same database, and leaves it running", async () => {
    const server = await launch();
    await untilReady(server);
    const { status, stdout } = token("ilse@example.org");
    expect(status).toBe(0);
    expect(await viewerOf(server, stdout.trim())).toEqual({ email: "ilse@example.org" });
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  });

  test("that still runs when the server stops keeps the database until it is done", async () => {
    const server = await launch();
    await untilReady(server);
    const password = (await readFile(join(folder, "secrets", "postgres"))).toString("hex");
    const beside = await joinEmbeddedPostgres({ folder: join(folder, "postgres"), password, database: "weerklank" });
    server.process.kill("SIGINT");
    expect((await server.ended).code).toBe(0);
    expect(processesOn(folder).length).toBeGreaterThan(0);
    await beside.leave();
    expect(processesOn(folder)).toEqual([]);
  });
});
