import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readEnv } from "../../../api/env.ts";
import { addClientFiles } from "../../../api/platform/client-files.ts";
import { addHealth } from "../../../api/platform/health.ts";
import { createHttp } from "../../../api/platform/http.ts";
import { createLog } from "../../../api/platform/log.ts";
import { stillClock } from "../../testkit/chance.ts";
import { makeDataFolder } from "../../testkit/data-folder.ts";

let app: FastifyInstance;
let lines: string[];
let remove: () => Promise<void>;
let failing: string[];
let stopping: boolean;

beforeEach(async () => {
  const data = await makeDataFolder();
  remove = data.remove;
  const client = join(data.folder.root, "client");
  await mkdir(join(client, "assets"), { recursive: true });
  await writeFile(join(client, "index.html"), "<!doctype html><title>Weerklank</title>");
  await writeFile(join(client, "assets", "app-1a2b.js"), "let plain = true;");
  await writeFile(join(client, "assets", "app-1a2b.js.gz"), gzipSync("let plain = true;"));
  lines = [];
  failing = [];
  stopping = false;
  app = await createHttp(
    readEnv({ TRUSTED_PROXIES: "10.0.0.1" }),
    createLog(stillClock(), (line) => lines.push(line)),
  );
  const check = (name: string) => async () => {
    if (failing.includes(name)) throw new Error("password=hunter2");
  };
  addHealth(app, { database: check("database"), dataFolder: check("dataFolder") }, () => stopping);
  app.get("/api/people/:id", (request) => ({ ip: request.ip }));
  await addClientFiles(app, client);
});
afterEach(async () => {
  await app.close();
  await remove();
});

const html = { accept: "text/html,application/xhtml+xml" };

describe("health", () => {
  test("is live and ready, and says which part is not, without saying why", async () => {
    expect((await app.inject("/health/live")).json()).toEqual({ status: "live" });
    const ready = await app.inject("/health/ready");
    expect([ready.statusCode, ready.headers["cache-control"]]).toEqual([200, "no-store"]);
    failing = ["database"];
    const broken = await app.inject("/health/ready");
    expect(broken.statusCode).toBe(503);
    expect(broken.json()).toEqual({ status: "failing", checks: { database: "failing", dataFolder: "ok" } });
    expect((await app.inject("/health/live")).statusCode).toBe(200);
  });

  test("is not ready any more once the server stops", async () => {
    stopping = true;
    const answer = await app.inject("/health/ready");
    expect([answer.statusCode, answer.json().status]).toEqual([503, "stopping"]);
  });
});

describe("the web client's files", () => {
  test("every page is index.html, never kept", async () => {
    for (const url of ["/", "/studies/mvad", "/v", "/index.html"]) {
      const answer = await app.inject({ url, headers: html });
      expect([answer.statusCode, answer.headers["cache-control"]], url).toEqual([200, "no-store"]);
      expect(answer.body).toContain("<title>Weerklank</title>");
    }
  });

  test("a file with its hash in its name is kept for ever, and sent compressed to whoever takes that", async () => {
    const plain = await app.inject("/assets/app-1a2b.js");
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(plain.body).toBe("let plain = true;");
    const packed = await app.inject({ url: "/assets/app-1a2b.js", headers: { "accept-encoding": "gzip" } });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect(packed.headers["content-type"]).toMatch(/javascript/);
  });

  test("what is no page is a plain 404", async () => {
    for (const url of ["/assets/gone.js", "/api/nothing", "/imports/x/nothing", "/health/x"]) {
      const answer = await app.inject({ url, headers: html });
      expect([answer.statusCode, answer.headers["cache-control"]], url).toEqual([404, "no-store"]);
    }
    expect((await app.inject({ method: "POST", url: "/studies" })).statusCode).toBe(404);
    expect((await app.inject({ url: "/..%2f..%2fpackage.json", headers: html })).body).not.toContain("dependencies");
  });

  test("only our own files run in a page, and nobody frames it", async () => {
    const { headers } = await app.inject({ url: "/", headers: html });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https:/);
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});

test("the log says what was asked, never by whom: no address, no id, no query", async () => {
  await app.inject({ url: "/api/people/secret-id?search=Fatima", remoteAddress: "203.0.113.9" });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    event: "request",
    method: "GET",
    route: "/api/people/:id",
    status: 200,
  });
  expect(lines.join()).not.toMatch(/Fatima|secret-id|203\.0\.113\.9/);
});

test("X-Forwarded-For is believed of a trusted proxy only", async () => {
  const headers = { "x-forwarded-for": "198.51.100.7" };
  const ask = async (remoteAddress: string) =>
    (await app.inject({ url: "/api/people/1", headers, remoteAddress })).json().ip;
  expect(await ask("10.0.0.1")).toBe("198.51.100.7");
  expect(await ask("203.0.113.9")).toBe("203.0.113.9");
});
