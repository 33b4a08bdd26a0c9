import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiServer, startApi } from "../testkit/api-server.ts";

const CREATE = `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) {
  __typename
  ... on CreatedAccessToken { secret token { id name scopes createdAt expiresAt lastUsedAt revokedAt } }
  ... on Problem { code message path } } }`;
const REVOKE = `mutation ($id: ID!) { revokeAccessToken(id: $id) {
  __typename ... on AccessToken { id revokedAt } ... on Problem { code message path } } }`;
const WHO = "{ viewer { email roles accessTokens { name lastUsedAt revokedAt } } }";

interface Created {
  createAccessToken: {
    __typename: string;
    code?: string;
    path?: string[];
    secret: string;
    token: { id: string; scopes: string[] };
  };
}

let api: ApiServer;
let session: Record<string, string>;
beforeAll(async () => {
  api = await startApi();
  session = await api.signIn("vera@instituut.nl", ["RESEARCHER"]);
});
afterAll(() => api.stop());

const bearer = (secret: string, scheme = "Bearer") => ({ authorization: `${scheme} ${secret}` });

async function create(input: Record<string, unknown> = {}, headers = session) {
  const wish = { name: "R-script", scopes: ["READ"], days: 30, ...input };
  return api.ask<Created>(CREATE, { variables: { input: wish }, headers });
}
async function newSecret(input: Record<string, unknown> = {}) {
  return (await create(input)).body.data?.createAccessToken ?? expect.unreachable("no token was made");
}
const who = async (secret: string) => (await api.ask(WHO, { headers: bearer(secret) })).body;

describe("a token", () => {
  test("is shown once, kept as a hash, and asks in its owner's name", async () => {
    const { secret, token } = await newSecret({ scopes: ["WRITE", "READ"] });
    expect(secret).toMatch(/^wk_[\w-]{43}$/);
    expect(token).toMatchObject({ name: "R-script", scopes: ["READ", "WRITE"], lastUsedAt: null, revokedAt: null });
    expect(JSON.stringify(await api.test.database.accessToken.findMany())).not.toContain(secret.slice(3));
    expect((await who(secret)).data).toMatchObject({ viewer: { email: "vera@instituut.nl", roles: ["RESEARCHER"] } });
    expect((await api.ask(WHO, { headers: bearer(secret, "bearer") })).status).toBe(200);
  });

  test("ends when its days are over", async () => {
    const { secret } = await newSecret({ days: 1 });
    api.clock.pass({ days: 0, minutes: 24 * 60 - 1 });
    expect((await who(secret)).errors).toBeUndefined();
    api.clock.pass({ minutes: 1 });
    const late = await api.ask(WHO, { headers: { ...bearer(secret), "accept-language": "en" } });
    expect(late.status).toBe(401);
    expect(late.body).toEqual({
      errors: [
        {
          message: "This access token is not valid, or no longer. Make a new one.",
          extensions: { code: "TOKEN_NOT_VALID" },
        },
      ],
    });
  });

  test("ends when it is withdrawn, at once, also when withdrawn twice", async () => {
    const { secret, token } = await newSecret();
    const revoke = () => api.ask(REVOKE, { variables: { id: token.id }, headers: session });
    const first = await revoke();
    expect(first.body.data).toMatchObject({ revokeAccessToken: { __typename: "AccessToken", id: token.id } });
    expect((await who(secret)).errors?.[0]?.extensions["code"]).toBe("TOKEN_NOT_VALID");
    api.clock.pass({ minutes: 5 });
    expect((await revoke()).body).toEqual(first.body);
  });

  test("that is unknown, or no token at all, is refused and not taken for nobody", async () => {
    for (const authorization of ["Bearer wk_unknown", "Bearer", "Basic dTpw", "Bearer wk_a wk_b"]) {
      const answer = await api.ask("{ viewer { id } }", { headers: { authorization, ...session } });
      expect([authorization, answer.status]).toEqual([authorization, 401]);
    }
  });

  test("notes when it was used, at most once a minute", async () => {
    const { secret, token } = await newSecret({ name: "used" });
    const lastUse = async () =>
      (await api.test.database.accessToken.findUniqueOrThrow({ where: { id: token.id } })).lastUsedAt?.getTime();
    await who(secret);
    const first = api.clock().getTime();
    expect(await lastUse()).toBe(first);
    api.clock.pass({ seconds: 59 });
    await who(secret);
    expect(await lastUse()).toBe(first);
    api.clock.pass({ seconds: 2 });
    await who(secret);
    expect(await lastUse()).toBe(first + 61_000);
  });

  test("loses a role when its owner does, and gains none", async () => {
    await api.people.ensureAccount({ email: "wim@instituut.nl", roles: ["RESEARCHER", "MEMBER"] });
    const headers = await api.signIn("wim@instituut.nl", []);
    const { secret } = (await create({}, headers)).body.data?.createAccessToken ?? expect.unreachable();
    const roles = async () => (await who(secret)).data?.["viewer"];
    expect(await roles()).toMatchObject({ roles: ["RESEARCHER", "MEMBER"] });
    await api.test.database.user.update({ where: { email: "wim@instituut.nl" }, data: { roles: ["MEMBER", "ADMIN"] } });
    expect(await roles()).toMatchObject({ roles: ["MEMBER"] });
  });

  test("can neither make nor withdraw tokens", async () => {
    const { secret, token } = await newSecret({ scopes: ["READ", "IMPORT", "WRITE"] });
    const made = await create({}, bearer(secret));
    expect(made.body.errors?.[0]?.extensions["code"]).toBe("NOT_PERMITTED");
    expect(made.body.data).toBeNull();
    const revoked = await api.ask(REVOKE, { variables: { id: token.id }, headers: bearer(secret) });
    expect(revoked.body.errors?.[0]?.extensions["code"]).toBe("NOT_PERMITTED");
    expect((await api.ask("mutation { signOut }", { headers: bearer(secret) })).body.data).toEqual({ signOut: false });
  });

  test("of somebody else cannot be withdrawn, and looks as if it were not there", async () => {
    const { secret, token } = await newSecret();
    const other = await api.signIn("xena@instituut.nl", ["ADMIN"]);
    const answer = await api.ask(REVOKE, { variables: { id: token.id }, headers: other });
    expect(answer.body.data).toMatchObject({ revokeAccessToken: { __typename: "Problem", code: "TOKEN_UNKNOWN" } });
    expect((await who(secret)).errors).toBeUndefined();
  });

  test("does not last longer than its owner's account", async () => {
    const headers = await api.signIn("yara@instituut.nl", ["MEMBER"]);
    const { secret } = (await create({}, headers)).body.data?.createAccessToken ?? expect.unreachable();
    await api.test.database.user.delete({ where: { email: "yara@instituut.nl" } });
    expect((await who(secret)).errors?.[0]?.extensions["code"]).toBe("TOKEN_NOT_VALID");
    expect((await api.ask(WHO, { headers })).body.data).toEqual({ viewer: null });
  });
});

