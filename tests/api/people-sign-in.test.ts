import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEMO_ACCOUNTS } from "../../api/people/demo.ts";
import { type ApiServer, cookieIn, secretIn, startApi } from "../testkit/api-server.ts";

const ASK_LINK = "/api/auth/sign-in/magic-link";
const OPEN_LINK = "/api/auth/magic-link/verify";
const WHO = "{ viewer { email roles workplaces { name members } } }";

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(() => api.clock.pass({ minutes: 15 }));

async function newLink(email: string): Promise<string> {
  await api.people.ensureAccount({ email, roles: ["RESEARCHER"] });
  await api.post(ASK_LINK, { email });
  await api.people.settle();
  return secretIn(api.outbox.at(-1));
}

describe("signing in by mail", () => {
  test("a link signs in, its cookie is HttpOnly and SameSite, and signing out ends the session", async () => {
    const secret = await newLink("anna@instituut.nl");
    const opened = await api.post(OPEN_LINK, { token: secret });
    expect(opened.status).toBe(200);
    const [cookie] = opened.headers.getSetCookie();
    expect(cookie).toMatch(/^weerklank\.session_token=[^;]+; .*HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).not.toMatch(/Secure/);
    const headers = { cookie: cookieIn(opened.headers) };

    const who = await api.ask(WHO, { headers });
    expect(who.body).toEqual({
      data: { viewer: { email: "anna@instituut.nl", roles: ["RESEARCHER"], workplaces: [] } },
    });

    const out = await api.ask("mutation { signOut }", { headers });
    expect(out.body.data).toEqual({ signOut: true });
    expect(out.headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/);
    // The old cookie itself is worth nothing any more.
    expect((await api.ask(WHO, { headers })).body.data).toEqual({ viewer: null });
    expect((await api.ask("mutation { signOut }", { headers })).body.data).toEqual({ signOut: false });
  });

  test("an account that is made twice at once is one, with the roles of both", async () => {
    const email = "twee@instituut.nl";
    const made = await Promise.all(
      (["RESEARCHER", "STEWARD", "RESEARCHER", "MEMBER"] as const).map((role) =>
        api.people.ensureAccount({ email, roles: [role] }),
      ),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const { roles } = await api.people.ensureAccount({ email, roles: [] });
    expect([...roles].sort()).toEqual(["MEMBER", "RESEARCHER", "STEWARD"]);
  });

  test("a link works once", async () => {
    const secret = await newLink("boris@instituut.nl");
    const both = await Promise.all([1, 2, 3].map(() => api.post(OPEN_LINK, { token: secret })));
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 400, 400]);
    const late = await api.post(OPEN_LINK, { token: secret }, { "accept-language": "en" });
    expect(late.body).toMatchObject({ code: "SIGN_IN_LINK_NOT_VALID", message: /works once, for 30 minutes/ });
    expect(late.headers.getSetCookie()).toEqual([]);
  });

  test("a link that is too old does not work", async () => {
    const secret = await newLink("carla@instituut.nl");
    const [kept] = await api.test.database.verification.findMany({ orderBy: { createdAt: "desc" }, take: 1 });
    const minutes = ((kept?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThanOrEqual(30);
    await api.test.database.verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await api.post(OPEN_LINK, { token: secret })).status).toBe(400);
  });

  test("the record holds no secret that could be used", async () => {
    const secret = await newLink("dora@instituut.nl");
    const kept = await api.test.database.verification.findMany();
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test("an unknown address gets the same answer and no link", async () => {
    await api.people.ensureAccount({ email: "els@instituut.nl", roles: ["STEWARD"] });
    const before = api.outbox.length;
    const known = await api.post(ASK_LINK, { email: "Els@Instituut.nl " });
    const unknown = await api.post(ASK_LINK, { email: "niemand@instituut.nl" });
    await api.people.settle();
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    expect(unknown.headers.getSetCookie()).toEqual([]);
    expect(api.outbox.slice(before).map((message) => message.to)).toEqual(["els@instituut.nl"]);
    expect(await api.test.database.user.count({ where: { email: "niemand@instituut.nl" } })).toBe(0);
  });

  test("the message is in the language of who asks, with a link that keeps the secret behind the #", async () => {
    await api.people.ensureAccount({ email: "fred@instituut.nl", roles: [] });
    await api.post(ASK_LINK, { email: "fred@instituut.nl" }, { "accept-language": "en-GB,nl;q=0.5" });
    await api.people.settle();
    expect(api.outbox.at(-1)).toMatchObject({ subject: "Your link to sign in" });
    expect(api.outbox.at(-1)?.text).toMatch(/http:\/\/weerklank\.test\/sign-in#[\w-]{43}\n/);
  });

  test("what is no address is said to be none", async () => {
    const answer = await api.post(ASK_LINK, { email: "geen adres" });
    expect([answer.status, answer.body]).toEqual([
      400,
      { code: "ADDRESS_NOT_VALID", message: "Dit is geen mailadres. Kijk het na." },
    ]);
    expect((await api.post(ASK_LINK, "{")).status).toBe(400);
    expect((await api.post(ASK_LINK, [])).status).toBe(400);
    expect((await api.post(ASK_LINK, { email: "a".repeat(5000) })).status).toBe(413);
  });
});

describe("who may not sign somebody in", () => {
  test("another site", async () => {
    const secret = await newLink("gijs@instituut.nl");
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const headers of foreign) {
      const answer = await api.post(OPEN_LINK, { token: secret }, headers);
      expect([answer.status, answer.body]).toMatchObject([403, { code: "FOREIGN_ORIGIN" }]);
    }
    const form = await fetch(api.url + OPEN_LINK, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `token=${secret}`,
    });
    expect(form.status).toBe(415);
    const ours = await api.post(OPEN_LINK, { token: secret }, { origin: "http://weerklank.test" });
    expect(ours.status).toBe(200);
  });

  test("a cookie that was changed", async () => {
    const { cookie = "" } = await api.signIn("hans@instituut.nl", ["ADMIN"]);
    expect((await api.ask(WHO, { headers: { cookie } })).body.data).toMatchObject({ viewer: { roles: ["ADMIN"] } });
    const [name, value = ""] = cookie.split("=");
    const other = (value.startsWith("a") ? "b" : "a") + value.slice(1);
    expect((await api.ask(WHO, { headers: { cookie: `${name}=${other}` } })).body.data).toEqual({ viewer: null });
  });

  test("somebody who tries too often, while others go on", async () => {
    const answers = [];
    for (let tries = 0; tries < 32; tries++) answers.push(await api.post(OPEN_LINK, { token: `raad-${tries}` }));
    expect(answers.map((answer) => answer.status)).toEqual([...Array<number>(30).fill(400), 429, 429]);
    expect(answers.at(-1)?.body).toMatchObject({ code: "TOO_MANY_TRIES" });
    const kept = await api.test.database.rateLimit.findMany();
    expect(JSON.stringify(kept, (_key, value) => (typeof value === "bigint" ? Number(value) : value))).not.toMatch(
      /127\.0\.0\.1|instituut/,
    );
    api.clock.pass({ seconds: 61 });
    expect((await api.post(OPEN_LINK, { token: "raad" })).status).toBe(400);
  });

  test("one address gets three messages in ten minutes, whoever asks", async () => {
    await api.people.ensureAccount({ email: "ina@instituut.nl", roles: [] });
    const before = api.outbox.length;
    for (let times = 0; times < 5; times++) api.people.askSignInLink("ina@instituut.nl", "nl");
    await api.people.settle();
    expect(api.outbox.length - before).toBe(3);
  });
});

