import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readTokenCommand } from "../../api/people/read-token-command.ts";
import { Problem } from "../../schema/problem.ts";
import { type ApiServer, startApi } from "../testkit/api-server.ts";
import { makeDataFolder } from "../testkit/data-folder.ts";

const ROOT = join(import.meta.dirname, "..", "..");

let api: ApiServer;
let data: Awaited<ReturnType<typeof makeDataFolder>>;
beforeAll(async () => {
  api = await startApi();
  data = await makeDataFolder();
});
afterAll(async () => {
  await api.stop();
  await data.remove();
});

/** The command as `npm run token --` starts it. */
async function token(...words: string[]): Promise<{ code: number | null; out: string; told: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "api/people/token-command.ts", ...words], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], DATABASE_URL: api.test.url, DATA_DIR: data.folder.root },
  });
  const [out, told] = [[] as string[], [] as string[]];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => told.push(chunk.toString()));
  const code = await new Promise<number | null>((ended) => child.on("close", ended));
  return { code, out: out.join(""), told: told.join("") };
}

/** The command lives by the real clock, so what it made is looked up in the record. */
const made = async (email: string) =>
  api.test.database.user.findUniqueOrThrow({
    where: { email },
    select: { name: true, roles: true, tokens: { select: { name: true, roles: true, scopes: true, expiresAt: true } } },
  });

test("it makes the account and prints the secret alone; the role may be written in any case", async () => {
  const { code, out, told } = await token("--email", "Iris@Instituut.nl", "--role", "Researcher");
  expect([code, out]).toEqual([0, expect.stringMatching(/^wk_[\w-]{43}\n$/)]);
  expect(told).not.toContain(out.trim());
  expect(told).toContain("read, import, write");
  const account = await made("iris@instituut.nl");
  expect(account).toMatchObject({
    name: "iris",
    roles: ["RESEARCHER"],
    tokens: [{ roles: ["RESEARCHER"], scopes: ["READ", "IMPORT", "WRITE"] }],
  });
  const days = ((account.tokens[0]?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(89.9);
  expect(days).toBeLessThanOrEqual(90);

  const headers = { authorization: `Bearer ${out.trim()}` };
  const who = await api.ask("{ viewer { email roles } }", { headers });
  expect(who.body.data).toEqual({ viewer: { email: "iris@instituut.nl", roles: ["RESEARCHER"] } });
});

test("it takes a name, days and scopes, and gives an account that is there one more role", async () => {
  await api.people.ensureAccount({ email: "joris@instituut.nl", name: "Joris", roles: ["MEMBER"] });
  const words = ["--email", "joris@instituut.nl", "--role", "STEWARD", "--name", "Nachttaak"];
  const { code } = await token(...words, "--days", "7", "--scopes", "read");
  expect(code).toBe(0);
  expect(await made("joris@instituut.nl")).toMatchObject({
    name: "Joris",
    roles: ["MEMBER", "STEWARD"],
    tokens: [{ name: "Nachttaak", roles: ["STEWARD"], scopes: ["READ"] }],
  });
});

test("bad input is told on standard error, and leaves nothing behind", async () => {
  const { code, out, told } = await token("--email", "k@instituut.nl", "--role", "member", "--scopes", "import");
  expect([code, out]).toEqual([1, ""]);
  expect(told).toMatch(/READ, WRITE/);
  expect(told).not.toMatch(/\n\s+at /);
  expect(await api.test.database.user.count({ where: { email: "k@instituut.nl" } })).toBe(0);
});

test.each([
  ["nothing", [], /Zeg voor wie/],
  ["no such role", ["--email", "k@instituut.nl", "--role", "boss"], /Deze rol is er niet/],
  ["no such scope", ["--email", "k@instituut.nl", "--role", "member", "--scopes", "all"], /--scopes/],
  ["an unknown option", ["--mail", "k@instituut.nl"], /kent dit niet/],
])("what cannot be understood: %s", (_what, words, sentence) => {
  const problem = problemOf(() => readTokenCommand(words));
  expect([problem.code, problem.text.nl]).toEqual(["TOKEN_COMMAND_MISUSED", expect.stringMatching(sentence)]);
});

test.each([
  ["no address", "kk", 90, "ADDRESS_NOT_VALID"],
  ["no days", "k@instituut.nl", Number("veel"), "TOKEN_DAYS_INVALID"],
])("what cannot be made: %s", async (_what, email, days, code) => {
  const made = api.people.createTokenFor(email, "MEMBER", { name: "x", days, scopes: null });
  await expect(made).rejects.toMatchObject({ code });
  expect(await api.test.database.user.count({ where: { email: "k@instituut.nl" } })).toBe(0);
});

function problemOf(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  return expect.unreachable("no problem was thrown");
}