test.each([
  ["no name", { name: "  " }, "TOKEN_NAME_INVALID", "name"],
  ["a name without end", { name: "x".repeat(81) }, "TOKEN_NAME_INVALID", "name"],
  ["no day", { days: 0 }, "TOKEN_DAYS_INVALID", "days"],
  ["more than a year", { days: 366 }, "TOKEN_DAYS_INVALID", "days"],
  ["no scope", { scopes: [] }, "TOKEN_SCOPES_INVALID", "scopes"],
])("a wish with %s is a problem that says where", async (_what, input, code, field) => {
  const answer = await create(input);
  expect(answer.body.data).toMatchObject({
    createAccessToken: { __typename: "Problem", code, path: ["input", field] },
  });
});

test("a member cannot give a token what a member cannot do", async () => {
  const headers = await api.signIn("zoe@instituut.nl", ["MEMBER"]);
  const answer = await create({ scopes: ["READ", "IMPORT"] }, headers);
  expect(answer.body.data).toMatchObject({
    createAccessToken: { code: "TOKEN_SCOPES_INVALID", message: "Kies een of meer van wat jij mag: READ, WRITE." },
  });
});

test("who is not signed in is told so, in the own language", async () => {
  const dutch = await create({}, {});
  expect(dutch.body.errors?.[0]).toMatchObject({
    message: "Log eerst in.",
    path: ["createAccessToken"],
    extensions: { code: "NOT_PERMITTED" },
  });
  const english = await create({}, { "accept-language": "en" });
  expect(english.body.errors?.[0]?.message).toBe("Sign in first.");
});