describe("the demo's links", () => {
  test("are there for researcher, member and steward, and work once from this machine", async () => {
    expect(await api.people.demoSignInLinks()).toEqual([]);
    for (const { email, name, role } of DEMO_ACCOUNTS) await api.people.ensureAccount({ email, name, roles: [role] });
    const links = await api.people.demoSignInLinks();
    expect(links.map((link) => link.role)).toEqual(["RESEARCHER", "MEMBER", "STEWARD"]);
    const token = new URL(links[0]?.url ?? "").hash.slice(1);

    const forwarded = await api.post(OPEN_LINK, { token }, { "x-forwarded-for": "127.0.0.1" });
    expect([forwarded.status, forwarded.body]).toMatchObject([403, { code: "DEMO_ONLY_HERE" }]);
    const opened = await api.post(OPEN_LINK, { token });
    const who = await api.ask(WHO, { headers: { cookie: cookieIn(opened.headers) } });
    expect(who.body.data).toMatchObject({ viewer: { roles: ["RESEARCHER"] } });
    expect((await api.post(OPEN_LINK, { token })).status).toBe(400);
  });

  test("are never mailed", async () => {
    const before = api.outbox.length;
    api.people.askSignInLink(DEMO_ACCOUNTS[0]?.email ?? "", "nl");
    await api.people.settle();
    expect(api.outbox.length).toBe(before);
  });

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal)?.address;
  test.skipIf(outside === undefined)("do not work from another address", async () => {
    const open = await startApi({ host: "0.0.0.0" });
    try {
      for (const { email, role } of DEMO_ACCOUNTS) await open.people.ensureAccount({ email, roles: [role] });
      const [link] = await open.people.demoSignInLinks();
      const response = await fetch(`http://${outside}:${new URL(open.url).port}${OPEN_LINK}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token: new URL(link?.url ?? "").hash.slice(1) }),
      });
      expect(response.status).toBe(403);
    } finally {
      await open.stop();
    }
  });

  test("are not made in production, where demo accounts are closed; cookies there are Secure", async () => {
    const live = await startApi({ production: true, publicUrl: "https://weerklank.test" });
    try {
      for (const { email, role } of DEMO_ACCOUNTS) await live.people.ensureAccount({ email, roles: [role] });
      expect(await live.people.demoSignInLinks()).toEqual([]);
      expect((await live.post(OPEN_LINK, { token: "demo-x" })).body).toMatchObject({ code: "DEMO_ONLY_HERE" });
      const wish = { name: "x", days: 1, scopes: null };
      const { secret } = await live.people.createTokenFor(DEMO_ACCOUNTS[0]?.email ?? "", "RESEARCHER", wish);
      const who = await live.ask(WHO, { headers: { authorization: `Bearer ${secret}` } });
      expect(who.body.data).toEqual({ viewer: null });

      const { cookie = "" } = await live.signIn("jan@instituut.nl", ["MEMBER"]);
      expect(cookie).toMatch(/^__Secure-/);
      expect((await live.ask(WHO, { headers: { cookie } })).body.data).toMatchObject({ viewer: { roles: ["MEMBER"] } });
    } finally {
      await live.stop();
    }
  });
});

test("no line of the log names an address or a secret", async () => {
  const secret = await newLink("kees@instituut.nl");
  await api.post(OPEN_LINK, { token: secret });
  const written = api.lines.join("");
  expect(written).not.toContain("kees");
  expect(written).not.toContain(secret);
  expect(written).not.toContain("127.0.0.1");
});
